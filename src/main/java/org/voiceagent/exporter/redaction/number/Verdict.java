package org.voiceagent.exporter.redaction.number;

import java.util.Optional;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.Span;

/**
 * What a number was found to be.
 *
 * @param category what it is, unless it is to stay
 * @param priority how sure that is
 * @param told whether something says so, rather than nothing saying otherwise
 */
record Verdict(Optional<Category> category, int priority, boolean told) {
  static Verdict hit(Category category, int priority) {
    return new Verdict(Optional.of(category), priority, priority != Span.LEFT_OVER);
  }

  static Verdict harmless(boolean told) {
    return new Verdict(Optional.empty(), Span.LEFT_OVER, told);
  }
}
