package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.advice.fact.Thresholds;

/** The alerts and the daemon's own advice go by the same limits. */
final class AlertLimitsTest {
  private static final String LIMIT = "pipeline:ai_agent_call_response_latency_limit:seconds";
  private static final Pattern NAMED =
      Pattern.compile("\\{(provider_id|pipeline_name)=~\"(\\w+)\\.\\*\"}\\) \\* ([0-9.]+)");
  private static final Pattern OTHERS = Pattern.compile("!=\"unknown\"}\\) \\* ([0-9.]+)$");

  @Test
  void latencyLimitsAreTheDefaultThresholds() throws IOException {
    String expr = recording();
    Map<String, Double> expected = new LinkedHashMap<>(Thresholds.defaults().latencyMs());
    double others = expected.remove("default");
    for (String label : new String[] {"provider_id", "pipeline_name"}) {
      assertThat(limits(expr, label)).as(label).containsExactlyInAnyOrderEntriesOf(expected);
    }

    assertThat(OTHERS.matcher(expr).results().map(match -> milliseconds(match.group(1))))
        .containsExactly(others);
  }

  /** The daemon takes the longest name that fits, the rule the first. */
  @Test
  void noNameHidesALongerOne() throws IOException {
    for (String label : new String[] {"provider_id", "pipeline_name"}) {
      String[] names = limits(recording(), label).keySet().toArray(String[]::new);
      for (int i = 0; i < names.length; i++) {
        for (int j = i + 1; j < names.length; j++) {
          assertThat(names[j]).as("after %s", names[i]).doesNotStartWith(names[i]);
        }
      }
    }
  }

  @Test
  void limitOfLowWatermarkHitsIsTheDefaultThreshold() throws IOException {
    String limit =
        String.format(Locale.ROOT, "%.0f", Thresholds.defaults().lowWatermarkHitsPerMinute());

    assertThat(AlertRules.alerts())
        .filteredOn(alert -> alert.name().equals("VoiceAgentJitterBufferLow"))
        .singleElement()
        .satisfies(alert -> assertThat(alert.expr()).contains(":per_minute1h > " + limit + " and"));
  }

  private static String recording() throws IOException {
    return AlertRules.recordings().stream()
        .filter(rule -> rule.name().equals(LIMIT))
        .findFirst()
        .orElseThrow()
        .expr();
  }

  private static Map<String, Double> limits(String expr, String label) {
    Map<String, Double> limits = new LinkedHashMap<>();
    for (MatchResult match : NAMED.matcher(expr).results().toList()) {
      if (match.group(1).equals(label)) {
        limits.put(match.group(2), milliseconds(match.group(3)));
      }
    }
    return limits;
  }

  private static double milliseconds(String seconds) {
    return Double.parseDouble(seconds) * 1000;
  }
}
