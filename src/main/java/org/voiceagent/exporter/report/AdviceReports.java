package org.voiceagent.exporter.report;

import java.time.Duration;
import java.util.List;

/** What all remembered calls tell together. Implementations are thread-safe. */
public interface AdviceReports {

  /** What came of changes and of advice. */
  AdviceOutcomes outcomes();

  /** The advice that still stands, best first; at most one for a key. */
  List<OpenAdvice> openAdvice();

  /**
   * What was advised lately, counted.
   *
   * @param window how far back, above 0
   */
  AdviceSummary summary(Duration window);
}
