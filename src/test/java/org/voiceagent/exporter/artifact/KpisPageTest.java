package org.voiceagent.exporter.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Measure;

/** What {@code docs/kpis.md} says of the figures is what the program computes. */
final class KpisPageTest {
  @TempDir Path root;

  @ParameterizedTest
  @EnumSource(Measure.class)
  void everyMeasureIsDefined(Measure measure) throws IOException {
    assertThat(page().lines()).anyMatch(line -> line.startsWith("| `" + measure.key() + "` |"));
  }

  /** ⌈0.95 · n⌉ of the responses 100, 200, 300 ... ms. */
  @ParameterizedTest
  @CsvSource({"1, 100", "2, 200", "19, 1900", "20, 1900", "21, 2000", "40, 3800", "100, 9500"})
  void p95OfACallIsNearestRank(int responses, double expected) throws IOException {
    Path folder = Files.createDirectory(root.resolve("call-1"));
    String list =
        IntStream.rangeClosed(1, responses)
            .mapToObj(i -> String.valueOf(100 * (responses + 1 - i)))
            .collect(Collectors.joining(","));
    Files.writeString(folder.resolve("metrics.json"), "{\"turn_ms\":[" + list + "]}");

    Reading reading = new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF).read(folder);

    assertThat(((Reading.Complete) reading).session().facts().number(CallField.P95_TURN_LATENCY_MS))
        .hasValue(expected);
  }

  @Test
  void pageIsLinkedFromWhereFiguresAreShown() throws IOException {
    for (String place :
        new String[] {
          "docs/artifacts.md",
          "docs/metrics.md",
          "docs/effects.md",
          "docs/schema/metrics.schema.json",
          "docs/schema/feedback.schema.json"
        }) {
      assertThat(Files.readString(Path.of(place))).as(place).contains("kpis.md");
    }
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("docs", "kpis.md"));
  }
}
