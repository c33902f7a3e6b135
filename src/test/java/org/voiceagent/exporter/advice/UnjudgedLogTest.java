package org.voiceagent.exporter.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class UnjudgedLogTest {
  private static final Logger LOGGER = Logger.getLogger(UnjudgedLog.class.getName());

  private final Recorder recorder = new Recorder();

  @BeforeEach
  void listen() {
    LOGGER.addHandler(recorder);
  }

  @AfterEach
  void stopListening() {
    LOGGER.removeHandler(recorder);
  }

  @Test
  void warnsOnceOfEachKind() {
    UnjudgedLog log = new UnjudgedLog();
    log.note(advice("a", "turns"));
    log.note(advice("a", "turns"));
    log.note(advice("a", "turns", "wer"));
    log.note(advice("b", "turns"));
    log.note(new Advice(List.of(), List.of()));
    assertThat(recorder.lines)
        .containsExactly(
            "WARNING Rule a cannot advise on some calls for want of: turns. Further such calls are"
                + " listed under no_advice only.",
            "WARNING Rule a cannot advise on some calls for want of: turns, wer. Further such calls"
                + " are listed under no_advice only.",
            "WARNING Rule b cannot advise on some calls for want of: turns. Further such calls are"
                + " listed under no_advice only.");
  }

  @Test
  void keepsABoundedMemory() {
    UnjudgedLog log = new UnjudgedLog();
    for (int i = 0; i < 2_000; i++) {
      log.note(advice("a" + i, "turns"));
    }
    assertThat(recorder.lines).hasSize(1_000);
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
