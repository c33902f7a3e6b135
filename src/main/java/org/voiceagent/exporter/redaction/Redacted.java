package org.voiceagent.exporter.redaction;

import java.util.List;

/**
 * A text without what was found to be personal.
 *
 * @param text the text, with a word such as {@code [NUMBER]} in place of each hit
 * @param matches what was found, in order and without overlaps
 */
public record Redacted(String text, List<Match> matches) {
  /** Copies the list. */
  public Redacted {
    matches = List.copyOf(matches);
  }

  /** Puts placeholders in place of the hits, which are in order and do not overlap. */
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
