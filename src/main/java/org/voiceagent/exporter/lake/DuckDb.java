package org.voiceagent.exporter.lake;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * An embedded DuckDB without a database file: it reads and writes Parquet and the journal. It is an
 * add-on that may be missing, and it loads nothing from the network. Not thread-safe.
 */
final class DuckDb implements AutoCloseable {
  private static final String URL = "jdbc:duckdb:";

  private final Connection connection;

  private DuckDb(Connection connection) {
    this.connection = connection;
  }

  /** Whether the add-on is there. */
  static boolean isInstalled() {
    return DriverManager.drivers()
        .anyMatch(driver -> driver.getClass().getName().startsWith("org.duckdb."));
  }

  /**
   * Opens an empty database in memory.
   *
   * @param memoryMebibytes what queries may take of memory, besides the JVM
   * @param scratch a folder for what does not fit; made if need be
   * @throws MissingAddOnException if the add-on is not installed
   * @throws IOException if it cannot be opened
   */
  static DuckDb open(int memoryMebibytes, Path scratch) throws IOException {
    if (!isInstalled()) {
      throw new MissingAddOnException();
    }
    try {
      DuckDb database = new DuckDb(DriverManager.getConnection(URL, new Properties()));
      database.run("SET autoinstall_known_extensions = false");
      database.run("SET autoload_known_extensions = false");
      database.run("SET memory_limit = '" + memoryMebibytes + "MiB'");
      database.run("SET temp_directory = " + quoted(scratch));
      database.run("SET TimeZone = 'UTC'");
      return database;
    } catch (SQLException e) {
      throw new IOException("DuckDB cannot be opened: " + e.getMessage(), e);
    }
  }

  /** A path as a literal of SQL. */
  static String quoted(Path path) {
    return quoted(path.toString());
  }

  /** A text as a literal of SQL. */
  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** The connection, for what the other methods do not do. */
  Connection connection() {
    return connection;
  }

  /**
   * Runs a statement.
   *
   * @throws IOException with DuckDB's words, if it fails
   */
  void run(String sql) throws IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /**
   * Runs a statement that writes rows.
   *
   * @return how many it wrote
   * @throws IOException with DuckDB's words, if it fails
   */
  long change(String sql) throws IOException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate(sql);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /**
   * How many rows of a Parquet file are about calls in a table of ids.
   *
   * @throws IOException with DuckDB's words, if it fails
   */
  long rowsOf(String table, Path parquet) throws IOException {
    return number(
        "SELECT count(*) FROM read_parquet(%s) WHERE call_uuid IN (FROM %s)"
            .formatted(quoted(parquet), table));
  }

  /**
   * The first number of the first row of an answer.
   *
   * @throws IOException with DuckDB's words, if it fails
   */
  long number(String sql) throws IOException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /**
   * The first column of an answer, as texts.
   *
   * @throws IOException with DuckDB's words, if it fails
   */
  List<String> texts(String sql) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /**
   * Makes a table of one column of texts.
   *
   * @param table its name
   * @param column the name of its column
   * @throws IOException with DuckDB's words, if it fails
   */
  void table(String table, String column, Iterable<String> texts) throws IOException {
    run("CREATE OR REPLACE TEMP TABLE " + table + "(" + column + " VARCHAR)");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + table + " VALUES (?)")) {
      for (String text : texts) {
        insert.setString(1, text);
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static IOException failed(SQLException e) {
    return new IOException(e.getMessage(), e);
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }
}
