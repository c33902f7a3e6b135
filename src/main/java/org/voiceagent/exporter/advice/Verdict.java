package org.voiceagent.exporter.advice;

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
record Verdict(Truth truth, List<String> missing) {
  static final Verdict YES = new Verdict(Truth.YES, List.of());
  static final Verdict NO = new Verdict(Truth.NO, List.of());

  enum Truth {
    YES,
    NO,
    UNKNOWN
  }

  static Verdict of(boolean holds) {
    return holds ? YES : NO;
  }

  static Verdict unknown(List<String> missing) {
    return new Verdict(Truth.UNKNOWN, missing);
  }

  boolean holds() {
    return truth == Truth.YES;
  }

  /** No if any is no, else unknown if any is unknown, else yes. */
  static Verdict all(List<Verdict> verdicts) {
    return combined(verdicts, NO, YES);
  }

  /** Yes if any is yes, else unknown if any is unknown, else no. */
  static Verdict any(List<Verdict> verdicts) {
    return combined(verdicts, YES, NO);
  }

  /** What is unknown stays unknown. */
  Verdict negated() {
    return truth == Truth.UNKNOWN ? this : of(truth == Truth.NO);
  }

  private static Verdict combined(List<Verdict> verdicts, Verdict deciding, Verdict otherwise) {
    Set<String> missing = new LinkedHashSet<>();
    boolean unknown = false;
    for (Verdict verdict : verdicts) {
      if (verdict.truth == deciding.truth) {
        return deciding;
      }
      unknown |= verdict.truth == Truth.UNKNOWN;
      missing.addAll(verdict.missing);
    }
    return unknown ? unknown(new ArrayList<>(missing)) : otherwise;
  }
}
