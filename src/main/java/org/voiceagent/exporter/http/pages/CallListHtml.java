package org.voiceagent.exporter.http.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.callindex.CallOrder;
import org.voiceagent.exporter.http.json.CallListJson;

/** The list of calls as HTML, from {@link CallListJson}. Used for one answer. */
final class CallListHtml {
  private static final Map<CallOrder, String> ORDERS = orders();

  private final CallListQuery query;
  private final JsonNode list;
  private final FacetsHtml facets;
  private final String watched;
  private final UnfinishedHtml unfinished;

  /**
   * @param watched the folder in which engines write the folders of calls
   * @param now the time that ages count from
   */
  CallListHtml(CallListQuery query, JsonNode list, String watched, Instant now) {
    this.query = query;
    this.list = list;
    this.facets = new FacetsHtml(query, list);
    this.watched = watched;
    this.unfinished = new UnfinishedHtml(watched, now);
  }

  private static Map<CallOrder, String> orders() {
    Map<CallOrder, String> names = new LinkedHashMap<>();
    names.put(CallOrder.NEWEST, "Newest first");
    names.put(CallOrder.WORST, "Worst first");
    names.put(CallOrder.WAIT, "Longest wait first");
    names.put(CallOrder.DURATION, "Longest call first");
    names.put(CallOrder.SENTIMENT, "Unhappiest first");
    return names;
  }

  /** The whole page. */
  String page() {
    boolean nothing = list.path("listed").asInt() == 0;
    PageFrame frame = PageFrame.of(Section.CALLS, "Calls", query.view());
    if (!nothing) {
      frame
          .filters(
              new FilterBar(
                  CallListQuery.PATH, "", facets.choices(), query.own(), Optional.of(this::fields)))
          .besideAddress(query.beside(".json"), "JSON")
          .besideAddress(query.beside(".csv"), "CSV");
    }
    return frame.html(
        page -> {
          if (query.after().isEmpty() && query.isUnfiltered()) {
            unfinished.write(page, list);
          }
          if (nothing) {
            EmptyState.noCallYet(page, watched);
          } else {
            found(page);
          }
        });
  }

  private void fields(HtmlWriter page) {
    page.begin("label").element("span", "Waited over, ms");
    page.empty(
            "input",
            "name",
            "latency_over",
            "inputmode",
            "numeric",
            "size",
            "5",
            "placeholder",
            "1500",
            "value",
            query.own().getOrDefault("latency_over", ""))
        .end()
        .line();
    page.begin("label").element("span", "Words in the transcript");
    page.empty(
            "input",
            "name",
            "text",
            "type",
            "search",
            "size",
            "16",
            "value",
            query.own().getOrDefault("text", ""))
        .end()
        .line();
    page.begin("label").element("span", "Order").begin("select", "name", "sort").line();
    ORDERS.forEach((order, name) -> option(page, order, name));
    page.end().end().line();
    for (String name : List.of("outcome", "sentiment", "advice", "end_reason", "limit")) {
      if (query.own().containsKey(name)) {
        page.hidden(name, query.own().get(name));
      }
    }
  }

  private void option(HtmlWriter page, CallOrder order, String name) {
    if (order == query.order()) {
      page.element("option", name, "value", order.label(), "selected", "selected");
    } else {
      page.element("option", name, "value", order.label());
    }
  }

  private void found(HtmlWriter page) {
    facets.chosen(page);
    page.begin("div", "class", "with-facets").line();
    page.begin("section", "class", "found", "aria-label", "Calls").line();
    page.element("p", sentence(), "class", "how-many").line();
    if (list.path("calls").isEmpty()) {
      nothingFound(page);
    } else {
      new CallTableHtml(query, list).write(page);
    }
    ways(page);
    page.end().line();
    facets.write(page);
    page.end().line();
  }

  private String sentence() {
    int matching = list.path("matching").asInt();
    int listed = list.path("listed").asInt();
    StringBuilder words = new StringBuilder();
    if (list.has("searched")) {
      words
          .append("Searched ")
          .append(HumanText.count(list.path("searched").path("calls").asInt(), "transcript"));
      words.append(" of ").append(HumanText.count(matching, "call"));
      words.append(
          list.path("searched").path("all").asBoolean()
              ? ": all of them on this page and before."
              : " so far.");
    } else if (matching == listed) {
      words.append(HumanText.count(listed, "call"));
    } else {
      words
          .append(HumanText.count(matching))
          .append(" of ")
          .append(HumanText.count(listed, "call"));
    }
    if (!list.has("searched")) {
      words.append(", ").append(ORDERS.get(query.order()).toLowerCase(Locale.ROOT)).append(".");
    }
    if (list.has("listed_since")) {
      words
          .append(" Calls that ended before ")
          .append(HtmlPage.moment(list.path("listed_since")))
          .append(" may be missing here.");
    }
    return words.toString();
  }

  private void nothingFound(HtmlWriter page) {
    page.begin("div", "class", "empty").line();
    boolean goesOn = list.has("next");
    page.element("h2", goesOn ? "Nothing found so far" : "No call matches").line();
    page.element(
            "p",
            goesOn
                ? "The search stopped to answer in time. Go on to search older calls."
                : "Remove a filter above, or look at a longer time.")
        .line();
    page.end().line();
  }

  private void ways(HtmlWriter page) {
    if (query.after().isEmpty() && !list.has("next")) {
      return;
    }
    page.begin("p", "class", "ways");
    if (query.after().isPresent()) {
      page.element("a", "First page", "href", query.link("after", ""), "class", "button").text(" ");
    }
    if (list.has("next")) {
      page.element(
          "a",
          list.has("searched") ? "Search on" : "Next page",
          "href",
          list.path("next").asText(),
          "class",
          "button",
          "rel",
          "next");
    }
    page.end().line();
  }
}
