package org.voiceagent.exporter.advice.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;
import org.voiceagent.exporter.yaml.YamlFile;

final class ThresholdsTest {

  @ParameterizedTest(name = "{0}: {1} ms")
  @CsvSource({
    "google_live, 1000",
    "openai_realtime, 1500",
    "openai_realtime_eu, 1500",
    "deepgram_agent, 2000",
    "local, 3500",
    "local_gpu, 3500",
    "local_hybrid, 7000",
    "local_hybrid_groq, 7000",
    "elevenlabs_agent, 2000",
    "default, 2000",
    "unknown, 2000",
  })
  void aNameHasItsOwnLimitElseThatOfItsLongestPrefixElseTheDefault(String name, double limit) {
    assertThat(Thresholds.defaults().latencyLimitMs(name)).isEqualTo(limit);
  }

  @ParameterizedTest(name = "provider {0} in pipeline {1}: {2} ms")
  @CsvSource({
    "openai_realtime, local_hybrid, 1500",
    "openai_llm, local_hybrid, 7000",
    "unknown, local_hybrid, 7000",
    "google_live, unknown, 1000",
    "acme, unknown, 2000",
  })
  void aCallHasItsProvidersLimitElseItsPipelines(String provider, String pipeline, double limit) {
    assertThat(Thresholds.defaults().latencyLimitMs(new LabelSet(pipeline, provider, "")))
        .hasValue(limit);
  }

  @Test
  void aCallOfUnknownProviderAndPipelineHasNoLimit() {
    assertThat(Thresholds.defaults().latencyLimitMs(new LabelSet("", "", "")))
        .isEqualTo(OptionalDouble.empty());
  }

  @Test
  void withoutConfigurationTheDefaultsHold() {
    Problems problems = new Problems();
    assertThat(Thresholds.from(YamlFile.parse("x.yml", "", problems)))
        .isEqualTo(Thresholds.defaults());
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void whatIsConfiguredComesOnTopOfTheDefaults() {
    Problems problems = new Problems();
    Thresholds thresholds =
        Thresholds.from(
            YamlFile.parse(
                "x.yml",
                """
                low_watermark_hits_per_minute: 3.5
                negative_sentiment: -0.5
                latency_ms: {default: 2500, deepgram: 1800, acme: 900}
                """,
                problems));
    assertThat(problems.list()).isEmpty();
    assertThat(thresholds.lowWatermarkHitsPerMinute()).isEqualTo(3.5);
    assertThat(thresholds.negativeSentiment()).isEqualTo(-0.5);
    assertThat(thresholds.latencyMs())
        .containsAllEntriesOf(
            Map.of("default", 2500.0, "deepgram", 1800.0, "acme", 900.0, "google_live", 1000.0));
  }

  @Test
  void mistakesAreReportedWithTheirPlace() {
    Problems problems = new Problems();
    Thresholds.from(
        YamlFile.parse(
            "x.yml",
            """
            low_watermark_hits_per_minut: 3
            negative_sentiment: -2
            latency_ms: {local: soon}
            """,
            problems));
    assertThat(problems.list())
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            "x.yml:1: low_watermark_hits_per_minut: unknown key; did you mean"
                + " \"low_watermark_hits_per_minute\"?",
            "x.yml:2: negative_sentiment: must be between -1 and 1",
            "x.yml:3: latency_ms.local: expected a number, not \"soon\"");
  }
}
