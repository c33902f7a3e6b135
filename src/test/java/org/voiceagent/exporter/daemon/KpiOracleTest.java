package org.voiceagent.exporter.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.kpi.KpiQuery;
import org.voiceagent.exporter.kpi.KpiReports;
import org.voiceagent.exporter.kpi.KpiValue;
import org.voiceagent.exporter.testing.Tools;

/** Indicators are what SQL, written by someone who does not know this code, makes of the files. */
final class KpiOracleTest {
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final InstantSource CLOCK = () -> START.plusSeconds(40 * 86_400);
  private static final Percentage EXACT = Percentage.withPercentage(1e-5);
  private static final Percentage OF_BUCKETS = Percentage.withPercentage(2.5 + 1e-6);

  @TempDir Path calls;

  @Test
  void theSameFilesGiveTheSameFiguresInSql() throws Exception {
    Path python = Tools.require("python3");
    Random random = new Random(9);
    for (int i = 0; i < 800; i++) {
      write("call-" + i, random, START.plusSeconds(random.nextInt(20 * 86_400)));
    }
    JsonNode expected = sql(python);
    Map<String, KpiValue> found = figures();

    assertThat(expected.size()).isGreaterThan(20);
    for (Map.Entry<String, JsonNode> one : expected.properties()) {
      KpiValue value = found.get(one.getKey());
      assertThat(value.value()).as("%s of %s", one.getKey(), value).isPresent();
      assertThat(value.value().getAsDouble())
          .as(one.getKey())
          .isCloseTo(
              one.getValue().doubleValue(), one.getKey().contains("latency") ? OF_BUCKETS : EXACT);
    }
  }

  private Map<String, KpiValue> figures() throws IOException {
    KpiReports reports = KpisOfFolder.read(calls, CLOCK, done -> {});
    Map<String, KpiValue> figures = new HashMap<>();
    KpiQuery all = new KpiQuery(reports.since(), reports.until(), List.of(), Map.of());
    reports.rows(all).get(0).values().forEach(value -> figures.put(value.kpi().name(), value));
    return Collections.unmodifiableMap(figures);
  }

  private JsonNode sql(Path python) throws Exception {
    Process process =
        new ProcessBuilder(python.toString(), "src/test/resources/kpi/oracle.py", calls.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return new ObjectMapper().readTree(out);
  }

  /** Every fact may be missing. */
  private void write(String id, Random random, Instant end) throws IOException {
    Map<String, String> call = new HashMap<>();
    if (random.nextInt(20) == 0) {
      call.put("simulated", "true");
    }
    call.put("ended_at", '"' + end.toString() + '"');
    call.put("pipeline_name", "\"pipeline" + random.nextInt(3) + '"');
    call.put("model_variant", "\"gpt-4o\"");
    List<String> outcomes =
        List.of("completed", "completed", "transferred", "abandoned", "error", "no_input_timeout");
    maybe(call, random, "outcome", '"' + outcomes.get(random.nextInt(outcomes.size())) + '"');
    maybe(call, random, "duration_seconds", number(1 + random.nextInt(9_000) / 10.0));
    maybe(call, random, "turns", String.valueOf(1 + random.nextInt(30)));
    maybe(call, random, "barge_in_count", String.valueOf(random.nextInt(4)));
    Map<String, String> business = new HashMap<>();
    maybe(business, random, "transferred", String.valueOf(random.nextBoolean()));
    maybe(business, random, "resolved", String.valueOf(random.nextBoolean()));
    maybe(business, random, "csat", String.valueOf(1 + random.nextInt(5)));
    call.put("business", object(business));
    Map<String, String> usage = new HashMap<>();
    int input = 100 + random.nextInt(5_000);
    usage.put("input_tokens", String.valueOf(input));
    maybe(usage, random, "cached_input_tokens", String.valueOf(random.nextInt(input)));
    maybe(usage, random, "output_tokens", String.valueOf(1 + random.nextInt(500)));
    maybe(usage, random, "cost_usd", number((1 + random.nextInt(900)) / 10_000.0));
    usage.put("stt_seconds", number(1 + random.nextInt(300) / 2.0));
    call.put("usage", object(usage));
    Map<String, String> cache = new HashMap<>();
    cache.put("hits", String.valueOf(random.nextInt(9)));
    cache.put("misses", String.valueOf(random.nextInt(9)));
    maybe(call, random, "cache", object(cache));
    maybe(call, random, "quality", "{\"wer\":" + number(random.nextInt(400) / 1_000.0) + "}");
    maybe(call, random, "latency", "{\"turn_ms\":" + latencies(random) + "}");
    List<String> statuses = List.of("success", "success", "error", "timeout", "cancelled");
    maybe(
        call,
        random,
        "tools",
        "[{\"name\":\"lookup\",\"status\":\"" + statuses.get(random.nextInt(5)) + "\"}]");
    Path folder = Files.createDirectory(calls.resolve(id));
    Files.writeString(folder.resolve("metrics.json"), object(call));
  }

  private static String latencies(Random random) {
    return IntStream.range(0, 1 + random.nextInt(8))
        .mapToObj(i -> String.valueOf(Math.round(700 * Math.exp(random.nextGaussian() * 0.6))))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static void maybe(Map<String, String> into, Random random, String key, String value) {
    if (random.nextInt(4) > 0) {
      into.put(key, value);
    }
  }

  private static String object(Map<String, String> content) {
    return content.entrySet().stream()
        .map(entry -> '"' + entry.getKey() + "\":" + entry.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%s", value);
  }
}
