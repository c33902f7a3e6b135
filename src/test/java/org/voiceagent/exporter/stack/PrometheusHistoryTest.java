package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.Tools;

/** What looks back for a week, on a real Prometheus that is given the week as blocks. */
final class PrometheusHistoryTest {
  private static final Duration STEP = Duration.ofMinutes(5);

  /** Longer than what the rules look at, with some calls before. */
  private static final Duration HISTORY = Duration.ofDays(8);

  private static final Duration SOUR = Duration.ofHours(5);

  @TempDir Path temp;

  @Test
  void callersWhoWereContentForAWeekAndNoLongerAreIsNoticed() throws Exception {
    Path prometheus = Tools.require("prometheus");
    AlertTool promtool = AlertTool.named("promtool");
    Path history = Files.writeString(temp.resolve("history.txt"), history(Instant.now()));
    Path data = temp.resolve("data");
    AlertTool.Outcome blocks =
        promtool.run(
            "tsdb", "create-blocks-from", "openmetrics", history.toString(), data.toString());
    assertThat(blocks.status()).as(blocks.output()).isZero();

    String listen = AlertProgram.freeAddress();
    try (AlertProgram program =
        AlertProgram.start(
            listen,
            temp,
            temp.resolve("prometheus.txt"),
            List.of(
                prometheus.toString(),
                "--config.file=" + configuration(),
                "--storage.tsdb.path=" + data,
                "--web.listen-address=" + listen))) {
      await()
          .atMost(AlertProgram.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(unhappier(program.json("/api/v1/alerts")))
                      .containsExactly("became_sour"));
      assertThat(share(program, "negative:ratio1w_before", "became_sour")).isBetween(0.09, 0.11);
      assertThat(share(program, "negative:ratio6h", "became_sour")).isBetween(0.4, 0.5);
      assertThat(share(program, "negative:ratio1w_before", "always_sour")).isBetween(0.49, 0.51);
    }
  }

  private static double share(AlertProgram program, String rule, String pipeline)
      throws IOException, InterruptedException {
    return program
        .query(
            "pipeline:ai_agent_call_sentiment_%s{pipeline_name=\"%s\"}".formatted(rule, pipeline))
        .at("/data/result/0/value/1")
        .asDouble();
  }

  private static List<String> unhappier(JsonNode alerts) {
    List<String> pipelines = new ArrayList<>();
    for (JsonNode alert : alerts.at("/data/alerts")) {
      if (alert.at("/labels/alertname").asText().equals("VoiceAgentSentimentDrop")) {
        pipelines.add(alert.at("/labels/pipeline_name").asText());
      }
    }
    return pipelines;
  }

  /** Ten calls in each step: one of them unhappy, and in the last hours five of them. */
  private static String history(Instant now) {
    StringBuilder page = new StringBuilder("# TYPE ai_agent_call_sentiment counter\n");
    long unhappy = 0;
    long calls = 0;
    for (Instant time = now.minus(HISTORY); time.isBefore(now); time = time.plus(STEP)) {
      calls += 10;
      unhappy += time.isBefore(now.minus(SOUR)) ? 1 : 5;
      line(page, "became_sour", "negative", unhappy, time);
      line(page, "became_sour", "neutral", calls - unhappy, time);
      line(page, "always_sour", "very_negative", calls / 2, time);
      line(page, "always_sour", "positive", calls / 2, time);
    }
    return page.append("# EOF\n").toString();
  }

  private static void line(
      StringBuilder page, String pipeline, String band, long value, Instant time) {
    page.append("ai_agent_call_sentiment_total{job=\"j\",instance=\"i\",pipeline_name=\"")
        .append(pipeline)
        .append("\",band=\"")
        .append(band)
        .append("\"} ")
        .append(value)
        .append(' ')
        .append(time.getEpochSecond())
        .append('\n');
  }

  private Path configuration() throws IOException {
    Path rules = Files.createDirectories(temp.resolve("rules"));
    for (Path file : AlertRules.files(AlertRules.PROMETHEUS.resolve("rules"), ".yml")) {
      Files.writeString(
          rules.resolve(file.getFileName()),
          Files.readString(file).replaceAll("(?m)^    interval: \\w+$", "    interval: 1s"));
    }
    return Files.writeString(
        temp.resolve("prometheus.yml"),
        "global: {evaluation_interval: 1s}\nrule_files: [rules/*.yml]\n");
  }
}
