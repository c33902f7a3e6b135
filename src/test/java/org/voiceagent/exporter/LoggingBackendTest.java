package org.voiceagent.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Guards against a transitive slf4j 1.7, beside which every log line is silently dropped. */
final class LoggingBackendTest {

  @Test
  void logLinesReachJavaUtilLogging() {
    assertThat(LoggerFactory.getILoggerFactory().getClass().getName())
        .isEqualTo("org.slf4j.jul.JDK14LoggerFactory");
  }
}
