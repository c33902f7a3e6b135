package org.voiceagent.exporter.http.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** How values of JSON trees are shown in HTML pages. */
final class HtmlPage {
  /** The name of this server. */
  static final String NAME = "voice-agent-exporter";

  private HtmlPage() {}

  /** A whole page outside the navigation, with nothing chosen. */
  static String of(String title, Consumer<HtmlWriter> content) {
    return PageFrame.of(title, ViewQuery.none()).html(content);
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
