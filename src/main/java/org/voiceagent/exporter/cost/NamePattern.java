package org.voiceagent.exporter.cost;

import java.util.Locale;

/**
 * A name in which {@code *} stands for any characters; case does not matter.
 *
 * @param text the pattern in lower case
 */
record NamePattern(String text) {

  /** Folds the case. */
  NamePattern {
    text = text.strip().toLowerCase(Locale.ROOT);
  }

  /** How much of a name it fixes: a name without {@code *} more than any with one. */
  int specificity() {
    int stars = (int) text.chars().filter(c -> c == '*').count();
    return stars == 0 ? Integer.MAX_VALUE : text.length() - stars;
  }

  /** Whether the whole name matches. */
  boolean matches(String written) {
    String name = written.toLowerCase(Locale.ROOT);
    int inPattern = 0;
    int inName = 0;
    int star = -1;
    int resume = 0;
    while (inName < name.length()) {
      if (inPattern < text.length() && text.charAt(inPattern) == '*') {
        star = inPattern++;
        resume = inName;
      } else if (inPattern < text.length() && text.charAt(inPattern) == name.charAt(inName)) {
        inPattern++;
        inName++;
      } else if (star >= 0) {
        // Let the last star stand for one character more.
        inPattern = star + 1;
        inName = ++resume;
      } else {
        return false;
      }
    }
    while (inPattern < text.length() && text.charAt(inPattern) == '*') {
      inPattern++;
    }
    return inPattern == text.length();
  }

  /** Whether the whole name matches, or one of its words, as {@code openai} in api.openai.com. */
  boolean matchesWordOf(String name) {
    if (matches(name)) {
      return true;
    }
    int from = 0;
    for (int i = 0; i <= name.length(); i++) {
      if (i == name.length() || !Character.isLetterOrDigit(name.charAt(i))) {
        if (i > from && matches(name.substring(from, i))) {
          return true;
        }
        from = i + 1;
      }
    }
    return false;
  }
}
