package org.voiceagent.exporter.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceagent.exporter.retention.Folders.NOW;
import static org.voiceagent.exporter.retention.Folders.everything;
import static org.voiceagent.exporter.retention.Folders.maxAge;
import static org.voiceagent.exporter.retention.Folders.most;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing goes soon after an installation, nor after a policy became stricter. */
final class RemovalGuardTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path state;
  private Instant now = NOW;
  private Duration running = DAY;
  private String boot = "boot 1";
  private boolean countsSleep = true;

  @Test
  void firstStartWaits() throws IOException {
    assertThat(begin(maxAge(DAY)).waiting()).contains(NOW.plus(DAY).toString());
  }

  @Test
  void anotherStartNeitherShortensNorProlongs() throws IOException {
    begin(maxAge(DAY));

    pass(Duration.ofSeconds(60));
    assertThat(begin(maxAge(DAY)).waiting()).contains(NOW.plus(DAY).toString());
    pass(DAY);
    assertThat(begin(maxAge(DAY)).waiting()).isEmpty();
  }

  @Test
  void timeWhileTheMachineWasOffIsNotRunningTime() throws IOException {
    begin(maxAge(DAY));
    running = Duration.ZERO;
    boot = "another";
    now = now.plus(Duration.ofHours(20));

    assertThat(begin(maxAge(DAY)).waiting()).contains(now.plus(DAY).toString());
  }

  @Test
  void wallClockAloneNeverEndsTheWait() throws IOException {
    begin(maxAge(DAY));
    now = now.plus(DAY.multipliedBy(9));

    assertThat(begin(maxAge(DAY)).waiting()).isNotEmpty();
  }

  @Test
  void looserPolicyNeedsNoTime() throws IOException {
    begin(maxAge(DAY));

    pass(DAY);
    assertThat(begin(maxAge(DAY.multipliedBy(2))).waiting()).isEmpty();
    assertThat(begin(everything()).waiting()).isEmpty();
  }

  @Test
  void stricterPolicyWaitsAgain() throws IOException {
    begin(maxAge(DAY.multipliedBy(30)));
    pass(DAY.multipliedBy(9));

    RemovalGuard.Decision verdict = begin(maxAge(DAY.multipliedBy(29)));
    assertThat(verdict.waiting()).contains(now.plus(DAY).toString());
    assertThat(verdict.clock()).as("the clock is as good as before").isEmpty();
  }

  @Test
  void eachLimitCanMakeItStricter() throws IOException {
    begin(everything());
    pass(DAY.multipliedBy(9));
    assertThat(begin(most(OptionalLong.of(5), OptionalLong.empty())).waiting()).isNotEmpty();

    pass(DAY.multipliedBy(9));
    assertThat(begin(most(OptionalLong.of(5), OptionalLong.of(5))).waiting()).isNotEmpty();
  }

  @Test
  void pipelineCanMakeItStricter() throws IOException {
    begin(ofPipeline(Optional.empty()));
    pass(DAY.multipliedBy(9));

    assertThat(begin(ofPipeline(Optional.of(DAY))).waiting()).isNotEmpty();
    pass(DAY.multipliedBy(9));
    assertThat(begin(ofPipeline(Optional.of(DAY))).waiting()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "removes_from=never\n",
        "max_age=x\nremoves_from=2020-01-01T00\\:00\\:00Z\n",
        "\\u00",
        """
        max_age=1
        abandoned_max_age=1
        rejected_max_age=1
        max_calls=1
        max_bytes=1
        policy_ran_ms=99999999999
        clock.wall=2020-01-01T00\\:00\\:00Z
        clock.doubt=x
        """
      })
  void damagedNoteCountsAsNone(String text) throws IOException {
    Files.writeString(state.resolve("retention.properties"), text);

    RemovalGuard.Decision verdict = begin(maxAge(DAY));
    assertThat(verdict.waiting()).contains(NOW.plus(DAY).toString());
    assertThat(verdict.clock()).contains("no earlier time");
  }

  @Test
  void noteOfAnEarlierVersionIsReadWithoutItsClock() throws IOException {
    Files.writeString(
        state.resolve("retention.properties"),
        """
        max_age=86400
        abandoned_max_age=86400
        rejected_max_age=86400
        max_calls=none
        max_bytes=none
        removes_from=2020-01-01T00\\:00\\:00Z
        """);

    RemovalGuard.Decision verdict = begin(maxAge(DAY));
    assertThat(verdict.waiting()).isEmpty();
    assertThat(verdict.clock()).contains("no earlier time");
    pass(DAY);
    assertThat(begin(maxAge(DAY)).held()).isEmpty();
  }

  @Test
  void withoutAWaitAContradictionStillHoldsForAnHour() throws IOException {
    RemovalGuard guard = new RemovalGuard(state, Duration.ZERO, maxAge(DAY), this::read);
    assertThat(guard.check().held()).isEmpty();
    now = now.plus(DAY.multipliedBy(400));

    assertThat(guard.check().clock()).contains("jumped forward by 400d", "another 60m");
    pass(Duration.ofHours(1));
    assertThat(guard.check().held()).isEmpty();
  }

  @Test
  void processThatCannotDistinguishSleepFromALeapAllowsADayOfSleep() throws IOException {
    countsSleep = false;
    begin(maxAge(DAY));
    pass(DAY);
    assertThat(begin(maxAge(DAY)).held()).isEmpty();
    now = now.plus(Duration.ofHours(9));
    assertThat(begin(maxAge(DAY)).held()).isEmpty();
    now = now.minus(Duration.ofHours(9));
    assertThat(begin(maxAge(DAY)).clock()).contains("jumped back by 9h");
  }

  @Test
  void clocksOfThisMachineGoOnOverProcesses() throws IOException {
    ClockReading first = MachineClock.of(java.time.InstantSource.system()).read();
    ClockReading second = MachineClock.of(java.time.InstantSource.system()).read();

    assertThat(second.since(first)).isPresent();
  }

  private RemovalGuard.Decision begin(RetentionPolicy policy) throws IOException {
    return new RemovalGuard(state, DAY, policy, this::read).check();
  }

  private ClockReading read() {
    return new ClockReading(now, boot, running, countsSleep);
  }

  private void pass(Duration time) {
    now = now.plus(time);
    running = running.plus(time);
  }

  private static RetentionPolicy ofPipeline(Optional<Duration> age) {
    RetentionPolicy all = everything();
    return new RetentionPolicy(
        all.maxAge(),
        all.maxCalls(),
        all.maxBytes(),
        all.abandonedMaxAge(),
        all.rejectedMaxAge(),
        Map.of("a b\n=:ü", age),
        all.settled());
  }
}
