package org.voiceagent.exporter.advice;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns once, for as long as the daemon runs, of each kind of advice that could not be given: a
 * rule and what was missing for it. Keep one across reloads. Thread-safe.
 */
public final class UnjudgedLog {
  private static final Logger logger = LoggerFactory.getLogger(UnjudgedLog.class);

  /** Rules and keys are few; the limit only bounds the memory of somebody's odd rule book. */
  private static final int MOST_KINDS = 1_000;

  private final Set<Advice.Unjudged> warned = ConcurrentHashMap.newKeySet();

  /** Warns of what in this advice has not been warned of before. */
  public void note(Advice advice) {
    for (Advice.Unjudged unjudged : advice.noAdvice()) {
      if (warned.size() < MOST_KINDS && warned.add(unjudged)) {
        logger.warn(
            "Rule {} cannot advise on some calls for want of: {}. Further such calls are listed"
                + " under no_advice only.",
            unjudged.key(),
            String.join(", ", unjudged.missing()));
      }
    }
  }
}
