package org.voiceagent.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** Whatever a log line quotes, it is one line and gives a terminal nothing to obey. */
final class LogFormatFuzzTest {

  @FuzzTest
  void aMessageIsOneLineOfText(byte[] data) {
    LogRecord logged = new LogRecord(Level.WARNING, new String(data, StandardCharsets.UTF_8));

    String line = new LogFormat(true).format(logged);

    assertThat(line).startsWith("<4>").endsWith("\n");
    assertThat(line.substring(0, line.length() - 1).chars().noneMatch(Character::isISOControl))
        .as(line)
        .isTrue();
  }

  @FuzzTest
  void whatAnErrorQuotesBeginsNoLineOfItsOwn(byte[] data) {
    LogRecord logged = new LogRecord(Level.SEVERE, "a folder cannot be read");
    logged.setThrown(new IllegalStateException(new String(data, StandardCharsets.UTF_8)));

    String lines = new LogFormat(true).format(logged);

    assertThat(lines.lines().skip(2)).allMatch(line -> line.startsWith("\tat "));
    assertThat(lines.chars().filter(Character::isISOControl)).allMatch(c -> c == '\n' || c == '\t');
  }
}
