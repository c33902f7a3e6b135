package org.voiceagent.exporter.http.pages;

import static org.voiceagent.exporter.http.pages.HtmlPage.callPath;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.voiceagent.exporter.callindex.CallOrder;
import org.voiceagent.exporter.callindex.Facet;
import org.voiceagent.exporter.http.json.CallListJson;

/** The list of calls as HTML, from {@link CallListJson}. Used for one answer. */
final class CallListHtml {
  private static final Map<CallOrder, String> ORDERS = orders();
  private static final Map<String, String> FACETS = facets();
  private static final int MOST_VALUES = 8;

  private final CallListQuery query;
  private final JsonNode list;
  private final UnfinishedHtml unfinished;

  /**
   * @param watched the folder in which engines write the folders of calls
   * @param now the time that ages count from
   */
  CallListHtml(CallListQuery query, JsonNode list, String watched, Instant now) {
    this.query = query;
    this.list = list;
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

  private static Map<String, String> facets() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put(Facet.OUTCOME.label(), "Outcome");
    names.put(Facet.SENTIMENT.label(), "Mood of the caller");
    names.put(Facet.ADVICE.label(), "Advice");
    names.put(Facet.END_REASON.label(), "How it ended");
    names.put(Facet.PIPELINE_NAME.label(), "Pipeline");
    names.put(Facet.PROVIDER_ID.label(), "Provider");
    names.put(Facet.MODEL_VARIANT.label(), "Model");
    return names;
  }

  /** The whole page. */
  String page() {
    boolean nothing = list.path("listed").asInt() == 0;
    PageFrame frame = PageFrame.of(Section.CALLS, "Calls", query.view());
    if (!nothing) {
      frame
          .filters(new FilterBar(CallListQuery.PATH, "", choices(), query.own(), this::fields))
          .besideAddress(query.beside(".json"), "JSON")
          .besideAddress(query.beside(".csv"), "CSV");
    }
    return frame.html(
        page -> {
          if (query.after().isEmpty() && query.isUnfiltered()) {
            unfinished.write(page, list);
          }
          if (nothing) {
            unfinished.noCallYet(page);
          } else {
            found(page);
          }
        });
  }

  private Map<String, List<String>> choices() {
    Map<String, List<String>> choices = new LinkedHashMap<>();
    for (Facet facet : List.of(Facet.PIPELINE_NAME, Facet.PROVIDER_ID, Facet.MODEL_VARIANT)) {
      choices.put(
          facet.label(),
          StreamSupport.stream(list.path("facets").path(facet.label()).spliterator(), false)
              .map(one -> one.path("value").asText())
              .sorted()
              .toList());
    }
    return choices;
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
    chosen(page);
    page.begin("div", "class", "with-facets").line();
    page.begin("section", "class", "found", "aria-label", "Calls").line();
    page.element("p", sentence(), "class", "how-many").line();
    if (list.path("calls").isEmpty()) {
      nothingFound(page);
    } else {
      table(page);
    }
    ways(page);
    page.end().line();
    facetLists(page);
    page.end().line();
  }

