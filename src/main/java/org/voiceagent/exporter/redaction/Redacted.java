package org.voiceagent.exporter.redaction;

import java.util.List;

/**
 * A text without the personal data that was found.
 *
 * @param text the text, with a placeholder such as {@code [NUMBER]} for each match
 * @param matches what was found, in order and without overlaps
 */
public record Redacted(String text, List<Match> matches) {
  /** Copies the list. */
  public Redacted {
    matches = List.copyOf(matches);
  }

  /** Replaces matches, which are in order and do not overlap, by placeholders. */
  static Redacted of(String original, List<Match> matches) {
    StringBuilder text = new StringBuilder();
    int copied = 0;
    for (Match match : matches) {
      text.append(original, copied, match.start()).append('[').append(match.category()).append(']');
      copied = match.end();
    }
    return new Redacted(text.append(original, copied, original.length()).toString(), matches);
  }
}
