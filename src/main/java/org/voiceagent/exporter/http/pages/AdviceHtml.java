package org.voiceagent.exporter.http.pages;

import static org.voiceagent.exporter.http.pages.HtmlPage.shown;

import com.fasterxml.jackson.databind.JsonNode;

/** Recommendations as HTML. */
final class AdviceHtml {
  private AdviceHtml() {}

  /** One recommendation: what to change, why, and the lines for the engine's file. */
  static void recommendation(HtmlWriter page, JsonNode advised) {
    page.begin("article").line().begin("h2");
    severity(page, advised.path("severity").asText());
    page.text(" ").element("code", advised.path("field").asText()).end().line();
    page.begin("p", "class", "change").text(change(advised)).end().line();
    page.element("p", advised.path("reason").asText()).line();
    page.element("pre", advised.path("patch").asText()).line();
    page.begin("p").text("Goes into ").element("code", advised.path("file").asText());
    page.text(", takes effect after a " + advised.path("apply").asText() + ".").end().line();
    page.begin("table", "class", "facts").element("caption", "Evidence").begin("tbody").line();
    for (var figure : advised.path("evidence").properties()) {
      page.begin("tr").element("th", figure.getKey(), "scope", "row");
      page.element("td", shown(figure.getValue())).end().line();
    }
    page.end().end().line().end().line();
  }

  /** The rules that lacked data. */
  static void noAdvice(HtmlWriter page, JsonNode noAdvice) {
    if (noAdvice.isEmpty()) {
      return;
    }
    page.element("h2", "Not judged").line().begin("ul").line();
    for (JsonNode unjudged : noAdvice) {
      page.begin("li").element("code", unjudged.path("recommendation_key").asText());
      page.text(": missing " + shown(unjudged.path("missing"))).end().line();
    }
    page.end().line();
  }

  /** A severity as a coloured word. */
  static void severity(HtmlWriter page, String severity) {
    page.element("span", severity, "class", "severity " + severity);
  }

  private static String change(JsonNode advised) {
    String unit = advised.path("unit").asText();
    String suffix = unit.isEmpty() ? "" : " " + unit;
    String current =
        advised.path("current").isNull()
            ? "unknown value"
            : shown(advised.path("current")) + suffix;
    return current + " → " + shown(advised.path("suggested")) + suffix;
  }
}
