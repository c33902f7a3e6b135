package org.voiceagent.exporter.redaction.secret;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.DetectedSpan;
import org.voiceagent.exporter.redaction.text.PatternDetector;
import org.voiceagent.exporter.redaction.text.WordList;

/** Finds access tokens of well-known services by their prefixes. Immutable and thread-safe. */
public final class TokenPrefixes {
  /** The prefixes that services publish, in their own case. */
  private static final List<String> ALL =
      WordList.read("token-prefixes.txt").stream()
          .sorted(Comparator.comparingInt(String::length).reversed())
          .toList();

  /** A prefix that ends in a letter may begin a word, so more characters must follow. */
  private static final int SHORTEST_AFTER_LETTERS = 16;

  private static final int SHORTEST_AFTER_SIGN = 10;

  private TokenPrefixes() {}

  /** Detects tokens with one of the prefixes. */
  public static PatternDetector detector() {
    String prefixes =
        ALL.stream()
            .collect(Collectors.groupingBy(TokenPrefixes::first, TreeMap::new, Collectors.toList()))
            .entrySet()
            .stream()
            .map(group -> Pattern.quote(group.getKey()) + rests(group.getValue()))
            .collect(Collectors.joining("|"));
    return PatternDetector.of(
        Category.SECRET,
        DetectedSpan.PROVEN,
        "(?<![a-z0-9_-])(?:" + prefixes + ")[a-z0-9_.~+/=%-]{8,}+",
        TokenPrefixes::isToken);
  }

  private static String first(String prefix) {
    return prefix.substring(0, 1).toLowerCase(Locale.ROOT);
  }

  /** All prefixes with the same first letter, which is matched only once. */
  private static String rests(List<String> prefixes) {
    return prefixes.stream()
        .map(prefix -> Pattern.quote(prefix.substring(1)))
        .collect(Collectors.joining("|", "(?:", ")"));
  }

  private static boolean isToken(String candidate) {
    return ALL.stream()
        .filter(candidate::startsWith)
        .anyMatch(prefix -> isRandom(prefix, candidate.substring(prefix.length())));
  }

  /** Whether digits or mixed case distinguish it from words. */
  private static boolean isRandom(String prefix, String rest) {
    boolean sign = !Character.isLetterOrDigit(prefix.charAt(prefix.length() - 1));
    boolean digit = rest.chars().anyMatch(c -> c >= '0' && c <= '9');
    boolean lower = rest.chars().anyMatch(c -> c >= 'a' && c <= 'z');
    boolean upper = rest.chars().skip(1).anyMatch(c -> c >= 'A' && c <= 'Z');
    boolean single = rest.indexOf('.') < 0 || sign;
    return rest.length() >= (sign ? SHORTEST_AFTER_SIGN : SHORTEST_AFTER_LETTERS)
        && single
        && (digit || (lower && upper) || (upper && rest.length() > 24));
  }
}
