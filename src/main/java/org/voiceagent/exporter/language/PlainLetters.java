package org.voiceagent.exporter.language;

import java.text.Normalizer;
import java.util.Locale;

/** Words without the marks that recognisers set or leave out: {@code fünf} becomes {@code funf}. */
public final class PlainLetters {
  private static final char LAST_ASCII = 127;

  private PlainLetters() {}

  /**
   * A word in lower case, without accents, with straight apostrophes and {@code ss} for sharp s.
   */
  public static String of(String word) {
    int i = 0;
    while (i < word.length() && isPlain(word.charAt(i))) {
      i++;
    }
    return i == word.length() ? word : folded(word);
  }

  private static boolean isPlain(char c) {
    return c <= LAST_ASCII && (c < 'A' || c > 'Z');
  }

  private static String folded(String word) {
    String apart = Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
    StringBuilder plain = new StringBuilder(apart.length());
    for (int i = 0; i < apart.length(); i++) {
      char c = apart.charAt(i);
      if (c == '\u00df') {
        plain.append("ss");
      } else if (c == '\u2019') {
        plain.append('\'');
      } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
