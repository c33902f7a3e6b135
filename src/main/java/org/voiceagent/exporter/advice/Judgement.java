package org.voiceagent.exporter.advice;

import java.util.List;

/** What one rule says of one call. */
sealed interface Judgement {

  /** Something is wrong, and this would help. */
  record Advised(Recommendation recommendation) implements Judgement {
    @Override
    public String toString() {
      return recommendation.field()
          + ": "
          + recommendation.suggested().text()
          + " ("
          + recommendation.severity().label()
          + ")";
    }
  }

  /** All is well as far as this rule goes. */
  record Silent() implements Judgement {
    @Override
    public String toString() {
      return "silent";
    }
  }

  /**
   * It cannot be told, or nothing would help.
   *
   * @param fired whether the condition held and only the change is missing
   */
  record Unjudged(List<String> missing, boolean fired) implements Judgement {
    @Override
    public String toString() {
      return "missing " + String.join(", ", missing);
    }
  }
}
