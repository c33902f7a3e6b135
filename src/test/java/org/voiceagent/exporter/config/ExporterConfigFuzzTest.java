package org.voiceagent.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;

/** A configuration is taken or every mistake in it is named; it never ends the daemon otherwise. */
final class ExporterConfigFuzzTest {
  private static Path file;

  @BeforeAll
  static void makeFile() throws IOException {
    file = Files.createTempFile("fuzzed", ".yml");
  }

  @AfterAll
  static void removeFile() throws IOException {
    Files.delete(file);
  }

  @FuzzTest
  void aFileIsTakenOrItsMistakesAreNamed(byte[] data) throws IOException {
    Files.write(file, data);
    Problems problems = new Problems();

    ExporterConfig config = ExporterConfig.load(file, problems);

    for (Problem problem : problems.list()) {
      assertThat(problem.why()).isNotBlank();
      assertThat(problem.line()).isBetween(0, lines(data) + 1);
    }
    if (problems.none()) {
      assertThat(config.listen().port()).isBetween(0, 65_535);
      assertThat(config.limits().summaryBytes()).isPositive();
      assertThat(config.limits().readTime()).isPositive();
      assertThat(config.series().recentCalls()).isNotNegative();
      assertThat(config.needRestart(config)).isEmpty();
    }
  }

  /** Line breaks of YAML 1.1, which are more than those of a shell. */
  private static int lines(byte[] data) {
    String text = new String(data, java.nio.charset.StandardCharsets.UTF_8);
    return 1 + (int) text.chars().filter(c -> "\n\r\u0085\u2028\u2029".indexOf(c) >= 0).count();
  }
}
