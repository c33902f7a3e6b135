package org.voiceagent.exporter.redaction;

import java.util.List;

/**
 * A text without what was found to be personal.
 *
 * @param text the text, with a word such as {@code [NUMBER]} in place of each hit
 * @param hits what was found, in order and without overlaps
 */
public record Redacted(String text, List<Hit> hits) {
  /** Copies the list. */
  public Redacted {
    hits = List.copyOf(hits);
  }

  /** Puts placeholders in place of the hits, which are in order and do not overlap. */
  static Redacted of(String original, List<Hit> hits) {
    StringBuilder text = new StringBuilder();
    int copied = 0;
    for (Hit hit : hits) {
      text.append(original, copied, hit.start()).append('[').append(hit.category()).append(']');
      copied = hit.end();
    }
    return new Redacted(text.append(original, copied, original.length()).toString(), hits);
  }
}
