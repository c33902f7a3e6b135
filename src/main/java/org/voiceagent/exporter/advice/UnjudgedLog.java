package org.voiceagent.exporter.advice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs from time to time, in one line, which rules lacked data. Calls of healthy engines lack facts
 * too, and {@code no_advice} lists them for each call. Use one across reloads. Thread-safe.
 */
public final class UnjudgedLog {
  /** Long enough to see what all calls lack, short enough for a new user to wait. */
  static final Duration FIRST_AFTER = Duration.ofMinutes(2);

  private static final Duration AGAIN_AFTER = Duration.ofDays(1);
  private static final Logger logger = LoggerFactory.getLogger(UnjudgedLog.class);

  /** Rules and keys are few; the limits only bound the memory that an odd rule book can take. */
  private static final int MOST_RULES = 200;

  private static final int MOST_NAMES = 20;
  private static final int MOST_NOTED = 2_000;

  private final LongSupplier nanoTime;
  private final Map<String, TreeSet<String>> missingByRule = new HashMap<>();

  /** Already taken into account: calls that lack the same share one object. */
  private final Set<Advice.Unjudged> noted = Collections.newSetFromMap(new IdentityHashMap<>());

  private long calls;
  private long dueAt;

  /**
   * @param nanoTime a clock that never jumps, in nanoseconds, such as {@link System#nanoTime}
   */
  public UnjudgedLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.dueAt = nanoTime.getAsLong() + FIRST_AFTER.toNanos();
  }

  /** Notes what the rules lacked on a call; logs the summary if it is due. */
  public synchronized void note(Advice advice) {
    calls++;
    if (noted.size() > MOST_NOTED) {
      noted.clear();
    }
    for (Advice.Unjudged unjudged : advice.noAdvice()) {
      if (!noted.add(unjudged)) {
        continue;
      }
      boolean isRoom =
          missingByRule.size() < MOST_RULES || missingByRule.containsKey(unjudged.key());
      // Where a rule has fired, nothing was missing but a value that would help.
      if (isRoom && !advice.fired().contains(unjudged.key())) {
        TreeSet<String> names =
            missingByRule.computeIfAbsent(unjudged.key(), key -> new TreeSet<>());
        unjudged.missing().stream()
            .limit(Math.max(0, MOST_NAMES - names.size()))
            .forEach(names::add);
      }
    }
    if (nanoTime.getAsLong() - dueAt >= 0) {
      summarise();
      dueAt = nanoTime.getAsLong() + AGAIN_AFTER.toNanos();
    }
  }

  private void summarise() {
    if (!missingByRule.isEmpty()) {
      List<String> rules = new ArrayList<>();
      missingByRule.forEach(
          (rule, names) -> rules.add(rule + " (" + String.join(", ", names) + ")"));
      rules.sort(null);
      logger.info(
          "{} rules gave no advice on some of the last {} calls, because these did not contain what"
              + " the rules need: {}. For each call, no_advice in /feedback/latest lists it.",
          rules.size(),
          calls,
          String.join("; ", rules));
    }
    missingByRule.clear();
    noted.clear();
    calls = 0;
  }
}
