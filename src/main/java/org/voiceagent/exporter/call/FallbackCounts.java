package org.voiceagent.exporter.call;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How often a call fell back from streaming to a file, by reason. */
public final class FallbackCounts {
  private FallbackCounts() {}

  /**
   * Spreads the call's fallbacks over the reasons it gives. Engines often keep only the last
   * reason: if all given reasons fold to one, it stands for every fallback; otherwise those without
   * a reason of their own are {@link FallbackReason#UNKNOWN}. Without a count, each given reason is
   * one.
   *
   * @return only reasons that occurred; empty if there was no fallback or nothing is known
   */
  public static Map<FallbackReason, Integer> byReason(Facts facts) {
    List<FallbackReason> given =
        facts.texts(CallField.FALLBACK_REASONS).stream().map(FallbackReason::of).toList();
    int total = (int) facts.number(CallField.FALLBACKS).orElse(given.size());
    Map<FallbackReason, Integer> counts = new EnumMap<>(FallbackReason.class);
    given.stream().limit(total).forEach(reason -> counts.merge(reason, 1, Integer::sum));
    int rest = total - Math.min(total, given.size());
    if (rest > 0) {
      FallbackReason last =
          given.stream().distinct().count() == 1 ? given.get(0) : FallbackReason.UNKNOWN;
      counts.merge(last, rest, Integer::sum);
    }
    return counts;
  }
}
