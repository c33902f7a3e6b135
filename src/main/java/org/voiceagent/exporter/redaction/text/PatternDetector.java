package org.voiceagent.exporter.redaction.text;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a regular expression finds. A pattern here has to take time linear in the text: quantifiers
 * are possessive or bounded, and what would need a look far ahead is asked of the match instead.
 * Placeholders count as parts of words at both ends of a match, or else a second round would find
 * what the first one left.
 *
 * @param word the placeholder's word; empty for what is harmless
 * @param priority that of its spans
 * @param pattern finds the candidates; its group {@code hit} is what counts, if there is one
 * @param condition whether a candidate is what it looks like; sees the whole match
 * @param needed words or signs one of which every match has; empty if there are none
 */
public record PatternDetector(
    Optional<String> word,
    int priority,
    WordPattern pattern,
    Predicate<String> condition,
    Set<String> needed) {
  /** Nothing of a word, and no placeholder, stands right before a match. */
  public static final String STARTS = "(?<![\\p{L}\\p{M}\\p{N}\\]])";

  /** Nothing of a word, and no placeholder, stands right behind a match. */
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

  /** The same, which does not look at passages that have none of these words or signs. */
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

  /** The same, which does not look at passages without a digit of ASCII. */
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
