package org.voiceagent.exporter.redaction;

/** One kind of personal data: finds it in one pass and puts a placeholder in its place. */
sealed interface Rule permits PatternRule, NumberRule {
  /** Returns the text without what this rule takes out, its hits added to those before. */
  Redacted apply(Redacted before);
}
