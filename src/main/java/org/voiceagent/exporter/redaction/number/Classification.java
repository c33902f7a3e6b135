package org.voiceagent.exporter.redaction.number;

import java.util.Optional;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.DetectedSpan;

/**
 * What a number was found to be.
 *
 * @param category its category; empty if the number stays
 * @param priority the certainty, as in {@link DetectedSpan}; lower is more certain
 * @param told whether there is evidence for this, rather than no evidence against it
 */
record Classification(Optional<Category> category, int priority, boolean told) {
  static Classification match(Category category, int priority) {
    return new Classification(
        Optional.of(category), priority, priority != DetectedSpan.UNEXPLAINED);
  }

  static Classification harmless(boolean told) {
    return new Classification(Optional.empty(), DetectedSpan.UNEXPLAINED, told);
  }
}
