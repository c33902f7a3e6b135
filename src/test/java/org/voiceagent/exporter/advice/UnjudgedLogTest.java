package org.voiceagent.exporter.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class UnjudgedLogTest {
  private static final Logger LOGGER = Logger.getLogger(UnjudgedLog.class.getName());

  private final Recorder recorder = new Recorder();
  private long nanos;

  @BeforeEach
  void listen() {
    LOGGER.addHandler(recorder);
  }

  @AfterEach
  void stopListening() {
    LOGGER.removeHandler(recorder);
  }

  @Test
  void oneLineOfInformationSumsUpWhatCallsLackedAndDoesSoOnceADay() {
    UnjudgedLog log = new UnjudgedLog(() -> nanos);
    log.note(advice("b", "turns"));
    log.note(advice("a", "turns", "wer"));
    log.note(advice("a", "barge_ins"));
    assertThat(recorder.lines).isEmpty();

    nanos += UnjudgedLog.FIRST_AFTER.toNanos();
    log.note(new Advice(List.of(), List.of()));
    assertThat(recorder.lines)
        .containsExactly(
            "INFO 2 rules gave no advice on some of the last 4 calls, because these did not contain"
                + " what the rules need: a (barge_ins, turns, wer); b (turns). For each call,"
                + " no_advice in /feedback/latest lists it.");

    nanos += Duration.ofHours(23).toNanos();
    log.note(advice("a", "turns"));
    assertThat(recorder.lines).hasSize(1);
    nanos += Duration.ofHours(2).toNanos();
    log.note(advice("a", "turns"));
    assertThat(recorder.lines).hasSize(2);
  }

  @Test
  void aRuleThatFoundSomethingAndHadNoBetterValueLackedNothing() {
    UnjudgedLog log = new UnjudgedLog(() -> nanos);
    nanos += UnjudgedLog.FIRST_AFTER.toNanos();
    log.note(
        new Advice(
            List.of(), List.of(new Advice.Unjudged("a", List.of("room to raise x"))), Set.of("a")));
    assertThat(recorder.lines).isEmpty();
  }

  @Test
  void keepsABoundedMemory() {
    UnjudgedLog log = new UnjudgedLog(() -> nanos);
    for (int i = 0; i < 2_000; i++) {
      log.note(advice("a" + i, "turns" + i));
      log.note(advice("a", "turns" + i));
    }
    nanos += UnjudgedLog.FIRST_AFTER.toNanos();
    log.note(advice("b", "turns"));
    assertThat(recorder.lines).singleElement().asString().startsWith("INFO 200 rules");
    assertThat(recorder.lines.get(0)).hasSizeLessThan(10_000);
  }

  private static Advice advice(String key, String... missing) {
    return new Advice(List.of(), List.of(new Advice.Unjudged(key, List.of(missing))));
  }

  private static final class Recorder extends Handler {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void publish(LogRecord line) {
      lines.add(line.getLevel() + " " + line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
