package org.voiceagent.exporter.lake;

/** What a column of the lake holds, with the name of the type in each SQL dialect. */
public enum ColumnType {
  /** Text. */
  TEXT("VARCHAR", "text", "String"),
  /** A moment in UTC, to the microsecond. */
  MOMENT("TIMESTAMP", "timestamp", "DateTime64(6, 'UTC')"),
  /**
   * A number. Counts are of this type too: engines divide whole numbers by different rules, and
   * sums of this type divide alike everywhere.
   */
  NUMBER("DOUBLE", "double precision", "Float64"),
  /** Yes or no. */
  FLAG("BOOLEAN", "boolean", "Bool"),
  /** Several texts. */
  TEXTS("VARCHAR[]", "text[]", "Array(String)"),
  /** Several numbers. */
  NUMBERS("DOUBLE[]", "double precision[]", "Array(Float64)");

  private final String duckDb;
  private final String postgres;
  private final String clickHouse;

  ColumnType(String duckDb, String postgres, String clickHouse) {
    this.duckDb = duckDb;
    this.postgres = postgres;
    this.clickHouse = clickHouse;
  }

  /** The name in DuckDB. */
  public String duckDb() {
    return duckDb;
  }

  /** The name in PostgreSQL. */
  public String postgres() {
    return postgres;
  }

  /** The name in ClickHouse, for a column that always has a value or a list. */
  public String clickHouse() {
    return clickHouse;
  }

  /** Whether it holds several values; without a value, such a column holds none. */
  public boolean isList() {
    return this == TEXTS || this == NUMBERS;
  }
}
