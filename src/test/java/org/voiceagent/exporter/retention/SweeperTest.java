package org.voiceagent.exporter.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.ledger.CountedCall;
import org.voiceagent.exporter.ledger.Ledger;
import org.voiceagent.exporter.testing.Ledgers;
import org.voiceagent.exporter.testing.MemoryTotals;

/** When nothing may go, whatever its age. */
final class SweeperTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path temporary;
  private Path root;
  private Ledger ledger;
  private Instant now = Instant.now();
  private long nanos;

  @BeforeEach
  void setUp() throws IOException {
    root = Files.createDirectory(temporary.resolve("calls"));
    ledger = Ledgers.in(temporary.resolve("state"), new MemoryTotals());
    Files.writeString(Files.createDirectory(root.resolve("call-1")).resolve("metrics.json"), "{}");
    ledger.record(List.of(new CountedCall(new CallId("call-1"), now, now, List.of())));
  }

  @AfterEach
  void tearDown() throws IOException {
    ledger.close();
  }

  @Test
  void nothingGoesInTheGracePeriodThoughItIsDue() {
    pass(DAY.multipliedBy(40));
    Sweeper sweeper = sweeper();

    SweepResult held = sweeper.sweep().orElseThrow();
    assertThat(held.plan().removals()).hasSize(1);
    assertThat(held.held()).contains("first_sweep_after");
    assertThat(root.resolve("call-1")).exists();

    pass(DAY);
    assertThat(sweeper.sweep().orElseThrow().removed()).hasSize(1);
  }

  @Test
  void clockThatJumpsForwardRemovesNothingUntilItGoesOnSteadily() {
    Sweeper sweeper = sweeper();
    sweeper.sweep();
    pass(DAY.multipliedBy(2));
    sweeper.sweep();
    now = now.plus(DAY.multipliedBy(400));

    SweepResult held = sweeper.sweep().orElseThrow();
    assertThat(held.held()).contains("jumped by 400d");
    assertThat(root.resolve("call-1")).exists();

    pass(Duration.ofMinutes(10));
    assertThat(sweeper.sweep().orElseThrow().removed()).hasSize(1);
  }

  @Test
  void clockThatJumpsForthAndBackRemovesNothing() {
    Sweeper sweeper = sweeper();
    sweeper.sweep();
    pass(DAY.multipliedBy(2));
    sweeper.sweep();
    now = now.plus(DAY.multipliedBy(400));
    assertThat(sweeper.sweep().orElseThrow().held()).contains("jumped by 400d");
    now = now.minus(DAY.multipliedBy(400));
    pass(Duration.ofMinutes(10));
    SweepResult back = sweeper.sweep().orElseThrow();

    assertThat(back.removed()).isEmpty();
    assertThat(root.resolve("call-1")).exists();
  }

  @Test
  void smallCorrectionOfTheClockIsNoJump() {
    Sweeper sweeper = sweeper();
    sweeper.sweep();
    pass(DAY.multipliedBy(40));
    now = now.plus(Duration.ofMinutes(59));

    assertThat(sweeper.sweep().orElseThrow().removed()).hasSize(1);
  }

  @Test
  void stateThatCannotBeWrittenHoldsEverything() throws IOException {
    pass(DAY.multipliedBy(40));
    Sweeper sweeper = sweeper(temporary.resolve("not/there"));

    assertThat(sweeper.sweep().orElseThrow().held()).contains("cannot be written");
    assertThat(root.resolve("call-1")).exists();
  }

  @Test
  void folderThatIsGoneIsNoFault() throws IOException {
    Files.move(root, temporary.resolve("away"));

    assertThat(sweeper().sweep()).isEmpty();
  }

  @Test
  void operatorNeedNotWaitAndSeesWhatWent() throws IOException {
    pass(DAY.multipliedBy(40).plusHours(1));
    Sweeper sweeper = sweeper();

    String dry = PlanText.of(sweeper.purge(true), true);
    assertThat(root.resolve("call-1")).exists();
    String done = PlanText.of(sweeper.purge(false), false);

    assertThat(dry)
        .isEqualTo(
            """
            CALL       AGE         BYTES  REASON
            call-1     40d             2  age

            1 of 1 folders, 1 files, 2 of 2 bytes are due: age 1
            Nothing was removed, because of --dry-run.
            """);
    assertThat(done).endsWith("are due: age 1\n1 folders with 2 bytes were removed.\n");
    assertThat(root.resolve("call-1")).doesNotExist();
  }

  private void pass(Duration time) {
    now = now.plus(time);
    nanos += time.toNanos();
  }

  private Sweeper sweeper() {
    return sweeper(temporary.resolve("state"));
  }

  private Sweeper sweeper(Path state) {
    RetentionPolicy policy = Folders.maxAge(Duration.ofDays(30));
    Sweep sweep =
        new Sweep(
            root,
            new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF),
            ledger,
            policy,
            Folders.SETTLED,
            RetentionMeter.NONE,
            () -> false);
    return new Sweeper(sweep, policy, new GracePeriod(state, DAY), () -> now, () -> nanos);
  }
}