  /** What is chosen, each with a link that takes it away. */
  private void chosen(HtmlWriter page) {
    Map<String, String> removable = new LinkedHashMap<>();
    for (Map.Entry<String, String> facet : FACETS.entrySet()) {
      query
          .view()
          .value(facet.getKey())
          .or(() -> Optional.ofNullable(query.own().get(facet.getKey())))
          .ifPresent(
              value ->
                  removable.put(facet.getKey(), facet.getValue() + ": " + HumanText.word(value)));
    }
    query.view().value("from").ifPresent(from -> removable.put("from", "From: " + from));
    query.view().value("to").ifPresent(to -> removable.put("to", "To: " + to));
    query
        .filter()
        .latencyOverMs()
        .ifPresent(ms -> removable.put("latency_over", "Waited over " + HumanText.millis(ms)));
    if (query.text().isPresent()) {
      removable.put("text", "Words: " + query.own().get("text"));
    }
    if (removable.isEmpty()) {
      return;
    }
    page.begin("ul", "class", "chosen", "aria-label", "Filters").line();
    removable.forEach(
        (name, words) -> {
          page.begin("li");
          page.begin("a", "href", query.link(name, ""), "title", "Remove this filter");
          page.text(words).element("span", " ×", "aria-hidden", "true").end();
          page.end().line();
        });
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

  private void table(HtmlWriter page) {
    double longest =
        StreamSupport.stream(list.path("calls").spliterator(), false)
            .mapToDouble(call -> call.path("longest_wait_ms").asDouble())
            .max()
            .orElse(0);
    page.begin("table", "class", "calls list").line().begin("thead").begin("tr");
    column(page, "Ended", CallOrder.NEWEST);
    column(page, "How it went", CallOrder.WORST);
    column(page, "Longest wait", CallOrder.WAIT);
    column(page, "Mood", CallOrder.SENTIMENT);
    column(page, "Length", CallOrder.DURATION);
    page.element("th", "Advice", "scope", "col");
    page.element("th", "Served by", "scope", "col");
    page.end().end().line().begin("tbody").line();
    list.path("calls").forEach(call -> row(page, call, longest));
    page.end().end().line();
  }

  private void column(HtmlWriter page, String name, CallOrder order) {
    if (order == query.order()) {
      page.begin(
          "th",
          "scope",
          "col",
          "aria-sort",
          order == CallOrder.SENTIMENT ? "ascending" : "descending");
    } else {
      page.begin("th", "scope", "col");
    }
    page.link(query.link("sort", order == CallOrder.NEWEST ? "" : order.label()), name).end();
  }

  private void row(HtmlWriter page, JsonNode call, double longest) {
    page.begin("tr");
    JsonNode ended = call.has("ended_at") ? call.path("ended_at") : call.path("completed_at");
    page.begin("td", "data-label", "Ended").time(Instant.parse(ended.asText()));
    page.begin("a", "href", query.view().link(callPath(call.path("call_uuid"))), "class", "id");
    page.text(call.path("call_uuid").asText()).end().end();
    page.begin("td", "data-label", "How it went");
    String outcome = call.path("outcome").asText("unknown");
    page.chip(HumanText.outcomeKind(outcome), HumanText.word(outcome));
    String end = call.path("end_reason").asText("unknown");
    if (!end.equals("unknown") && !end.equals(outcome)) {
      page.element("small", HumanText.word(end));
    }
    page.end();
    cell(page, "Longest wait", call.has("longest_wait_ms"));
    if (call.has("longest_wait_ms")) {
      double ms = call.path("longest_wait_ms").asDouble();
      page.text(HumanText.millis(ms));
      bar(page, ms / longest);
    } else {
      absent(page);
    }
    page.end();
    cell(page, "Mood", call.has("sentiment"));
    mood(page, call);
    page.end();
    cell(page, "Length", call.has("duration_seconds"));
    if (call.has("duration_seconds")) {
      page.text(HumanText.seconds(call.path("duration_seconds").asDouble()));
    } else {
      absent(page);
    }
    page.end();
    cell(page, "Advice", call.path("recommendations").asInt() > 0);
    advice(page, call);
    page.end().begin("td", "data-label", "Served by");
    page.text(call.path("pipeline_name").asText());
    page.element(
        "small", call.path("provider_id").asText() + " · " + call.path("model_variant").asText());
    page.end().end().line();
    if (call.has("excerpt")) {
      page.begin("tr", "class", "excerpt").begin("td", "colspan", "7");
      page.element("q", call.path("excerpt").asText()).end().end().line();
    }
  }

  /** A cell of the table; on a small screen, one without a value is left out. */
  private static void cell(HtmlWriter page, String label, boolean known) {
    if (known) {
      page.begin("td", "data-label", label);
    } else {
      page.begin("td", "data-label", label, "class", "none");
    }
  }

  private static void bar(HtmlWriter page, double share) {
    page.begin("svg", "class", "bar", "aria-hidden", "true");
    page.empty(
        "rect", "width", Math.round(Math.max(0, Math.min(1, share)) * 100) + "%", "height", "100%");
    page.end();
  }

  private static void mood(HtmlWriter page, JsonNode call) {
    if (!call.has("sentiment")) {
      absent(page);
      return;
    }
    String band = call.path("sentiment").asText();
    page.chip(HumanText.sentimentKind(band), HumanText.word(band));
    if (call.has("sentiment_score")) {
      page.element("small", HumanText.score(call.path("sentiment_score").asDouble()));
    }
  }

  private static void advice(HtmlWriter page, JsonNode call) {
    int count = call.path("recommendations").asInt();
    if (count == 0) {
      absent(page);
      return;
    }
    AdviceHtml.severity(page, call.path("severity").asText());
    page.text(" ").element("code", call.path("field").asText());
    if (count > 1) {
      page.element("small", "and " + (count - 1) + " more");
    }
  }

  private static void absent(HtmlWriter page) {
    page.element("span", "–", "class", "quiet");
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

  private void facetLists(HtmlWriter page) {
    page.begin("aside", "class", "facets", "aria-label", "Narrow down").line();
    FACETS.forEach((name, title) -> facet(page, name, title));
    page.end().line();
  }

  private void facet(HtmlWriter page, String name, String title) {
    List<JsonNode> values = new ArrayList<>();
    list.path("facets").path(name).forEach(values::add);
    String chosen = query.view().value(name).orElseGet(() -> query.own().getOrDefault(name, ""));
    if (values.size() < 2 && chosen.isEmpty()) {
      return;
    }
    page.element("h2", title).line().begin("ul").line();
    values.stream().limit(MOST_VALUES).forEach(one -> facetValue(page, name, chosen, one));
    page.end().line();
    if (values.size() > MOST_VALUES) {
      page.begin("details").element("summary", (values.size() - MOST_VALUES) + " more");
      page.begin("ul").line();
      values.stream().skip(MOST_VALUES).forEach(one -> facetValue(page, name, chosen, one));
      page.end().end().line();
    }
  }

  private void facetValue(HtmlWriter page, String name, String chosen, JsonNode one) {
    String value = one.path("value").asText();
    page.begin("li");
    if (value.equals(chosen)) {
      page.begin("a", "href", query.link(name, ""), "aria-current", "true");
    } else {
      page.begin("a", "href", query.link(name, value));
    }
    page.element("span", HumanText.word(value));
    page.element("span", HumanText.count(one.path("calls").asInt()), "class", "count");
    page.end().end().line();
  }
}
