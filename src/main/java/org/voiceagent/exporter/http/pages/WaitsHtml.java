package org.voiceagent.exporter.http.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How long the caller waited for each answer, and for what, as bars. */
final class WaitsHtml {
  private static final int MOST_SHOWN = 40;
  private static final Map<String, String> PARTS = parts();

  private WaitsHtml() {}

  private static Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("eou", "End of turn");
    parts.put("stt", "Speech to text");
    parts.put("llm", "Language model");
    parts.put("tts", "Text to speech");
    parts.put("unattributed", "Not explained");
    return parts;
  }

  /** Writes the bars, or why there are none. */
  static void write(HtmlWriter page, JsonNode waits) {
    JsonNode answers = waits.path("answers");
    JsonNode mean = waits.path("mean");
    page.element("h2", "Waits for an answer").line();
    if (answers.isEmpty() && mean.isMissingNode()) {
      page.element("p", "The engine did not measure how long answers took.", "class", "quiet")
          .line();
      return;
    }
    boolean parts = hasParts(answers);
    double longest = longest(answers, mean);
    if (parts || hasParts(mean)) {
      legend(page, !parts && !answers.isEmpty());
    }
    page.begin("ol", "class", "waits").line();
    int shown = 0;
    for (JsonNode answer : answers) {
      if (shown++ < MOST_SHOWN) {
        row(page, Integer.toString(shown), answer, longest);
      }
    }
    if (!mean.isMissingNode() && !parts) {
      row(page, "Mean", mean, longest);
    }
    page.end().line();
    if (answers.size() > MOST_SHOWN) {
      page.element("p", "And " + (answers.size() - MOST_SHOWN) + " more.", "class", "quiet").line();
    }
    if (!answers.isEmpty() && !parts) {
      page.element(
              "p",
              "This engine measures each answer as a whole"
                  + (hasParts(mean) ? ", and its parts only as a mean of the call." : "."),
              "class",
              "quiet")
          .line();
    }
  }

  private static boolean hasParts(JsonNode waits) {
    if (waits.isArray()) {
      for (JsonNode wait : waits) {
        if (hasParts(wait)) {
          return true;
        }
      }
      return false;
    }
    return PARTS.keySet().stream().anyMatch(part -> waits.has(part + "_ms"));
  }

  private static double longest(JsonNode answers, JsonNode mean) {
    double longest = Math.max(1, whole(mean));
    for (JsonNode answer : answers) {
      longest = Math.max(longest, whole(answer));
    }
    return longest;
  }

  private static double whole(JsonNode wait) {
    double sum = 0;
    for (String part : PARTS.keySet()) {
      sum += wait.path(part + "_ms").asDouble();
    }
    return Math.max(sum, wait.path("total_ms").asDouble());
  }

  private static void legend(HtmlWriter page, boolean whole) {
    page.begin("ul", "class", "legend").line();
    PARTS.forEach(
        (part, name) -> {
          page.begin("li").element("span", "", "class", "legend-key part-" + part);
          page.text(name).end().line();
        });
    if (whole) {
      page.begin("li").element("span", "", "class", "legend-key whole").text("Whole answer");
      page.end().line();
    }
    page.end().line();
  }

  private static void row(HtmlWriter page, String label, JsonNode wait, double longest) {
    page.begin("li").element("span", label, "class", "which");
    page.begin("svg", "class", "bar stack", "aria-hidden", "true");
    double at = 0;
    for (Map.Entry<String, String> part : PARTS.entrySet()) {
      double ms = wait.path(part.getKey() + "_ms").asDouble();
      if (ms > 0) {
        rect(page, "part-" + part.getKey(), at, ms, longest);
        page.element("title", part.getValue() + " " + HumanText.millis(ms)).end();
        at += ms;
      }
    }
    double total = wait.path("total_ms").asDouble();
    if (total > at) {
      rect(page, at == 0 ? "whole" : "part-unattributed", at, total - at, longest);
      page.element("title", HumanText.millis(total)).end();
    }
    page.end();
    page.element(
        "span", HumanText.millis(total > 0 ? total : at), "class", "figure", "title", words(wait));
    page.end().line();
  }

  private static void rect(HtmlWriter page, String kind, double from, double ms, double longest) {
    page.begin(
        "rect",
        "class",
        kind,
        "x",
        share(from / longest),
        "width",
        share(ms / longest),
        "height",
        "100%");
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.2f%%", share * 100);
  }

  /** All parts as a sentence, for those who cannot see the bar. */
  private static String words(JsonNode wait) {
    StringBuilder words = new StringBuilder();
    PARTS.forEach(
        (part, name) -> {
          if (wait.has(part + "_ms")) {
            words.append(words.isEmpty() ? "" : ", ").append(name).append(' ');
            words.append(HumanText.millis(wait.path(part + "_ms").asDouble()));
          }
        });
    return words.isEmpty() ? "The parts are not known" : words.toString();
  }
}
