package org.voiceagent.exporter.event.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.voiceagent.exporter.yaml.YamlNode;

/** Turns a part of a YAML file into the JSON it means by the rules of YAML 1.2. */
final class YamlJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int LONGEST_NUMBER = 18;

  private YamlJson() {}

  static JsonNode of(YamlNode node) {
    if (!node.present()) {
      return JSON.nullNode();
    }
    if (node.isMapping()) {
      ObjectNode object = JSON.objectNode();
      node.entries().forEach((name, value) -> object.set(name, of(value)));
      return object;
    }
    if (node.isList()) {
      ArrayNode list = JSON.arrayNode();
      node.items().forEach(item -> list.add(of(item)));
      return list;
    }
    String text = node.text("");
    return node.isQuoted() ? JSON.textNode(text) : scalar(text);
  }

  private static JsonNode scalar(String text) {
    if (text.equals("true") || text.equals("false")) {
      return JSON.booleanNode(text.equals("true"));
    }
    return isNumber(text) ? number(text) : JSON.textNode(text);
  }

  private static JsonNode number(String text) {
    return text.indexOf('.') < 0
        ? JSON.numberNode(Long.parseLong(text))
        : JSON.numberNode(Double.parseDouble(text));
  }

  /** Digits, with a sign before them and a point between them at most. */
  private static boolean isNumber(String text) {
    int from = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    int points = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean point = c == '.' && i > from && i < text.length() - 1;
      points += point ? 1 : 0;
      if (!point && (c < '0' || c > '9')) {
        return false;
      }
    }
    int digits = text.length() - from;
    return digits > 0 && digits <= LONGEST_NUMBER && points < 2;
  }
}
