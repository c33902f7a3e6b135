package org.voiceagent.exporter.report;

import java.util.List;
import org.voiceagent.exporter.advice.Recommendation;
import org.voiceagent.exporter.call.LabelSet;

/**
 * Advice on a key that still has the value it was given for.
 *
 * @param recommendation what the newest such call of the first origin led to
 * @param origins whose calls led to advice on this key, the one that decides first; others may
 *     suggest another value
 */
public record OpenAdvice(Recommendation recommendation, List<Origin> origins) {

  /** Copies the list, which has at least one. */
  public OpenAdvice {
    origins = List.copyOf(origins);
  }

  /**
   * Whose calls led to advice on a key.
   *
   * @param labels pipeline, provider and model
   * @param ruleKey the rule's key
   * @param suggested the value to try, as text
   * @param calls how many calls led to it
   * @param of out of how many of the newest calls with the value in force that the rule could
   *     judge, at most 200
   */
  public record Origin(LabelSet labels, String ruleKey, String suggested, int calls, int of) {
    double share() {
      return (double) calls / of;
    }
  }
}
