package org.voiceagent.exporter.redaction.disk;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceagent.exporter.redaction.Match;
import org.voiceagent.exporter.redaction.Redacted;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.WordList;

/**
 * The words removed from the texts of one call. They are removed again where nothing else reveals
 * what they are: a name in a note, or the digits of a card in a list of words. Limited in number.
 * Not thread-safe.
 */
final class RemovedWords {
  private static final int MOST = 1_000;
  private static final int SHORTEST = 3;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  /** Words that may be part of spelled data but identify no one. */
  private static final Set<String> COMMON =
      WordList.of(
          "the and dot com org net you for with that this was are not but have mail mrs"
              + " miss his her she they van von der den underscore dash double triple zero"
              + " one two three four five six seven eight nine ten oh");

  private final Set<String> names = new HashSet<>();
  private final Set<String> words = new TreeSet<>();

  /** Adds the name of a person. */
  void name(String name) {
    Matcher word = WORD.matcher(name);
    while (word.find() && names.size() < MOST) {
      String one = word.group().toLowerCase(Locale.ROOT);
      if (isTelling(one) && one.chars().noneMatch(Character::isDigit)) {
        names.add(one);
      }
    }
  }

  /** Adds the names among the matches in a text. */
  void names(String original, Redacted redacted) {
    for (Match match : redacted.matches()) {
      if (match.category().equals(Category.NAME.label())) {
        name(original.substring(match.start(), match.end()));
      }
    }
  }

  /** Adds every word of the matches in a text. */
  void words(String original, Redacted redacted) {
    for (Match match : redacted.matches()) {
      Matcher word = WORD.matcher(original.substring(match.start(), match.end()));
      while (word.find() && words.size() < MOST) {
        String one = word.group().toLowerCase(Locale.ROOT);
        if (isTelling(one)) {
          words.add(one);
        }
      }
    }
  }

  /** Whether {@link #words} has added any word. */
  boolean anyWord() {
    return !words.isEmpty();
  }

  /** Whether a text contains one of the words. */
  boolean holdsWord(String text) {
    Matcher word = WORD.matcher(words.isEmpty() ? "" : text);
    while (word.find()) {
      if (words.contains(word.group().toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  /** A text with {@code [NAME]} in place of each known name. */
  String withoutNames(String text) {
    if (names.isEmpty()) {
      return text;
    }
    Matcher word = WORD.matcher(text);
    StringBuilder without = new StringBuilder();
    int copied = 0;
    while (word.find()) {
      if (names.contains(word.group().toLowerCase(Locale.ROOT))) {
        without.append(text, copied, word.start()).append("[NAME]");
        copied = word.end();
      }
    }
    return without.append(text, copied, text.length()).toString();
  }

  private static boolean isTelling(String word) {
    return word.length() >= SHORTEST && !COMMON.contains(word);
  }
}
