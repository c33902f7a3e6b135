package org.voiceagent.exporter.event.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.event.catalog.DataSchema.JsonType;
import org.voiceagent.exporter.event.catalog.DataSchema.ListOf;
import org.voiceagent.exporter.event.catalog.DataSchema.Numbers;
import org.voiceagent.exporter.event.catalog.DataSchema.ObjectOf;
import org.voiceagent.exporter.event.catalog.DataSchema.Text;
import org.voiceagent.exporter.yaml.Nearest;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads a JSON Schema. A keyword that is not checked is a mistake, never ignored. */
final class DataSchemaReader {
  private static final List<String> CHECKED =
      List.of(
          "type",
          "enum",
          "const",
          "properties",
          "required",
          "additionalProperties",
          "minProperties",
          "maxProperties",
          "items",
          "minItems",
          "maxItems",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "minLength",
          "maxLength",
          "format");
  private static final List<String> NOTES =
      List.of("title", "description", "examples", "default", "deprecated", "$comment");
  private static final double LARGEST = 1e15;
  private static final int DEEPEST = 32;

  private DataSchemaReader() {}

  /** The schema; what is wrong with it is added to the problems of the node. */
  static DataSchema read(YamlNode node) {
    return read(node, 0);
  }

  private static DataSchema read(YamlNode node, int depth) {
    if (!node.isMapping()) {
      node.problem("expected a JSON Schema, such as {type: string}");
      return DataSchema.ANY;
    }
    if (depth > DEEPEST) {
      node.problem("is nested deeper than " + DEEPEST + " levels");
      return DataSchema.ANY;
    }
    checkKeywords(node);
    return new DataSchema(
        types(node.at("type")),
        only(node),
        numbers(node),
        text(node),
        list(node, depth),
        object(node, depth));
  }

  private static void checkKeywords(YamlNode node) {
    List<String> known = new ArrayList<>(CHECKED);
    known.addAll(NOTES);
    node.entries()
        .forEach(
            (keyword, value) -> {
              if (!known.contains(keyword)) {
                value.problem(
                    "is not a keyword that is checked here"
                        + Nearest.hint(keyword, known)
                        + "; see docs/catalog-format.md#payload");
              }
            });
  }

  private static Set<JsonType> types(YamlNode node) {
    Set<JsonType> types = EnumSet.noneOf(JsonType.class);
    for (YamlNode item : node.items()) {
      String word = item.text("");
      JsonType type = item.oneOf(JsonType.class, JsonType.OBJECT);
      if (type.name().toLowerCase(Locale.ROOT).equals(word)) {
        types.add(type);
      }
    }
    return types;
  }

  private static List<JsonNode> only(YamlNode node) {
    List<JsonNode> only = new ArrayList<>();
    YamlNode all = node.at("enum");
    if (all.present() && (!all.isList() || all.items().isEmpty())) {
      all.problem("expected a list of values");
    }
    all.items().forEach(item -> only.add(YamlJson.of(item)));
    if (node.at("const").present()) {
      if (all.present()) {
        node.at("const").problem("stands beside enum: use one of them");
      }
      only.add(YamlJson.of(node.at("const")));
    }
    return only;
  }

  private static Numbers numbers(YamlNode node) {
    double least = node.at("minimum").number(-Double.MAX_VALUE, -LARGEST, LARGEST);
    double most = node.at("maximum").number(Double.MAX_VALUE, -LARGEST, LARGEST);
    double above = node.at("exclusiveMinimum").number(-Double.MAX_VALUE, -LARGEST, LARGEST);
    double below = node.at("exclusiveMaximum").number(Double.MAX_VALUE, -LARGEST, LARGEST);
    if (Math.max(least, above) > Math.min(most, below)) {
      node.problem("no number is above its least and below its most");
    }
    return new Numbers(
        Math.max(least, above),
        Math.min(most, below),
        node.at("exclusiveMinimum").present() && above >= least,
        node.at("exclusiveMaximum").present() && below <= most);
  }

  private static Text text(YamlNode node) {
    YamlNode format = node.at("format");
    boolean time = format.text("").equals("date-time");
    if (format.present() && !time) {
      format.problem("only date-time is checked here");
    }
    int least = whole(node, "minLength", 0);
    int most = whole(node, "maxLength", Integer.MAX_VALUE);
    checkOrder(node, "maxLength", least, most);
    return new Text(least, most, time);
  }

  private static ListOf list(YamlNode node, int depth) {
    YamlNode items = node.at("items");
    int least = whole(node, "minItems", 0);
    int most = whole(node, "maxItems", Integer.MAX_VALUE);
    checkOrder(node, "maxItems", least, most);
    return new ListOf(
        items.present() ? Optional.of(read(items, depth + 1)) : Optional.empty(), least, most);
  }

  private static ObjectOf object(YamlNode node, int depth) {
    Map<String, DataSchema> properties = new LinkedHashMap<>();
    node.at("properties")
        .entries()
        .forEach((name, schema) -> properties.put(name, read(schema, depth + 1)));
    List<String> required = node.at("required").texts(List.of());
    for (String name : required) {
      if (!properties.containsKey(name)) {
        node.at("required")
            .problem(name + " is not under properties" + Nearest.hint(name, properties.keySet()));
      }
    }
    YamlNode others = node.at("additionalProperties");
    int least = whole(node, "minProperties", 0);
    int most = whole(node, "maxProperties", Integer.MAX_VALUE);
    checkOrder(node, "maxProperties", least, most);
    return new ObjectOf(
        properties,
        required,
        others.isMapping() || others.flag(true),
        others.isMapping() ? Optional.of(read(others, depth + 1)) : Optional.empty(),
        least,
        most);
  }

  private static int whole(YamlNode node, String key, int byDefault) {
    return (int) node.at(key).integer(byDefault, 0, Integer.MAX_VALUE);
  }

  private static void checkOrder(YamlNode node, String key, int least, int most) {
    if (least > most) {
      node.at(key).problem("is below the least");
    }
  }
}
