package org.voiceagent.exporter.redaction.text;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Finds matches of a regular expression. The pattern must take time linear in the text: quantifiers
 * are possessive or bounded, and a condition on the match replaces long lookahead. Placeholders
 * count as parts of words at both ends of a match; otherwise a second round would find the rest of
 * a match.
 *
 * @param word the word of the placeholder; empty for harmless text
 * @param priority the priority of its spans
 * @param pattern finds candidates; its group {@code match}, if there is one, is the result
 * @param condition whether a candidate is valid; receives the whole match
 * @param needed words or signs, one of which every match contains; empty if there are none
 */
public record PatternDetector(
    Optional<String> word,
    int priority,
    WordPattern pattern,
    Predicate<String> condition,
    Set<String> needed) {
  /** No part of a word and no placeholder stands directly before a match. */
  public static final String STARTS = "(?<![\\p{L}\\p{M}\\p{N}\\]])";

  /** No part of a word and no placeholder stands directly after a match. */
  public static final String ENDS = "(?![\\p{L}\\p{M}\\p{N}\\[])";

  private static final Set<String> DIGITS = Set.of("digits");

  private static final String MATCH = "match";

  public static PatternDetector of(Category category, int priority, String regex) {
    return of(category, priority, regex, candidate -> true);
  }

  public static PatternDetector of(
      Category category, int priority, String regex, Predicate<String> condition) {
    return new PatternDetector(
        Optional.of(category.label()), priority, WordPattern.of(regex), condition, Set.of());
  }

  public static PatternDetector harmless(String regex) {
    return new PatternDetector(
        Optional.empty(),
        DetectedSpan.HARMLESS,
        WordPattern.of(regex),
        candidate -> true,
        Set.of());
  }

  /** The same, but it skips segments without any of these words or signs. */
  public PatternDetector onlyWith(String... words) {
    return new PatternDetector(word, priority, pattern, condition, Set.of(words));
  }

  private boolean mayMatch(Segment segment) {
    if (needed == DIGITS) {
      return segment.indexed().hasDigits();
    }
    boolean signs = needed.stream().allMatch(word -> word.length() == 1);
    return signs
        ? needed.stream().anyMatch(sign -> segment.text().indexOf(sign.charAt(0)) >= 0)
        : segment.containsAny(needed);
  }

  /** The same, but it skips segments without an ASCII digit. */
  public PatternDetector onlyWithDigits() {
    return new PatternDetector(word, priority, pattern, condition, DIGITS);
  }

  public void detect(Segment segment, Consumer<DetectedSpan> found) {
    if (!needed.isEmpty() && !mayMatch(segment)) {
      return;
    }
    boolean grouped = pattern.pattern().pattern().contains("(?<" + MATCH + ">");
    pattern.each(
        segment.indexed(),
        matcher -> {
          int start = grouped ? matcher.start(MATCH) : matcher.start();
          int end = grouped ? matcher.end(MATCH) : matcher.end();
          if (end > start && condition.test(matcher.group())) {
            found.accept(new DetectedSpan(word, priority, start, end));
          }
        });
  }
}
