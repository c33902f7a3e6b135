package org.voiceagent.exporter.redaction;

import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.redaction.text.Category;

/** A text out of which more is taken round by round, and what that was in the original. */
final class Traced {
  private final String original;
  private List<Hit> hits = List.of();
  private String text;

  Traced(String original) {
    this.original = original;
    text = original;
  }

  /** What is left so far, with placeholders. */
  String text() {
    return text;
  }

  /** What was taken out so far, by its place in the original. */
  List<Hit> hits() {
    return hits;
  }

  /**
   * Takes out more.
   *
   * @param more by their places in what is left; in order, without overlaps
   */
  void takeOut(List<Hit> more) {
    if (more.isEmpty()) {
      return;
    }
    List<Hit> all = new ArrayList<>();
    int next = 0;
    int ahead = 0;
    for (Hit found : more) {
      while (next < hits.size() && endInText(hits.get(next), ahead) <= found.start()) {
        Hit old = hits.get(next++);
        all.add(old);
        ahead = endInText(old, ahead) - old.end();
      }
      int start = found.start() - ahead;
      int end = found.end() - ahead;
      while (next < hits.size() && hits.get(next).start() + ahead < found.end()) {
        Hit old = hits.get(next++);
        start = Math.min(start, old.start());
        ahead = endInText(old, ahead) - old.end();
        end = Math.max(old.end(), found.end() - ahead);
      }
      all.add(new Hit(found.category(), start, end));
    }
    all.addAll(hits.subList(next, hits.size()));
    hits = all;
    text = Redacted.of(original, hits).text();
  }

  /** Takes out all of it, because it was too much work to look through. */
  void withhold() {
    hits = List.of(new Hit(Category.WITHHELD.label(), 0, original.length()));
    text = Redacted.of(original, hits).text();
  }

  /** Where the placeholder of a hit ends if what is left is so many units ahead at its start. */
  private static int endInText(Hit hit, int ahead) {
    return hit.start() + ahead + hit.category().length() + 2;
  }
}
