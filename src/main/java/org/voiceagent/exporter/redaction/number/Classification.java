package org.voiceagent.exporter.redaction.number;

import java.util.Optional;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.DetectedSpan;

/**
 * What a number was found to be.
 *
 * @param category what it is, unless it is to stay
 * @param priority how sure that is
 * @param told whether something says so, rather than nothing saying otherwise
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
