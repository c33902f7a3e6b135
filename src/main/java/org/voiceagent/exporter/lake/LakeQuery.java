package org.voiceagent.exporter.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Asks the lake by SQL: all closed days of all hosts in Parquet, and the newer rows of this host's
 * journal. There are the tables {@code calls}, {@code events} and {@code daily} and the views
 * {@code latencies} and {@code costs}. Questions cannot change anything, and can read no other
 * file. Not thread-safe.
 */
public final class LakeQuery implements AutoCloseable {
  private final DuckDb database;

  private LakeQuery(DuckDb database) {
    this.database = database;
  }

  /**
   * What a question may take.
   *
   * @param time how long it may run
   * @param rows how many rows of the answer are returned
   */
  public record Limits(Duration time, int rows) {}

  /**
   * An answer. Values are texts, numbers, flags, dates, times and lists; null where there is none.
   *
   * @param columns the names of the columns
   * @param rows the rows, each with a value for each column
   * @param cut whether there are more rows than were asked for
   */
  public record Answer(List<String> columns, List<List<Object>> rows, boolean cut) {}

  /**
   * Opens a lake to ask it.
   *
   * @param memoryMebibytes what DuckDB may take of memory
   * @throws MissingAddOnException if DuckDB is not installed
   * @throws IOException if the lake cannot be read
   */
  public static LakeQuery open(LakeSettings settings, int memoryMebibytes) throws IOException {
    Path scratch = Files.createTempDirectory("voice-agent-exporter-sql");
    scratch.toFile().deleteOnExit();
    DuckDb database = DuckDb.open(memoryMebibytes, scratch);
    try {
      for (Dataset dataset : Dataset.values()) {
        table(database, settings, dataset);
      }
      database.run(views());
      seal(database, settings, scratch);
      return new LakeQuery(database);
    } catch (IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** From here on, no statement reaches another file, and none can change that. */
  private static void seal(DuckDb database, LakeSettings settings, Path scratch)
      throws IOException {
    String folders =
        List.of(settings.folder(), settings.journal(), scratch).stream()
            .map(folder -> DuckDb.quoted(folder.toAbsolutePath() + "/"))
            .collect(Collectors.joining(", "));
    database.run("SET allowed_directories = [" + folders + "]");
    database.run("SET enable_external_access = false");
    database.run("SET lock_configuration = true");
  }

  private static void table(DuckDb database, LakeSettings settings, Dataset dataset)
      throws IOException {
    List<String> parts = new ArrayList<>();
    Set<String> hosts = new TreeSet<>();
    List<String> stored = new ArrayList<>();
    JournalDays days = JournalDays.of(settings, dataset);
    for (LakeFile file : Lake.files(settings.folder(), dataset)) {
      if (!days.isNewerThan(file)) {
        stored.add(file.in(settings.folder()).toAbsolutePath().toString());
        hosts.add(file.host());
      }
    }
    if (!stored.isEmpty()) {
      parts.add(dataset.ofPartitions(stored));
    }
    if (!days.newer().isEmpty()) {
      hosts.add(settings.host());
      parts.add(newer(database, settings, dataset, days));
    }
    if (parts.isEmpty()) {
      parts.add(nothing(dataset));
    }
    String rows = String.join(" UNION ALL BY NAME ", parts);
    database.run(
        "CREATE VIEW %s AS %s"
            .formatted(
                dataset.label(),
                hosts.size() > 1 && Dataset.JOURNALED.contains(dataset)
                    ? dataset.once(rows)
                    : rows));
  }

  /** The rows of days that are not in the lake, or have got more lines since. */
  private static String newer(
      DuckDb database, LakeSettings settings, Dataset dataset, JournalDays days)
      throws IOException {
    List<String> parts = new ArrayList<>();
    parts.add(dataset.ofJournal(days.newer()));
    List<String> extended =
        days.extended().stream()
            .map(file -> file.in(settings.folder()).toAbsolutePath().toString())
            .toList();
    if (!extended.isEmpty()) {
      parts.add(dataset.ofParquet(extended));
    }
    String lines = "newer_lines_of_" + dataset.label();
    database.run("CREATE TABLE " + lines + " AS " + String.join(" UNION ALL BY NAME ", parts));
    return "SELECT *, CAST(%s AS DATE) AS event_date FROM (%s)"
        .formatted(dataset.time(), dataset.merged(lines));
  }

  private static String nothing(Dataset dataset) {
    return "SELECT "
        + dataset.columns().stream()
            .map(column -> "CAST(NULL AS " + column.type().duckDb() + ") AS " + column.key())
            .collect(Collectors.joining(", "))
        + ", CAST(NULL AS DATE) AS event_date WHERE false";
  }

  private static String views() throws IOException {
    try (java.io.InputStream in = LakeQuery.class.getResourceAsStream("views_duckdb.sql")) {
      if (in == null) {
        throw new IOException("views_duckdb.sql is not in the jar");
      }
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  /**
   * Answers a question.
   *
   * @param sql one query; a semicolon may follow it
   * @throws IllegalArgumentException if it is not exactly one query; says so
   * @throws IOException with DuckDB's words if it fails, or that it took too long
   */
  public Answer ask(String sql, Limits limits) throws IOException {
    requireQuery(sql);
    ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    try (Statement statement = database.connection().createStatement()) {
      AtomicBoolean late = new AtomicBoolean();
      ScheduledFuture<?> end =
          watch.schedule(
              () -> {
                late.set(true);
                statement.cancel();
                return true;
              },
              limits.time().toMillis(),
              TimeUnit.MILLISECONDS);
      Answer answer = answer(statement, sql, limits, late);
      end.cancel(false);
      return answer;
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      watch.shutdownNow();
    }
  }

  /**
   * Hands over every row of a query of this program's own, in any number.
   *
   * @throws IOException with DuckDB's words if it fails
   */
  void each(String sql, Consumer<List<Object>> reader) throws IOException {
    try (Statement statement = database.connection().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        reader.accept(row(rows, columns));
      }
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static Answer answer(Statement statement, String sql, Limits limits, AtomicBoolean late)
      throws IOException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      List<String> names = new ArrayList<>();
      for (int i = 1; i <= columns; i++) {
        names.add(rows.getMetaData().getColumnLabel(i));
      }
      List<List<Object>> all = new ArrayList<>();
      while (rows.next()) {
        if (all.size() == limits.rows()) {
          return new Answer(names, all, true);
        }
        all.add(row(rows, columns));
      }
      return new Answer(names, all, false);
    } catch (SQLException e) {
      throw new IOException(
          late.get()
              ? "the query took longer than " + limits.time().toSeconds() + " s and was stopped"
              : e.getMessage(),
          e);
    }
  }

  @SuppressWarnings("JdkObsolete") // what JDBC gives
  private static List<Object> row(ResultSet rows, int columns) throws SQLException {
    List<Object> row = new ArrayList<>(columns);
    for (int i = 1; i <= columns; i++) {
      Object value = rows.getObject(i);
      if (value instanceof java.sql.Array list) {
        value = Arrays.asList((Object[]) list.getArray());
      } else if (value instanceof java.sql.Timestamp time) {
        value = time.toLocalDateTime();
      }
      row.add(value);
    }
    return row;
  }

  /** DuckDB's own parser says what is a query: it turns nothing else into JSON. */
  private void requireQuery(String sql) throws IOException {
    String parsed =
        "SELECT json_extract_string(j, '$.error'), json_array_length(j, '$.statements'),"
            + " json_extract_string(j, '$.error_message')"
            + " FROM (SELECT json_serialize_sql(CAST(? AS VARCHAR)) AS j)";
    Connection connection = database.connection();
    try (PreparedStatement statement = connection.prepareStatement(parsed)) {
      statement.setString(1, sql);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        if (!"false".equals(rows.getString(1))) {
          throw new IllegalArgumentException(
              "this is not a query that only reads: " + rows.getString(3));
        }
        if (rows.getInt(2) != 1) {
          throw new IllegalArgumentException("exactly one query is needed");
        }
      }
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    database.close();
  }
}
