package org.voiceagent.exporter.http.pages;

import static org.voiceagent.exporter.http.pages.HtmlPage.shown;

import com.fasterxml.jackson.databind.JsonNode;

/** The advice that a call led to, with a patch to copy. */
final class CallAdviceHtml {
  private CallAdviceHtml() {}

  /**
   * One recommendation: what to change, why, and the lines for the engine's file.
   *
   * @param number its number on the page, from 1
   */
  static void write(HtmlWriter page, JsonNode advised, int number) {
    String id = "patch-" + number;
    page.begin("article", "class", "advice").line().begin("h2");
    AdviceHtml.severity(page, advised.path("severity").asText());
    page.text(" " + change(advised)).end().line();
    page.element("p", advised.path("reason").asText()).line();
    page.begin("div", "class", "patch").line();
    page.element("pre", advised.path("patch").asText(), "id", id, "tabindex", "0");
    page.element("button", "Copy", "type", "button", "data-copy", id, "hidden", "hidden");
    page.end().line();
    page.begin("p", "class", "quiet").text("Goes into ");
    page.element("code", advised.path("file").asText());
    page.text(" and takes effect after a " + advised.path("apply").asText() + ". ");
    page.link(
        ViewQuery.none().link("/calls", "advice", advised.path("recommendation_key").asText()),
        "Other calls with this advice");
    page.end().line();
    evidence(page, advised.path("evidence"));
    page.end().line();
  }

  private static void evidence(HtmlWriter page, JsonNode evidence) {
    if (evidence.isEmpty()) {
      return;
    }
    page.begin("details").element("summary", "Evidence").line();
    page.begin("table", "class", "facts").begin("tbody").line();
    for (var figure : evidence.properties()) {
      page.begin("tr").element("th", CallFigures.label(figure.getKey()), "scope", "row");
      page.element("td", shown(figure.getValue()) + CallFigures.unit(figure.getKey()));
      page.end().line();
    }
    page.end().end().end().line();
  }

  private static String change(JsonNode advised) {
    String unit = advised.path("unit").asText();
    String suffix = unit.isEmpty() ? "" : " " + unit;
    String verb =
        switch (advised.path("direction").asText()) {
          case "raise" -> "Raise ";
          case "lower" -> "Lower ";
          default -> "Set ";
        };
    String from =
        advised.path("current").isNull() ? "" : " from " + shown(advised.path("current")) + suffix;
    return verb
        + advised.path("field").asText()
        + from
        + " to "
        + shown(advised.path("suggested"))
        + suffix;
  }

  /** The rules that lacked data, folded away. */
  static void noAdvice(HtmlWriter page, JsonNode noAdvice) {
    if (noAdvice.isEmpty()) {
      return;
    }
    page.begin("details", "id", "unjudged");
    page.element("summary", HumanText.count(noAdvice.size(), "rule") + " could not be judged")
        .line();
    page.begin("ul").line();
    for (JsonNode unjudged : noAdvice) {
      page.begin("li").element("code", unjudged.path("recommendation_key").asText());
      page.text(": missing " + shown(unjudged.path("missing"))).end().line();
    }
    page.end().end().line();
  }
}
