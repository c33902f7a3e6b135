package org.voiceagent.exporter.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.event.CountedEvent;
import org.voiceagent.exporter.ledger.Entry;

/** A real PostgreSQL reads what the lake prints for it, if one is installed. */
final class PostgresTest {
  private static final Path SQL = Path.of("monitoring/sql");
  private static final Instant LATER = CallEntries.BEGIN.plus(Duration.ofDays(60));
  private static final Offset<Double> TWELVE_DIGITS = Offset.offset(1e-12);

  private Path temp;
  private Path programs;

  /** Sockets have short paths only, and the database's own user must reach them. */
  @BeforeEach
  void start() throws Exception {
    Optional<Path> installed = installed();
    assumeTrue(installed.isPresent(), "skipped: PostgreSQL is not installed");
    assumeTrue(!isRoot() || hasUser("postgres"), "skipped: root has no user postgres to start it");
    programs = installed.get();
    temp = Files.createTempDirectory("lake-postgres");
    if (isRoot()) {
      Files.setOwner(temp, user("postgres"));
    }
    run("", command("initdb", "-D", data(), "-U", "lake", "-A", "trust", "-N", "-E", "UTF8"));
    String options = "-c listen_addresses= -c fsync=off -k " + temp;
    run("", command("pg_ctl", "-D", data(), "-w", "-l", temp + "/log.txt", "-o", options, "start"));
  }

  @AfterEach
  void stop() throws Exception {
    if (temp == null) {
      return;
    }
    if (Files.exists(temp.resolve("data/postmaster.pid"))) {
      run("", command("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop"));
    }
    try (Stream<Path> files = Files.walk(temp)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Test
  void postgresSaysWhatTheLakeSaysAndReadingTwiceChangesNothing() throws Exception {
    LakeSettings settings = settings();
    CallJournal calls = new CallJournal(new Journal(settings.journal()), settings.host());
    calls.begin();
    List<Entry> entries = new CallEntries(7, "c").of(2_000, Duration.ofMinutes(7));
    entries.forEach(calls::add);
    calls.flush();
    new LakeExport(settings).run(LATER);
    try (LakeQuery lake = LakeQuery.open(settings, 256)) {
      read(lake, Dataset.CALLS);
      read(lake, Dataset.CALLS);
      assertThat(psql("SELECT count(*) FROM calls;\n")).isEqualTo("2000\n");
      read(lake, Dataset.DAILY);
      read(lake, Dataset.DAILY);
      for (String file :
          List.of("kpi.sql", "kpi_by_day.sql", "kpi_from_daily.sql", "latency_from_daily.sql")) {
        assertEqual(lake, Files.readString(SQL.resolve(file)), file);
      }
    }
  }

  @Test
  void textsArriveAsTheyAreWhateverIsInThem() throws Exception {
    String odd =
        "tab\there, line\nend, back\\slash, \"quote\", 'quote', \\N, {a,b}, \u00e9\ud83d\ude00";
    LakeSettings settings = settings();
    EventJournal events = new EventJournal(new Journal(settings.journal()), settings.host());
    events.append(
        List.of(
            new CountedEvent(
                "f:0",
                "llm.call",
                CallEntries.BEGIN,
                Optional.empty(),
                new ObjectMapper().createObjectNode().put("odd", odd))));
    events.force();
    try (LakeQuery lake = LakeQuery.open(settings, 256)) {
      read(lake, Dataset.EVENTS);
    }
    assertThat(psql("SELECT CAST(data AS json) ->> 'odd', happened_at, call_uuid FROM events;"))
        .isEqualTo(odd + "|2026-11-10 00:00:00|\n");
  }

  private LakeSettings settings() {
    return new LakeSettings(
        true,
        temp.resolve("journal"),
        temp.resolve("lake"),
        "a",
        Duration.ofDays(30),
        Duration.ofDays(180));
  }

  private void read(LakeQuery lake, Dataset dataset) throws Exception {
    Path dump = temp.resolve("dump.sql");
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(dump))) {
      LakeDump.write(lake, dataset, LakeDump.Target.POSTGRES, out);
    }
    psql(Files.readString(dump));
  }

  private void assertEqual(LakeQuery lake, String sql, String file) throws Exception {
    List<List<Object>> expected =
        lake.ask(sql, new LakeQuery.Limits(Duration.ofSeconds(60), 10_000)).rows();
    List<List<String>> said =
        psql(sql + ";").lines().map(line -> List.of(line.split("\\|", -1))).toList();
    assertThat(said).as(file).hasSameSizeAs(expected).isNotEmpty();
    int numbers = 0;
    for (int row = 0; row < said.size(); row++) {
      assertThat(said.get(row)).as(file).hasSameSizeAs(expected.get(row));
      for (int column = 0; column < said.get(row).size(); column++) {
        Object value = expected.get(row).get(column);
        String text = said.get(row).get(column);
        String where = "%s, row %d, column %d".formatted(file, row, column);
        if (value instanceof Number number) {
          double scale = Math.max(1e-300, Math.abs(number.doubleValue()));
          assertThat(Double.parseDouble(text) / scale)
              .as(where)
              .isCloseTo(number.doubleValue() / scale, TWELVE_DIGITS);
          numbers++;
        } else {
          assertThat(text).as(where).isEqualTo(value == null ? "" : value.toString());
        }
      }
    }
    assertThat(numbers).as(file).isGreaterThan(file.startsWith("latency") ? 7 : 20);
  }

  private String psql(String input) throws Exception {
    return run(
        input,
        List.of(
            programs.resolve("psql").toString(),
            "-X",
            "-q",
            "-A",
            "-t",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            temp.toString(),
            "-U",
            "lake",
            "postgres"));
  }

  private String data() {
    return temp.resolve("data").toString();
  }

  /** PostgreSQL refuses to run as root. */
  private List<String> command(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private String run(String input, List<String> command) throws Exception {
    Path in = Files.writeString(temp.resolve("in.txt"), input);
    Path out = temp.resolve("out.txt");
    Path err = temp.resolve("err.txt");
    int status =
        new ProcessBuilder(command)
            .directory(temp.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    assertThat(status).as("%s: %s", command, Files.readString(err)).isZero();
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  /** The newest of the folders in which Debian keeps it, or where the path of commands finds it. */
  private static Optional<Path> installed() throws IOException {
    List<Path> folders = new ArrayList<>();
    Path debian = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(debian)) {
      try (Stream<Path> versions = Files.list(debian)) {
        versions.sorted(Comparator.reverseOrder()).forEach(one -> folders.add(one.resolve("bin")));
      }
    }
    Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .filter(folder -> !folder.isEmpty())
        .forEach(folder -> folders.add(Path.of(folder)));
    return folders.stream()
        .filter(
            folder ->
                Stream.of("initdb", "pg_ctl", "psql")
                    .allMatch(program -> Files.isExecutable(folder.resolve(program))))
        .findFirst();
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static boolean hasUser(String name) throws IOException {
    try {
      user(name);
      return true;
    } catch (java.nio.file.attribute.UserPrincipalNotFoundException none) {
      return false;
    }
  }

  private static UserPrincipal user(String name) throws IOException {
    return Path.of("/").getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
  }
}
