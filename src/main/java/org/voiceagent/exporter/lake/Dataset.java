package org.voiceagent.exporter.lake;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A table of the lake. Its rows lie in files by day; the day is the column {@code event_date},
 * which stands in the names of folders only.
 */
public enum Dataset {
  /** One row for each counted call. */
  CALLS(
      CallColumn.CALL_UUID.key(),
      CallColumn.ENDED_AT.key(),
      CallColumn.COUNTED_AT.key(),
      Arrays.stream(CallColumn.values())
          .map(column -> new LakeColumn(column.key(), column.type()))
          .toList()),
  /** One row for each counted event of the catalogs. */
  EVENTS(
      EventRow.KEY,
      EventRow.AT,
      EventRow.AT,
      List.of(
          new LakeColumn(EventRow.CALL_UUID, ColumnType.TEXT),
          new LakeColumn(EventRow.KEY, ColumnType.TEXT),
          new LakeColumn(EventRow.EVENT, ColumnType.TEXT),
          new LakeColumn(EventRow.AT, ColumnType.MOMENT),
          new LakeColumn(EventRow.HOST, ColumnType.TEXT),
          new LakeColumn(EventRow.DATA, ColumnType.TEXT))),
  /**
   * Counts and sums of each day by label set, made from its calls; see {@link DailyMeasure}. Rows
   * of several hosts add up.
   */
  DAILY(
      "event_date, host, pipeline_name, provider_id, model_variant, measure, detail, seconds",
      CallColumn.COUNTED_AT.key(),
      CallColumn.COUNTED_AT.key(),
      List.of(
          new LakeColumn(CallColumn.HOST.key(), ColumnType.TEXT),
          new LakeColumn(CallColumn.PIPELINE_NAME.key(), ColumnType.TEXT),
          new LakeColumn(CallColumn.PROVIDER_ID.key(), ColumnType.TEXT),
          new LakeColumn(CallColumn.MODEL_VARIANT.key(), ColumnType.TEXT),
          new LakeColumn("measure", ColumnType.TEXT),
          new LakeColumn("detail", ColumnType.TEXT),
          new LakeColumn("seconds", ColumnType.NUMBER),
          new LakeColumn("n", ColumnType.NUMBER),
          new LakeColumn("total", ColumnType.NUMBER),
          new LakeColumn(CallColumn.COUNTED_AT.key(), ColumnType.MOMENT)));

  /** Those whose rows come from the journal, each about one call or event. */
  static final List<Dataset> JOURNALED = List.of(CALLS, EVENTS);

  private final String label = name().toLowerCase(Locale.ROOT);
  private final String key;
  private final String time;
  private final String version;
  private final List<LakeColumn> columns;

  Dataset(String key, String time, String version, List<LakeColumn> columns) {
    this.key = key;
    this.time = time;
    this.version = version;
    this.columns = List.copyOf(columns);
  }

  /** The name of the table, and of its folder. */
  public String label() {
    return label;
  }

  /** The columns in their order, without {@code event_date}. */
  List<LakeColumn> columns() {
    return columns;
  }

  /** The column that tells rows apart, or several with commas between. */
  String key() {
    return key;
  }

  /** Whether a column is one of those that tell rows apart. */
  boolean isKey(LakeColumn column) {
    return List.of(key.split(", ")).contains(column.key());
  }

  /** The column by which of two rows with the same key the newer one is known. */
  String version() {
    return version;
  }

  /** The column by which rows are sorted. */
  String time() {
    return time;
  }

  /** The query that reads lines of the journal, without those that are not whole. */
  String ofJournal(List<String> files) {
    String types =
        columns.stream()
            .map(
                column ->
                    column.key()
                        + ": '"
                        + (column.key().equals(EventRow.DATA) ? "JSON" : column.type().duckDb())
                        + "'")
            .collect(Collectors.joining(", "));
    return "SELECT %s FROM read_json(%s, format = 'newline_delimited', ignore_errors = true,"
            .formatted(names(), literal(files))
        + " columns = {"
        + types
        + "}) WHERE "
        + key
        + " IS NOT NULL";
  }

  /** The query that reads Parquet files, also those of earlier versions with fewer columns. */
  String ofParquet(List<String> files) {
    return "SELECT %s FROM read_parquet(%s, union_by_name = true)"
        .formatted(names(), literal(files));
  }

  /** As {@link #ofParquet}, with the day in the column {@code event_date}. */
  String ofPartitions(List<String> files) {
    return ("SELECT %s, event_date FROM read_parquet(%s, union_by_name = true,"
            + " hive_partitioning = true, hive_types = {event_date: DATE})")
        .formatted(names(), literal(files));
  }

  /**
   * The query that gives one row for each key: each column has its newest value.
   *
   * @param table a table of rows, of which some may be about the same key
   */
  String merged(String table) {
    String merging =
        columns.stream()
            .map(
                column ->
                    column.key().equals(key)
                        ? key
                        : "arg_max(%s, %s) AS %s".formatted(column.key(), version, column.key()))
            .collect(Collectors.joining(", "));
    String several = "(SELECT %s FROM %s GROUP BY %s HAVING count(*) > 1)";
    return "SELECT %s FROM %s WHERE %s NOT IN "
            .formatted(names(), table, key)
            .concat(several.formatted(key, table, key))
        + " UNION ALL BY NAME SELECT "
        + merging
        + " FROM "
        + table
        + " WHERE "
        + key
        + " IN "
        + several.formatted(key, table, key)
        + " GROUP BY "
        + key;
  }

  /**
   * The query that drops what a second host has counted too: all rows of a key are of one host.
   *
   * @param rows a query
   */
  String once(String rows) {
    return "SELECT * EXCLUDE (rank_of_host) FROM (SELECT *, dense_rank() OVER (PARTITION BY "
        + key
        + " ORDER BY host) AS rank_of_host FROM ("
        + rows
        + ")) WHERE rank_of_host = 1";
  }

  /** The names of all columns, as in a query. */
  String names() {
    return columns.stream()
        .map(
            column ->
                column.key().equals(EventRow.DATA) ? "CAST(data AS VARCHAR) AS data" : column.key())
        .collect(Collectors.joining(", "));
  }

  private static String literal(List<String> files) {
    return files.stream().map(DuckDb::quoted).collect(Collectors.joining(", ", "[", "]"));
  }
}
