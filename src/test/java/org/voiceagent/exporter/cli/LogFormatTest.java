package org.voiceagent.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LogFormatTest {
  private static final Logger ROOT = Logger.getLogger("");
  private final Handler[] before = ROOT.getHandlers();
  private final Level level = ROOT.getLevel();

  @BeforeEach
  void install() {
    LogFormat.install(true);
  }

  @AfterEach
  void restore() {
    for (Handler handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    for (Handler handler : before) {
      ROOT.addHandler(handler);
    }
    ROOT.setLevel(level);
  }

  @Test
  void whatAMessageQuotesCannotBeginALineMoveTheCursorOrTurnTheText() {
    LogRecord logged =
        new LogRecord(Level.WARNING, "session a\nb\r\u001b[2J\u202ec\u2028d\u2066 is refused");

    assertThat(formatted(logged))
        .isEqualTo("<4>session a\\u000ab\\u000d\\u001b[2J\\u202ec\\u2028d\\u2066 is refused\n");
  }

  @Test
  void aFaultIsToldByClassesAndFramesWithoutTheWordsOfItsExceptions() {
    LogRecord logged = new LogRecord(Level.SEVERE, "session a could not be read");
    logged.setThrown(
        new IllegalStateException(
            "said 4111 1111 1111 1111", new NumberFormatException("For input string: \"4111\"")));

    assertThat(formatted(logged))
        .startsWith("<3>session a could not be read\njava.lang.IllegalStateException\n\tat org.")
        .contains("\nCaused by: java.lang.NumberFormatException\n\tat org.")
        .doesNotContain("4111");
  }

  @Test
  void logfmtAndJsonKeepOneLineForARecordAndQuoteIt() throws Exception {
    LogRecord logged = new LogRecord(Level.WARNING, "a \"b\" \\ c\nd");
    logged.setInstant(Instant.parse("2026-11-30T12:00:00.123456Z"));
    LogFormat.set(Optional.of("warn"), Optional.of("logfmt"));
    assertThat(formatted(logged))
        .isEqualTo(
            "time=2026-11-30T12:00:00.123Z level=WARN msg=\"a \\\"b\\\" \\\\ c\\\\u000ad\"\n");
    assertThat(ROOT.getLevel()).isEqualTo(Level.WARNING);

    LogFormat.set(Optional.of("debug"), Optional.of("json"));
    logged.setThrown(new IllegalStateException("said 4111"));
    String line = formatted(logged);
    JsonNode read = new ObjectMapper().readTree(line);
    assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
    assertThat(read.path("time").asText()).isEqualTo("2026-11-30T12:00:00.123Z");
    assertThat(read.path("level").asText()).isEqualTo("WARN");
    assertThat(read.path("msg").asText()).isEqualTo("a \"b\" \\ c\\u000ad");
    assertThat(read.path("err").asText())
        .startsWith("java.lang.IllegalStateException")
        .doesNotContain("4111");
    assertThat(ROOT.getHandlers()[0].getLevel()).isEqualTo(Level.FINE);
  }

  private static String formatted(LogRecord logged) {
    Handler[] handlers = ROOT.getHandlers();
    assertThat(handlers).singleElement().isInstanceOf(ConsoleHandler.class);
    return handlers[0].getFormatter().format(logged);
  }
}
