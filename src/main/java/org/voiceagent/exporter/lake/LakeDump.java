package org.voiceagent.exporter.lake;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes all rows of a dataset as text that the client of another database reads: the definition of
 * the table, and the rows. Reading it twice changes nothing.
 */
public final class LakeDump {
  private static final String DATE = "event_date";

  /** The database that reads it. */
  public enum Target {
    /** For {@code psql}: rows as of {@code COPY}. */
    POSTGRES,
    /** For {@code clickhouse-client}: rows in the format {@code JSONEachRow}. */
    CLICKHOUSE
  }

  private LakeDump() {}

  /**
   * Writes the dataset.
   *
   * @throws IOException if the lake cannot be read
   */
  public static void write(LakeQuery lake, Dataset dataset, Target target, PrintWriter out)
      throws IOException {
    out.print(target == Target.POSTGRES ? postgres(dataset) : clickHouse(dataset));
    String columns =
        dataset.columns().stream().map(LakeColumn::key).collect(Collectors.joining(", "));
    if (target == Target.POSTGRES) {
      lake.each(
          "SELECT %s, %s FROM %s".formatted(columns, DATE, dataset.label()),
          row -> out.print(line(row)));
      out.print("\\.\n" + merge(dataset));
    } else {
      lake.each(
          "SELECT to_json(r) FROM (SELECT %s, %s FROM %s) r"
              .formatted(columns, DATE, dataset.label()),
          row -> out.print(row.get(0) + "\n"));
    }
    out.flush();
  }

  /** The statement that makes the table of a dataset, unless it is there. */
  static String table(Dataset dataset, Target target) {
    return target == Target.POSTGRES ? postgresTable(dataset) : clickHouseTable(dataset);
  }

  private static String postgres(Dataset dataset) {
    return "BEGIN;\n"
        + postgresTable(dataset)
        + "CREATE TEMPORARY TABLE incoming (LIKE %s) ON COMMIT DROP;\n".formatted(dataset.label())
        + "COPY incoming FROM stdin;\n";
  }

  private static String postgresTable(Dataset dataset) {
    String columns =
        dataset.columns().stream()
            .map(column -> "  " + column.key() + " " + column.type().postgres() + ",\n")
            .collect(Collectors.joining());
    return "CREATE TABLE IF NOT EXISTS %s (\n%s  %s date,\n  PRIMARY KEY (%s)\n);\n"
        .formatted(dataset.label(), columns, DATE, dataset.key());
  }

  private static String merge(Dataset dataset) {
    String set =
        dataset.columns().stream()
            .filter(column -> !dataset.isKey(column))
            .map(column -> "%s = EXCLUDED.%s".formatted(column.key(), column.key()))
            .collect(Collectors.joining(", "));
    return "INSERT INTO %s SELECT * FROM incoming ON CONFLICT (%s) DO UPDATE SET %s;\nCOMMIT;\n"
        .formatted(dataset.label(), dataset.key(), set);
  }

  private static String clickHouse(Dataset dataset) {
    return clickHouseTable(dataset)
        + "INSERT INTO %s SETTINGS date_time_input_format = 'best_effort' FORMAT JSONEachRow\n"
            .formatted(dataset.label());
  }

  private static String clickHouseTable(Dataset dataset) {
    String columns =
        dataset.columns().stream()
            .map(column -> "  " + column.key() + " " + clickHouse(dataset, column) + ",\n")
            .collect(Collectors.joining());
    return """
    CREATE TABLE IF NOT EXISTS %s (
    %s  %s Date
    ) ENGINE = ReplacingMergeTree(%s)
    PARTITION BY toYYYYMM(%s) ORDER BY (%s);
    """
        .formatted(dataset.label(), columns, DATE, dataset.version(), DATE, dataset.key());
  }

  private static String clickHouse(Dataset dataset, LakeColumn column) {
    boolean needed =
        column.type().isList() || dataset.isKey(column) || column.key().equals(dataset.version());
    return needed ? column.type().clickHouse() : "Nullable(" + column.type().clickHouse() + ")";
  }

  private static String line(List<Object> row) {
    return row.stream().map(LakeDump::cell).collect(Collectors.joining("\t", "", "\n"));
  }

  private static String cell(Object value) {
    if (value == null) {
      return "\\N";
    }
    if (value instanceof List<?> list) {
      String items = list.stream().map(LakeDump::item).collect(Collectors.joining(","));
      return escaped("{" + items + "}");
    }
    return value instanceof LocalDateTime ? value.toString() : escaped(value.toString());
  }

  private static String item(Object value) {
    return value instanceof Number
        ? value.toString()
        : '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\u0000", "");
  }
}
