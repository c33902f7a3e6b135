package org.voiceagent.exporter.lake;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.testing.GoldenFile;

/**
 * The files of {@code monitoring/sql/ddl}, by which engines find the lake: they follow from the
 * columns of the datasets.
 */
final class LakeDdlTest {
  private static final Path DDL = Path.of("monitoring/sql/ddl");
  private static final String EACH_ONCE =
      """
      %s AS SELECT %s, event_date FROM (
        SELECT stored_%s.*, dense_rank() OVER (PARTITION BY %s ORDER BY host) AS place
        FROM stored_%s
      ) ranked WHERE place = 1;
      """;

  @Test
  void duckDbReadsTheFilesAsViews() {
    check(
        "duckdb.sql",
        "DuckDB",
        dataset ->
            "CREATE OR REPLACE VIEW stored_%s AS\n".formatted(dataset.label())
                + "SELECT * FROM read_parquet('LAKE/%s/*/*.parquet',\n".formatted(dataset.label())
                + "  union_by_name = true, hive_partitioning = true,"
                + " hive_types = {event_date: DATE});\n\n"
                + view("CREATE OR REPLACE VIEW ", dataset));
  }

  @Test
  void sparkFindsColumnsAndDaysByItself() {
    check(
        "spark.sql",
        "Spark SQL 3 and later",
        dataset ->
            "CREATE OR REPLACE TEMPORARY VIEW stored_%s\n".formatted(dataset.label())
                + "USING parquet OPTIONS (path 'LAKE/%s', mergeSchema 'true');\n\n"
                    .formatted(dataset.label())
                + view("CREATE OR REPLACE TEMPORARY VIEW ", dataset));
  }

  @Test
  void trinoGetsExternalTables() {
    check(
        "trino.sql",
        """
        Trino, whose catalog of the connector hive has
        -- hive.timestamp-precision=MICROSECONDS; put the name of the schema for SCHEMA. Call
        -- system.sync_partition_metadata again for days that were written since; hive.metastore=file
        -- needs no service\
        """,
        dataset ->
            "CREATE TABLE IF NOT EXISTS stored_%s (\n".formatted(dataset.label())
                + dataset.columns().stream()
                    .map(column -> "  " + column.key() + " " + trino(column.type()) + ",\n")
                    .collect(Collectors.joining())
                + "  event_date date\n) WITH (\n  format = 'PARQUET',\n"
                + "  partitioned_by = ARRAY['event_date'],\n"
                + "  external_location = 'LAKE/%s'\n);\n\n".formatted(dataset.label())
                + "CALL system.sync_partition_metadata('SCHEMA', 'stored_%s', 'FULL');\n\n"
                    .formatted(dataset.label())
                + view("CREATE OR REPLACE VIEW ", dataset));
  }

  @Test
  void databasesWithStorageOfTheirOwnGetTables() {
    check(
        "postgres.sql",
        "PostgreSQL, which are filled by lake export --to postgres",
        dataset -> LakeDump.table(dataset, LakeDump.Target.POSTGRES));
    check(
        "clickhouse.sql",
        "ClickHouse, which are filled by lake export --to clickhouse",
        dataset -> LakeDump.table(dataset, LakeDump.Target.CLICKHOUSE));
  }

  /** Totals of several hosts add up; calls and events that two hosts counted are there once. */
  private static String view(String create, Dataset dataset) {
    return Dataset.JOURNALED.contains(dataset)
        ? create
            + EACH_ONCE.formatted(
                dataset.label(), names(dataset), dataset.label(), dataset.key(), dataset.label())
        : "%s%s AS SELECT * FROM stored_%s;\n".formatted(create, dataset.label(), dataset.label());
  }

  private static String names(Dataset dataset) {
    StringBuilder names = new StringBuilder();
    int width = 60;
    for (LakeColumn column : dataset.columns()) {
      names.append(names.isEmpty() ? "" : ",");
      width += column.key().length() + 2;
      names.append(width > 98 ? "\n  " : " ").append(column.key());
      width = width > 98 ? column.key().length() + 3 : width;
    }
    return names.toString().strip();
  }

  private static String trino(ColumnType type) {
    return switch (type) {
      case TEXT -> "varchar";
      case MOMENT -> "timestamp(6)";
      case NUMBER -> "double";
      case FLAG -> "boolean";
      case TEXTS -> "array(varchar)";
      case NUMBERS -> "array(double)";
    };
  }

  private static void check(String file, String engine, Function<Dataset, String> definition) {
    String tables =
        java.util.Arrays.stream(Dataset.values()).map(definition).collect(Collectors.joining("\n"));
    String place =
        tables.contains("LAKE/") ? " Put the folder or the address of the lake for LAKE." : "";
    GoldenFile.shipped(DDL.resolve(file))
        .matches("-- The tables of the lake for %s.%s\n\n%s".formatted(engine, place, tables));
  }
}
