package org.voiceagent.exporter.advice.rule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a condition holds: yes, no, or unknown for want of facts (Kleene's three values).
 *
 * @param truth the answer
 * @param missing the names of what would have been needed; empty unless unknown
 */
public record ConditionResult(Truth truth, List<String> missing) {
  public static final ConditionResult YES = new ConditionResult(Truth.YES, List.of());
  public static final ConditionResult NO = new ConditionResult(Truth.NO, List.of());

  public enum Truth {
    YES,
    NO,
    UNKNOWN
  }

  public static ConditionResult of(boolean holds) {
    return holds ? YES : NO;
  }

  public static ConditionResult unknown(List<String> missing) {
    return new ConditionResult(Truth.UNKNOWN, missing);
  }

  public boolean holds() {
    return truth == Truth.YES;
  }

  /** No if any is no, else unknown if any is unknown, else yes. */
  public static ConditionResult all(List<ConditionResult> verdicts) {
    return combined(verdicts, NO, YES);
  }

  /** Yes if any is yes, else unknown if any is unknown, else no. */
  public static ConditionResult any(List<ConditionResult> verdicts) {
    return combined(verdicts, YES, NO);
  }

  /** What is unknown stays unknown. */
  public ConditionResult negated() {
    return truth == Truth.UNKNOWN ? this : of(truth == Truth.NO);
  }

  private static ConditionResult combined(
      List<ConditionResult> verdicts, ConditionResult deciding, ConditionResult otherwise) {
    Set<String> missing = new LinkedHashSet<>();
    boolean unknown = false;
    for (ConditionResult verdict : verdicts) {
      if (verdict.truth == deciding.truth) {
        return deciding;
      }
      unknown |= verdict.truth == Truth.UNKNOWN;
      missing.addAll(verdict.missing);
    }
    return unknown ? unknown(new ArrayList<>(missing)) : otherwise;
  }
}
