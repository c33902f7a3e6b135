package org.voiceagent.exporter.redaction;

import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.redaction.text.Category;

/**
 * A text that is redacted in several rounds, with the places of all matches in the original. Not
 * thread-safe.
 */
final class RedactionProgress {
  private final String original;
  private List<Match> matches = List.of();
  private String text;

  RedactionProgress(String original) {
    this.original = original;
    text = original;
  }

  /** The current text, with placeholders. */
  String text() {
    return text;
  }

  /** All matches so far, by their places in the original. */
  List<Match> matches() {
    return matches;
  }

  /**
   * Removes further matches.
   *
   * @param more by their places in the current text; in order, without overlaps
   */
  void takeOut(List<Match> more) {
    if (more.isEmpty()) {
      return;
    }
    List<Match> all = new ArrayList<>();
    int next = 0;
    int ahead = 0;
    for (Match found : more) {
      while (next < matches.size() && endInText(matches.get(next), ahead) <= found.start()) {
        Match old = matches.get(next++);
        all.add(old);
        ahead = endInText(old, ahead) - old.end();
      }
      int start = found.start() - ahead;
      int end = found.end() - ahead;
      while (next < matches.size() && matches.get(next).start() + ahead < found.end()) {
        Match old = matches.get(next++);
        start = Math.min(start, old.start());
        ahead = endInText(old, ahead) - old.end();
        end = Math.max(old.end(), found.end() - ahead);
      }
      all.add(new Match(found.category(), start, end));
    }
    all.addAll(matches.subList(next, matches.size()));
    matches = all;
    text = Redacted.of(original, matches).text();
  }

  /** Replaces the whole text, because it exceeds its work budget. */
  void withhold() {
    matches = List.of(new Match(Category.WITHHELD.label(), 0, original.length()));
    text = Redacted.of(original, matches).text();
  }

  /**
   * Where the placeholder of a match ends in the current text, if the current text is ahead of the
   * original by this many units at its start.
   */
  private static int endInText(Match match, int ahead) {
    return match.start() + ahead + match.category().length() + 2;
  }
}
