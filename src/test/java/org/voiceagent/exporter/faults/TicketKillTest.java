package org.voiceagent.exporter.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A kind of record that the exporter does not know, added by {@link Tickets} alone, counts exactly
 * once, however often the program is killed while lines are written and counted.
 */
@Tag("faults")
@Timeout(300)
final class TicketKillTest {
  static final List<String> QUEUES = List.of("billing", "sales", "tech");

  private static final int ROUNDS = Integer.getInteger("faults.tickets.rounds", 25);
  private static final long SEED = Long.getLong("faults.seed", System.nanoTime());

  @TempDir Path temp;
  private final Random random = new Random(SEED);
  private final List<StringBuilder> unwritten = new ArrayList<>();
  private Path folder;

  @Test
  void everyLineCountsOnceWhateverIsKilledInBetween() throws Exception {
    folder = Files.createDirectory(temp.resolve("tickets"));
    int killedAfterCounting = 0;
    List<Double> before = List.of(0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
    for (int round = 0; round < ROUNDS; round++) {
      Process process = launch();
      List<Double> atStart = ask(process);
      assertThat(atStart).as("seed %d, round %d: lost", SEED, round).satisfies(lessOrEqual(before));
      before = atStart;
      long killAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(300));
      while (System.nanoTime() < killAt) {
        append();
        LockSupport.parkNanos(random.nextInt(2_000_000));
      }
      process.destroyForcibly().waitFor();
      killedAfterCounting += generation() > 0 ? 1 : 0;
    }
    finishLines();

    Process last = launch();
    List<Double> counted = ask(last);
    for (int tries = 0; tries < 500 && !counted.equals(written()); tries++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      counted = ask(last);
    }
    last.destroyForcibly().waitFor();

    assertThat(counted).as("seed %d", SEED).isEqualTo(written());
    assertThat(written().get(0)).as("lines were written").isGreaterThan(ROUNDS);
    assertThat(killedAfterCounting).as("kills hit a ledger in use").isGreaterThan(ROUNDS / 2);
  }

  private static ThrowingConsumer<List<? extends Double>> lessOrEqual(List<Double> before) {
    return now -> {
      for (int i = 0; i < before.size(); i++) {
        assertThat(before.get(i)).isLessThanOrEqualTo(now.get(i));
      }
    };
  }

  /** Appends some bytes to one of the files, as a writer does that knows no lines. */
  private void append() throws IOException {
    int file = random.nextInt(6);
    while (unwritten.size() <= file) {
      unwritten.add(new StringBuilder());
    }
    StringBuilder text = unwritten.get(file);
    while (text.length() < 200) {
      text.append(Instant.ofEpochSecond(1_700_000_000 + random.nextInt(1_000)))
          .append(' ')
          .append(QUEUES.get(random.nextInt(QUEUES.size())))
          .append(' ')
          .append(random.nextInt(100))
          .append('\n');
    }
    write(file, 1 + random.nextInt(150));
  }

  private void finishLines() throws IOException {
    for (int file = 0; file < unwritten.size(); file++) {
      write(file, unwritten.get(file).length());
    }
  }

  private void write(int file, int bytes) throws IOException {
    StringBuilder text = unwritten.get(file);
    Files.writeString(
        folder.resolve("tickets-" + file + ".txt"),
        text.substring(0, bytes),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    text.delete(0, bytes);
  }

  /** What the files say: for each queue its tickets and their points. */
  private List<Double> written() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    List<Double> sums = new ArrayList<>();
    for (String queue : QUEUES) {
      List<String> of = lines.stream().filter(line -> line.contains(" " + queue + " ")).toList();
      sums.add((double) of.size());
      sums.add(of.stream().mapToDouble(line -> Double.parseDouble(line.split(" ", -1)[2])).sum());
    }
    return sums;
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            TicketCounter.class.getName(),
            folder.toString(),
            temp.resolve("state").toString())
        .redirectError(temp.resolve("log.txt").toFile())
        .start();
  }

  private List<Double> ask(Process process) throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    BufferedReader answers =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    String line = answers.readLine();
    assertThat(line)
        .as("seed %d: it ended: %s", SEED, Files.readString(temp.resolve("log.txt")))
        .isNotNull();
    return Stream.of(line.split(" ", -1)).map(Double::valueOf).toList();
  }

  /** How often the ledger became a snapshot. */
  private int generation() throws IOException {
    try (Stream<Path> files = Files.list(temp.resolve("state"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("snapshot-"))
          .mapToInt(name -> Integer.parseInt(name.replaceAll("\\D", "")))
          .max()
          .orElse(0);
    }
  }
}
