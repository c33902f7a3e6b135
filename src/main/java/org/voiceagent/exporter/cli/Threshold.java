package org.voiceagent.exporter.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The limit that an indicator is watched for.
 *
 * @param kpi the indicator's name without its version, such as {@code aht_seconds}
 * @param limit the limit in the indicator's own unit
 * @param above whether a value above the limit is a breach; otherwise one below it is
 */
record Threshold(String kpi, double limit, boolean above) {

  /** A name that operators type, and how many of its units make one of the indicator's. */
  private record ShortName(String kpi, double units) {}

  private static final Map<String, ShortName> SHORT =
      Map.ofEntries(
          Map.entry("latency", new ShortName("response_latency_p95_seconds", 1_000)),
          Map.entry("latency_p50", new ShortName("response_latency_p50_seconds", 1_000)),
          Map.entry("latency_p95", new ShortName("response_latency_p95_seconds", 1_000)),
          Map.entry("latency_p99", new ShortName("response_latency_p99_seconds", 1_000)),
          Map.entry("first_word", new ShortName("first_word_p95_seconds", 1_000)),
          Map.entry("aht", new ShortName("aht_seconds", 1)),
          Map.entry("fcr", new ShortName("fcr_stated_rate", 1)),
          Map.entry("csat", new ShortName("csat_mean", 1)),
          Map.entry("wer", new ShortName("wer_mean", 1)),
          Map.entry("mos", new ShortName("mos_engine_mean", 1)),
          Map.entry("errors", new ShortName("error_rate", 1)),
          Map.entry("cache", new ShortName("cache_hit_rate", 1)),
          Map.entry("cost", new ShortName("cost_per_call", 1)));

  /** The names that are short for an indicator, in the order of the alphabet. */
  static List<String> shortNames() {
    return SHORT.keySet().stream().sorted().toList();
  }

  /** The name of the indicator that a metric means. */
  static String kpi(String metric) {
    ShortName known = SHORT.get(metric);
    return known == null ? metric.replaceFirst("@v[0-9]+$", "") : known.kpi();
  }

  /**
   * A limit as it was typed, in the unit of the indicator: {@code 500} and {@code 500ms} of a
   * latency, {@code 5%} and {@code 0.05} of a ratio, {@code 90s} of a time; empty if it has another
   * form.
   */
  static OptionalDouble limit(String metric, String typed) {
    String text = typed.strip();
    double scale = Optional.ofNullable(SHORT.get(metric)).map(ShortName::units).orElse(1.0);
    if (text.endsWith("%")) {
      scale = 100;
      text = text.substring(0, text.length() - 1);
    } else if (text.endsWith("ms")) {
      scale = 1_000;
      text = text.substring(0, text.length() - 2);
    } else if (text.endsWith("s")) {
      scale = 1;
      text = text.substring(0, text.length() - 1);
    }
    return text.strip().matches("-?[0-9]{1,12}(\\.[0-9]{1,9})?")
        ? OptionalDouble.of(Double.parseDouble(text.strip()) / scale)
        : OptionalDouble.empty();
  }

  /** Whether a value is beyond the limit. */
  boolean isBreachedBy(double value) {
    return above ? value > limit : value < limit;
  }
}
