package org.voiceagent.exporter.advice.rule;

/** Whether a condition holds, in the three values of S. C. Kleene's strong logic. */
public enum Truth {
  /** It holds. */
  YES,
  /** It does not hold. */
  NO,
  /** The call does not tell. */
  UNKNOWN;

  static Truth of(boolean holds) {
    return holds ? YES : NO;
  }

  /** The opposite; what is unknown stays unknown. */
  Truth negated() {
    return switch (this) {
      case YES -> NO;
      case NO -> YES;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
