package org.voiceagent.exporter.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.LedgerSettings;
import org.voiceagent.exporter.testing.Entries;
import org.voiceagent.exporter.testing.Ledgers;
import org.voiceagent.exporter.testing.MemoryTotals;

/**
 * Random interleavings of what engines, operators and crashes do, against the simplest model there
 * is: a call that was whole when it was looked at counts once, for ever; one that never was whole
 * never counts.
 */
final class ExactlyOnceModelTest {
  private static final int STEPS = 250;
  private static final int CALLS = 25;
  private static final LedgerSettings OFTEN_COMPACTED = new LedgerSettings(900, 90, 1_000, 10);

  @TempDir Path temp;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final Set<String> everWhole = new HashSet<>();
  private final Set<String> counted = new HashSet<>();
  private Path root;
  private Path aside;
  private Exporter exporter;
  private long nanos;
  private Duration wallJump = Duration.ZERO;

  /** The process dies here. */
  private static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  @RepeatedTest(20)
  void everyWholeCallCountsOnceWhateverHappensInBetween() throws Exception {
    root = Files.createDirectory(temp.resolve("calls"));
    aside = Files.createDirectory(temp.resolve("aside"));
    exporter = new Exporter();
    for (int step = 0; step < STEPS; step++) {
      act("call-" + random.nextInt(CALLS));
      check("step " + step);
    }
    wallJump = Duration.ZERO;
    restart();
    for (int look = 0; look < 3; look++) {
      nanos += Duration.ofMinutes(2).toNanos();
      exporter.tick();
    }
    check("at the end");
    for (int i = 0; i < CALLS; i++) {
      String id = "call-" + i;
      if (isWhole(id)) {
        assertThat(exporter.totals.sum("calls", id)).as("seed %d: %s", seed, id).isEqualTo(1);
      }
    }
    exporter.ledger.close();
  }

  private void act(String id) throws Exception {
    Path folder = root.resolve(id);
    switch (random.nextInt(12)) {
      case 0, 1 -> begin(folder);
      case 2 -> appendSummary(folder);
      case 3 -> renameSummary(folder, "{\"turns\":" + random.nextInt(9) + "}\n");
      case 4 -> renameSummary(folder, "{\"turns\":");
      case 5 -> moveAway(folder, aside.resolve(id));
      case 6 -> moveAway(aside.resolve(id), folder);
      case 7 -> wallJump = Duration.ofDays(random.nextInt(8_000) - 4_000L);
      case 8 -> restart();
      case 9 -> crashWithinATick();
      default -> tick(id);
    }
  }

  private void tick(String id) throws InterruptedException {
    nanos += Duration.ofMillis(random.nextInt(3_000)).toNanos();
    exporter.pending.hint(id, random.nextBoolean());
    exporter.tick();
  }

  /** Dies before or after the record is durable, and may leave half a record behind. */
  private void crashWithinATick() throws Exception {
    exporter.dies = true;
    nanos += Duration.ofSeconds(6).toNanos();
    try {
      exporter.tick();
    } catch (Crash expected) {
      tearTheLog();
    }
    restart();
  }

  private void restart() throws IOException {
    exporter.ledger.close();
    exporter = new Exporter();
  }

  private void tearTheLog() throws IOException {
    exporter.ledger.close();
    try (var files = Files.list(temp.resolve("state"))) {
      for (Path file : files.filter(name -> name.toString().endsWith(".log")).toList()) {
        if (random.nextBoolean()) {
          byte[] half = {0x76, 0x61, 0x65, 0x31, 0, 0, 1, (byte) random.nextInt()};
          Files.write(file, half, StandardOpenOption.APPEND);
        }
      }
    }
  }

  private void check(String when) {
    for (int i = 0; i < CALLS; i++) {
      String id = "call-" + i;
      double sum = exporter.totals.sum("calls", id);
      assertThat(sum).as("seed %d, %s: %s", seed, when, id).isIn(0.0, 1.0);
      if (sum == 1) {
        counted.add(id);
        assertThat(everWhole).as("seed %d, %s: never whole", seed, when).contains(id);
      }
      assertThat(sum == 1 || !counted.contains(id))
          .as("seed %d, %s: %s was counted before", seed, when, id)
          .isTrue();
    }
  }

  private void begin(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("transcript.jsonl"),
        "{\"role\":\"user\",\"text\":\"hello\"}\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private void appendSummary(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      Path file = folder.resolve("metrics.json");
      String before = Files.exists(file) ? Files.readString(file) : "";
      String all = "{\"turns\":12}";
      boolean goesOn = all.startsWith(before) && !before.equals(all);
      String text =
          goesOn
              ? all.substring(
                  0, before.length() + 1 + random.nextInt(4) % (all.length() - before.length()))
              : all;
      noteIfWhole(folder, text);
      Files.writeString(file, text);
    }
  }

  private void renameSummary(Path folder, String text) throws IOException {
    if (Files.isDirectory(folder)) {
      noteIfWhole(folder, text);
      Path temporary = Files.writeString(folder.resolve(".metrics.json.tmp"), text);
      Files.move(temporary, folder.resolve("metrics.json"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void noteIfWhole(Path folder, String text) {
    if (text.strip().endsWith("}")) {
      everWhole.add(folder.getFileName().toString());
    }
  }

  private static void moveAway(Path from, Path to) throws IOException {
    if (Files.exists(from) && !Files.exists(to)) {
      Files.move(from, to);
    }
  }

  private boolean isWhole(String id) throws IOException {
    Path file = root.resolve(id).resolve("metrics.json");
    return Files.exists(file) && Files.readString(file).strip().endsWith("}");
  }

  /** One life of the daemon's counting part. */
  private final class Exporter implements FinishedCalls {
    final MemoryTotals totals = new MemoryTotals();
    final CountedCalls ledger;
    final Wakeup wakeup = new Wakeup();
    final PendingFolders pending = new PendingFolders(1_000, wakeup);
    final Intake intake;
    boolean dies;

    Exporter() throws IOException {
      ledger = Ledgers.in(temp.resolve("state"), OFTEN_COMPACTED, totals);
      IntakeClock clock =
          new IntakeClock(() -> Instant.now().plusNanos(nanos).plus(wallJump), () -> nanos);
      SessionReader reader = new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF);
      FolderFeed feed =
          new FolderFeed(
              IntakeSettings.defaults(),
              pending,
              new ProbePool(root, reader::read, Runnable::run),
              new Counting(ledger, this, IntakeMeter.NONE, clock));
      intake =
          new Intake(
              List.of(feed), new Recorder(ledger.ledger(), IntakeMeter.NONE, clock), wakeup, clock);
    }

    void tick() throws InterruptedException {
      intake.tick();
    }

    @Override
    public FinishedCall finished(CallSession session) {
      if (dies && random.nextBoolean()) {
        throw new Crash();
      }
      Entry call =
          Entries.call(
              session.id(),
              session.endedAt(),
              Instant.EPOCH,
              List.of(new Change.Add("calls", List.of(session.id().value()), 1)));
      return new FinishedCall(call, () -> publish(call));
    }

    private void publish(Entry call) {
      if (dies) {
        throw new Crash();
      }
      totals.add(call);
    }

    @Override
    public void updated(CallSession session) {}

    @Override
    public void active(int calls) {}
  }
}
