package org.voiceagent.exporter.http.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The frame that all HTML pages share. */
final class HtmlPage {
  /** The name of this server. */
  static final String NAME = "voice-agent-exporter";

  private HtmlPage() {}

  /** A whole page. */
  static String of(String title, Consumer<HtmlWriter> content) {
    HtmlWriter page = new HtmlWriter();
    page.begin("html", "lang", "en").line().begin("head").line();
    page.empty("meta", "charset", "utf-8").line();
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    page.element("title", title.equals(NAME) ? NAME : title + " – " + NAME).line();
    page.empty("link", "rel", "stylesheet", "href", "/style.css").line();
    page.end().line().begin("body").line();
    page.begin("nav");
    page.link("/", NAME).text(" ").link("/calls", "calls");
    page.text(" ").link("/feedback/latest", "latest advice").text(" ").link("/metrics", "metrics");
    page.end().line().begin("main").line();
    page.element("h1", title).line();
    content.accept(page);
    page.end().line().end().line().end();
    return "<!DOCTYPE html>\n" + page + "\n";
  }

  /** A value of a JSON tree in a readable form; "" if it is missing. */
  static String shown(JsonNode value) {
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(HtmlPage::shown)
          .collect(Collectors.joining(", "));
    }
    if (value.isBoolean()) {
      return value.booleanValue() ? "yes" : "no";
    }
    return value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
  }

  /** A time of a JSON tree, to the second; "" if it is missing. */
  static String moment(JsonNode value) {
    return value.asText().replaceFirst("T", " ").replaceFirst("(\\.[0-9]+)?Z$", " UTC");
  }

  /** The path of a call's page. Ids contain only characters that need no encoding in a path. */
  static String callPath(JsonNode id) {
    return "/calls/" + id.asText();
  }
}
