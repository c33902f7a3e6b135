package org.voiceagent.exporter.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.call.KeyedHash;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.testing.Entries;
import org.voiceagent.exporter.testing.Ledgers;
import org.voiceagent.exporter.testing.MemoryTotals;

/** When nothing may go, whatever its age. */
final class SweeperTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path temporary;
  private Path root;
  private CountedCalls ledger;
  private Instant now = Instant.now();
  private long nanos;
  private String boot = "boot 1";

  @BeforeEach
  void setUp() throws IOException {
    root = Files.createDirectory(temporary.resolve("calls"));
    ledger = Ledgers.in(temporary.resolve("state"), new MemoryTotals());
    Files.writeString(Files.createDirectory(root.resolve("call-1")).resolve("metrics.json"), "{}");
    ledger.ledger().record(List.of(Entries.call(new CallId("call-1"), now, now, List.of())));
  }

  @AfterEach
  void tearDown() throws IOException {
    ledger.close();
  }

  @Test
  void nothingIsRemovedInTheGracePeriodAlthoughItIsDue() {
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
  void clockThatJumpsForwardsWhileRunningRemovesNothingForFirstSweepAfter() {
    Sweeper sweeper = trusted();
    now = now.plus(DAY.multipliedBy(400));

    assertHeld(sweeper.sweep(), "jumped forward by 400d");
    pass(DAY.minusMinutes(1));
    assertHeld(sweeper.sweep(), "--trust-clock");
    pass(Duration.ofMinutes(1));
    assertThat(sweeper.sweep().orElseThrow().removed()).hasSize(1);
  }

  @Test
  void clockThatIsAheadAtAStartRemovesNothingForFirstSweepAfter() {
    trusted();
    now = now.plus(DAY.multipliedBy(400));
    Sweeper restarted = sweeper();

    assertHeld(restarted.sweep(), "jumped forward by 400d");
    pass(Duration.ofHours(5));
    assertHeld(sweeper().sweep(), "another 19h");
    pass(Duration.ofHours(19));
    assertThat(sweeper().sweep().orElseThrow().removed()).hasSize(1);
  }

  @Test
  void clockThatIsAheadAfterABootRemovesNothingForFirstSweepAfter() {
    trusted();
    boot = "another";
    nanos = 0;
    now = now.plus(DAY.multipliedBy(400));

    Sweeper restarted = sweeper();
    assertHeld(restarted.sweep(), "jumped forward by 400d");
    pass(DAY.minusMinutes(1));
    assertHeld(restarted.sweep(), "jumped forward");
  }

  @Test
  void longTimeOffIsTrustedAfterFirstSweepAfter() {
    trusted();
    boot = "another";
    nanos = 0;
    now = now.plus(DAY.multipliedBy(90));
    Sweeper restarted = sweeper();
    assertHeld(restarted.sweep(), "jumped forward by 90d");

    pass(DAY);

    assertThat(restarted.sweep().orElseThrow().removed()).hasSize(1);
    pass(DAY.multipliedBy(90));
    assertThat(restarted.sweep().orElseThrow().held()).isEmpty();
  }

  @Test
  void clockThatIsBehindAtAStartRemovesNothingAndNothingAfterItsCorrection() {
    Sweeper before = trusted();
    pass(DAY.multipliedBy(20));
    before.sweep();
    boot = "another";
    nanos = 0;
    Instant right = now.plusSeconds(60);
    now = Instant.parse("1970-01-01T00:00:10Z");

    Sweeper restarted = sweeper();
    assertThat(restarted.sweep().orElseThrow().plan().removals()).isEmpty();
    now = right.plus(DAY.multipliedBy(20));
    assertHeld(restarted.sweep(), "jumped forward");
    pass(DAY);
    assertThat(restarted.sweep().orElseThrow().removed()).hasSize(1);
  }

  @Test
  void folderThatChangedAheadOfTheClockPutsItInDoubtOnce() throws IOException {
    now = Instant.now().minus(DAY.multipliedBy(40));
    trusted();
    assertThat(guard().check().clock()).contains("ahead of the clock");

    pass(DAY);
    sweeper().sweep();
    assertThat(guard().check().clock())
        .as("the same folder must not block removals for good")
        .isEmpty();
  }

  @Test
  void stateOfABackupIsBelievedAfterFirstSweepAfter() throws IOException {
    trusted();
    Path note = temporary.resolve("state/retention.properties");
    byte[] backup = Files.readAllBytes(note);
    pass(DAY.multipliedBy(60));
    Files.write(note, backup);
    boot = "after the disk was replaced";
    nanos = 0;

    Sweeper restored = sweeper();
    assertHeld(restored.sweep(), "jumped forward by 60d");
    pass(DAY);
    assertThat(restored.sweep().orElseThrow().removed()).hasSize(1);
  }

  @Test
  void withoutAnyStateNothingIsRemovedForFirstSweepAfterEvenByHand() throws IOException {
    pass(DAY.multipliedBy(400));
    Sweeper sweeper = sweeper();

    SweepResult byHand = sweeper.purge(false, false);
    assertThat(byHand.held()).contains("no earlier time");
    assertThat(PlanText.status(byHand, false)).isEqualTo(1);
    assertThat(PlanText.of(byHand, false)).contains("Nothing was removed: ", "--trust-clock");
    assertThat(root.resolve("call-1")).exists();
  }

  @Test
  void purgeByHandIsHeldByALeapUntilTheOperatorVouchesForTheClock() throws IOException {
    trusted();
    now = now.plus(DAY.multipliedBy(400));
    Sweeper sweeper = sweeper();

    assertThat(sweeper.purge(true, false).held()).contains("jumped forward by 400d");
    assertThat(sweeper.purge(false, false).held()).contains("jumped forward by 400d");
    assertThat(sweeper.purge(true, true).held()).as("a dry run changes nothing").isEmpty();
    assertHeld(sweeper.sweep(), "jumped forward by 400d");

    assertThat(sweeper.purge(false, true).removed()).hasSize(1);
    assertThat(sweeper().sweep().orElseThrow().held()).as("from now on").isEmpty();
  }

  @Test
  void openCallIsKeptAtAnyAge() throws IOException {
    Path open = Files.createDirectory(root.resolve("open-call"));
    Files.writeString(open.resolve("transcript.jsonl"), "{}");
    now = now.plus(DAY.multipliedBy(400));
    Sweeper sweeper = sweeper();

    assertThat(sweeper.purge(false, true).removed()).hasSize(1);

    assertThat(open).exists();
  }

  @Test
  void smallCorrectionOfTheClockIsNotAJump() {
    Sweeper sweeper = trusted();
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
  void missingFolderIsNotAFault() throws IOException {
    Files.move(root, temporary.resolve("away"));

    assertThat(sweeper().sweep()).isEmpty();
  }

  @Test
  void operatorNeedNotWaitAndSeesWhatWent() throws IOException {
    pass(DAY.multipliedBy(40).plusHours(1));
    Sweeper sweeper = sweeper();

    CallNames keyed = CallNames.of(CallNames.Shown.KEYED, () -> new KeyedHash(new byte[32]));
    assertThat(PlanText.of(sweeper.purge(true, true), true, keyed))
        .containsPattern("(?m)^call-[0-9a-f]{16} ")
        .doesNotContainPattern("(?m)^call-1 ");
    String dry = PlanText.of(sweeper.purge(true, true), true);
    assertThat(root.resolve("call-1")).exists();
    String done = PlanText.of(sweeper.purge(false, true), false);

    assertThat(dry)
        .isEqualTo(
            """
            CALL       AGE         BYTES  REASON
            call-1     40d             2  age

            1 of 1 folders, 1 files, 2 of 2 bytes are due: age 1
            Dry run: nothing was removed.
            """);
    assertThat(done).endsWith("are due: age 1\nRemoved 1 folders with 2 bytes.\n");
    assertThat(root.resolve("call-1")).doesNotExist();
  }

  private void pass(Duration time) {
    now = now.plus(time);
    nanos += time.toNanos();
  }

  /** One whose clock has run steadily for long enough. */
  private Sweeper trusted() {
    Sweeper sweeper = sweeper();
    sweeper.sweep();
    pass(DAY.multipliedBy(2));
    assertThat(sweeper.sweep().orElseThrow().held()).isEmpty();
    return sweeper;
  }

  private void assertHeld(Optional<SweepResult> result, String why) {
    assertThat(result.orElseThrow().held()).contains(why);
    assertThat(root.resolve("call-1")).exists();
  }

  private Sweeper sweeper() {
    return sweeper(temporary.resolve("state"));
  }

  private Sweeper sweeper(Path state) {
    RetentionPolicy policy = Folders.maxAge(Duration.ofDays(30));
    Sweep sweep =
        new Sweep(
            new Sweep.Scope(
                root,
                new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF),
                ledger,
                policy,
                Folders.SETTLED),
            RetentionMeter.NONE,
            () -> false);
    sweep.sparing(() -> Set.of(new CallId("open-call")));
    return new Sweeper(sweep, policy, guard(state), () -> now);
  }

  private RemovalGuard guard() {
    return guard(temporary.resolve("state"));
  }

  private RemovalGuard guard(Path state) {
    MachineClock clock = () -> new ClockReading(now, boot, Duration.ofNanos(nanos), true);
    return new RemovalGuard(state, DAY, Folders.maxAge(Duration.ofDays(30)), clock);
  }
}
