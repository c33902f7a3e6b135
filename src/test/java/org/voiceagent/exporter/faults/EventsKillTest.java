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
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.event.feed.EventCounter;

/**
 * Two processes write 200,000 lines into event files that are rotated by renaming, by date and by
 * copying and cutting, and compressed once they are read, while the counting process is killed
 * again and again. Every series equals what was written, counted independently.
 */
@Tag("faults")
@Timeout(300)
final class EventsKillTest {
  private static final int LINES = Integer.getInteger("faults.events.lines", 200_000);
  private static final long SEED = Long.getLong("faults.seed", System.nanoTime());
  private static final int WRITERS = 2;
  private static final List<String> QUEUES = List.of("q0-a", "q0-b", "q1-a", "q1-b");

  @TempDir Path temp;
  private final Random random = new Random(SEED);
  private Path folder;

  /** One process that writes; only its own thread uses it. */
  private static final class Writer {
    private final Path folder;
    private final int number;
    private final Random random;
    private final double[] counts = new double[QUEUES.size()];
    private final double[] seconds = new double[QUEUES.size()];
    private final double[] depths = new double[QUEUES.size()];
    private double bad;
    private double duplicates;
    private int written;
    private int rotations;
    private Path file;

    Writer(Path folder, int number, long seed) {
      this.folder = folder;
      this.number = number;
      this.random = new Random(seed);
      this.file = folder.resolve("w" + number + ".jsonl");
    }

    void write(int lines) throws IOException {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < lines; i++) {
        text.append(line());
      }
      // As a process does whose buffer ends anywhere.
      String all = text.toString();
      int at = random.nextInt(all.length());
      append(all.substring(0, at));
      append(all.substring(at));
    }

    private String line() {
      written++;
      if (random.nextInt(500) == 0) {
        bad++;
        return "{broken " + number + " " + written + "\n";
      }
      int queue = 2 * number + random.nextInt(2);
      int value = random.nextInt(16);
      counts[queue]++;
      seconds[queue] += value;
      depths[queue] = written;
      String line =
          String.format(
              Locale.ROOT,
              "{\"event\":\"work\",\"ts\":\"%s\",\"event_id\":\"%d-%d\",\"data\":{\"queue\":\"%s\","
                  + "\"seconds\":%d,\"depth\":%d}}\n",
              Instant.ofEpochSecond(1_700_000_000L + written),
              number,
              written,
              QUEUES.get(queue),
              value,
              written);
      if (random.nextInt(1_000) == 0) {
        duplicates++;
        return line + line;
      }
      return line;
    }

    private void append(String text) throws IOException {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void rotate() throws IOException {
      rotations++;
      switch (random.nextInt(3)) {
        case 0 -> Files.move(file, folder.resolve("w" + number + ".jsonl." + rotations));
        case 1 -> file = folder.resolve("w" + number + "-day" + rotations + ".jsonl");
        default -> {
          // No line is written between the two steps, which is all that copytruncate loses.
          Files.copy(file, folder.resolve("w" + number + "-copy" + rotations + ".jsonl"));
          Files.writeString(file, "");
        }
      }
    }
  }

  @Test
  void everySeriesEqualsWhatWasWrittenWhateverIsKilledAndRotated() throws Exception {
    folder = Files.createDirectory(temp.resolve("events"));
    List<Writer> writers =
        IntStream.range(0, WRITERS).mapToObj(i -> new Writer(folder, i, SEED + i)).toList();
    AtomicBoolean failed = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    for (Writer writer : writers) {
      Thread thread = new Thread(() -> run(writer, failed));
      thread.start();
      threads.add(thread);
    }
    int kills = 0;
    while (threads.stream().anyMatch(Thread::isAlive)) {
      Process process = launch();
      LockSupport.parkNanos(400_000_000L + random.nextInt(1_600_000_000));
      process.destroyForcibly().waitFor();
      kills++;
    }
    assertThat(failed).isFalse();

    Process last = launch();
    List<Double> expected = expected(writers);
    List<Double> counted = ask(last);
    for (int tries = 0; tries < 3_000 && !counted.equals(expected); tries++) {
      LockSupport.parkNanos(20_000_000);
      counted = ask(last);
    }
    assertThat(counted).as("seed %d, %d kills", SEED, kills).isEqualTo(expected);
    compress();
    LockSupport.parkNanos(2_500_000_000L);
    assertThat(ask(last)).as("seed %d: compressed files", SEED).isEqualTo(expected);
    last.destroyForcibly().waitFor();
    last = launch();
    assertThat(ask(last)).as("seed %d: after a restart", SEED).isEqualTo(expected);
    last.destroyForcibly().waitFor();
    assertThat(kills).isGreaterThan(2);
    assertThat(expected.get(0)).isGreaterThan(LINES / 10.0);
  }

  private static void run(Writer writer, AtomicBoolean failed) {
    try {
      while (writer.written < LINES / WRITERS) {
        writer.write(1 + writer.random.nextInt(400));
        if (writer.random.nextInt(40) == 0) {
          writer.rotate();
        }
        LockSupport.parkNanos(writer.random.nextInt(40_000_000));
      }
    } catch (IOException e) {
      failed.set(true);
    }
  }

  private List<Double> expected(List<Writer> writers) {
    List<Double> expected = new ArrayList<>();
    for (int queue = 0; queue < QUEUES.size(); queue++) {
      Writer writer = writers.get(queue / 2);
      expected.add(writer.counts[queue]);
      expected.add(writer.seconds[queue]);
      expected.add(writer.depths[queue]);
    }
    expected.add(writers.stream().flatMapToDouble(w -> DoubleStream.of(w.bad)).sum());
    expected.add(writers.stream().flatMapToDouble(w -> DoubleStream.of(w.duplicates)).sum());
    return expected;
  }

  private void compress() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Path packed = folder.resolve(file.getFileName() + ".gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
          Files.copy(file, out);
        }
        Files.delete(file);
      }
    }
  }

  private Process launch() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx96m",
                "-cp",
                System.getProperty("java.class.path"),
                EventCounter.class.getName(),
                folder.toString(),
                temp.resolve("state").toString()));
    command.addAll(QUEUES);
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.appendTo(temp.resolve("log.txt").toFile()))
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
}
