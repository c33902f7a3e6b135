package org.voiceagent.exporter.report;

import java.time.Duration;
import java.util.List;
import org.voiceagent.exporter.experiment.CallSelection;
import org.voiceagent.exporter.experiment.GroupComparison;

/** Reports over all remembered calls. Implementations are thread-safe. */
public interface AdviceReports {

  /** What changes did, and what became of advice. */
  AdviceOutcomes outcomes();

  /** The advice that still holds, best first; at most one for a key. */
  List<OpenAdvice> openAdvice();

  /**
   * Counts of what was advised lately.
   *
   * @param window how far back, above 0
   */
  AdviceSummary summary(Duration window);

  /**
   * For how many calls each rule fired, day by day.
   *
   * @param days how many days back, from 1 to {@link RuleHistory#MOST_DAYS}
   */
  RuleHistory rules(int days);

  /** How the calls of one selection went in comparison with those of another. */
  GroupComparison comparison(CallSelection before, CallSelection after);
}
