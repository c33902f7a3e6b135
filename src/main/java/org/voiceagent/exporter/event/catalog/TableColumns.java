package org.voiceagent.exporter.event.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.event.catalog.DataPath.Root;
import org.voiceagent.exporter.event.catalog.DataSchema.JsonType;
import org.voiceagent.exporter.event.catalog.FieldPrivacy.Action;

/**
 * The columns of the tables for analysis, one line each: event, table, column, type, path, what is
 * kept. A field of which nothing is kept has no column.
 */
final class TableColumns {
  private static final String HEAD =
      """
      # The columns of events, from monitoring/catalog/%s.yml. Written by `make catalog`.
      # event\ttable\tcolumn\ttype\tpath\tkept
      """;

  private final List<String> lines = new ArrayList<>();
  private final EventType type;

  private TableColumns(EventType type) {
    this.type = type;
  }

  static String of(EventCatalog catalog) {
    StringBuilder text = new StringBuilder(HEAD.formatted(catalog.name()));
    for (EventType type : catalog.events()) {
      TableColumns columns = new TableColumns(type);
      columns.add("event_key", "VARCHAR", "", "");
      columns.add("at", "TIMESTAMP", "/ts", "");
      columns.add("call_uuid", "VARCHAR", "/call_uuid", call(type));
      columns.below(type.payload(), List.of());
      columns.lines.forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }

  private static String call(EventType type) {
    return type.privacy().stream()
        .filter(field -> field.path().root() == Root.CALL)
        .map(field -> word(field.action()))
        .findFirst()
        .orElse(word(Action.KEEP));
  }

  private void below(DataSchema schema, List<String> above) {
    for (Map.Entry<String, DataSchema> property : schema.object().properties().entrySet()) {
      List<String> path = new ArrayList<>(above);
      path.add(property.getKey());
      DataSchema of = property.getValue();
      Optional<Action> named =
          type.privacyOf(new DataPath("", Root.DATA, path)).map(FieldPrivacy::action);
      if (named.filter(action -> action == Action.DROP).isPresent()) {
        continue;
      }
      if (!of.object().properties().isEmpty()) {
        below(of, path);
      } else {
        boolean text = of.mayBe(JsonType.STRING) && of.only().isEmpty();
        Action kept = named.orElse(text ? Action.REDACT : Action.KEEP);
        String column = String.join("_", path).toLowerCase(Locale.ROOT).replace('-', '_');
        add(column, sqlType(of, kept), "/data/" + String.join("/", path), word(kept));
      }
    }
  }

  private static String sqlType(DataSchema schema, Action kept) {
    boolean text = kept == Action.HMAC || schema.mayBe(JsonType.STRING);
    if (schema.mayBe(JsonType.OBJECT) || schema.mayBe(JsonType.ARRAY)) {
      return "JSON";
    }
    if (text) {
      return "VARCHAR";
    }
    if (schema.mayBe(JsonType.NUMBER)) {
      return schema.types().contains(JsonType.INTEGER) ? "BIGINT" : "DOUBLE";
    }
    return "BOOLEAN";
  }

  private static String word(Action action) {
    return action.name().toLowerCase(Locale.ROOT);
  }

  private void add(String column, String sqlType, String path, String kept) {
    String table = "events_" + type.name().replace('.', '_').replace('-', '_');
    lines.add(String.join("\t", type.name(), table, column, sqlType, path, kept));
  }
}
