package org.voiceagent.exporter.advice;

/** What one rule says about one call. */
sealed interface Judgement {
  /** All is well as far as this rule goes. */
  Judgement SILENT = new Silent();

  /** Something is wrong, and a change would help. */
  record Advised(RuleFinding finding) implements Judgement {
    @Override
    public String toString() {
      return finding.field()
          + ": "
          + finding.value().suggested().text()
          + " ("
          + finding.severity().label()
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
   * The call does not tell, or no change would help.
   *
   * @param unjudged the rule and what it lacked
   * @param fired whether the condition held and only the change is missing
   */
  record Unjudged(Advice.Unjudged unjudged, boolean fired) implements Judgement {
    @Override
    public String toString() {
      return "missing " + String.join(", ", unjudged.missing());
    }
  }
}
