package org.voiceagent.exporter.event.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Hashes and redacts texts of events, and remembers what short ones became, because the same names
 * come again and again. Not thread-safe.
 */
final class PrivateTexts {
  private static final int MOST_REMEMBERED = 4096;
  private static final int LONGEST_REMEMBERED = 64;

  private final UnaryOperator<String> hashing;
  private final UnaryOperator<String> redacting;
  private final Map<String, String> hashes = new Newest();
  private final Map<String, String> redactions = new Newest();

  /** The texts that were asked for last. */
  private static final class Newest extends LinkedHashMap<String, String> {
    private static final long serialVersionUID = 1;

    Newest() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
      return size() > MOST_REMEMBERED;
    }
  }

  /**
   * @param hashing a keyed hash
   * @param redacting removes personal data
   */
  PrivateTexts(UnaryOperator<String> hashing, UnaryOperator<String> redacting) {
    this.hashing = hashing;
    this.redacting = redacting;
  }

  /** The keyed hash of a text. */
  String hashed(String text) {
    return remembered(hashes, text, hashing);
  }

  /** A text without personal data. */
  String redacted(String text) {
    return remembered(redactions, text, redacting);
  }

  private static String remembered(
      Map<String, String> known, String text, UnaryOperator<String> making) {
    if (text.length() > LONGEST_REMEMBERED) {
      return making.apply(text);
    }
    String made = known.get(text);
    if (made == null) {
      made = making.apply(text);
      known.put(text, made);
    }
    return made;
  }
}
