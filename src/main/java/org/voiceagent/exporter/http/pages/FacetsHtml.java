package org.voiceagent.exporter.http.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.voiceagent.exporter.callindex.Facet;

/** The filters of the list of calls as links: what is chosen, and what there is to choose. */
final class FacetsHtml {
  private static final Map<String, String> FACETS = facets();
  private static final List<Facet> LABELS =
      List.of(Facet.PIPELINE_NAME, Facet.PROVIDER_ID, Facet.MODEL_VARIANT);
  private static final int MOST_VALUES = 8;

  private final CallListQuery query;
  private final JsonNode list;

  /**
   * @param list the tree of the list of calls
   */
  FacetsHtml(CallListQuery query, JsonNode list) {
    this.query = query;
    this.list = list;
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

  /** The known pipelines, providers and models, by the name of their filter. */
  Map<String, List<String>> choices() {
    Map<String, List<String>> choices = new LinkedHashMap<>();
    for (Facet facet : LABELS) {
      choices.put(
          facet.label(),
          StreamSupport.stream(list.path("facets").path(facet.label()).spliterator(), false)
              .map(one -> one.path("value").asText())
              .sorted()
              .toList());
    }
    return choices;
  }

  /** What is chosen, each with a link that takes it away. */
  void chosen(HtmlWriter page) {
    Map<String, String> removable = new LinkedHashMap<>();
    for (Map.Entry<String, String> facet : FACETS.entrySet()) {
      query
          .view()
          .value(facet.getKey())
          .or(() -> Optional.ofNullable(query.own().get(facet.getKey())))
          .ifPresent(
              value ->
                  removable.put(
                      facet.getKey(), facet.getValue() + ": " + shown(facet.getKey(), value)));
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

  /** Each value with the number of its calls, as a link that chooses it. */
  void write(HtmlWriter page) {
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

  /** Engines choose the names of pipelines, providers and models; the rest are fixed words. */
  private static String shown(String name, String value) {
    return LABELS.stream().anyMatch(facet -> facet.label().equals(name))
        ? value
        : HumanText.word(value);
  }

  private void facetValue(HtmlWriter page, String name, String chosen, JsonNode one) {
    String value = one.path("value").asText();
    page.begin("li");
    if (value.equals(chosen)) {
      page.begin("a", "href", query.link(name, ""), "aria-current", "true");
    } else {
      page.begin("a", "href", query.link(name, value));
    }
    page.begin("span").name(shown(name, value)).end();
    page.element("span", HumanText.count(one.path("calls").asInt()), "class", "count");
    page.end().end().line();
  }
}
