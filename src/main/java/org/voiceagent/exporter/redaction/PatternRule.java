package org.voiceagent.exporter.redaction;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Personal data that a regular expression finds. A pattern here has to take time linear in the
 * text: quantifiers are possessive or bounded, and what would need a look far ahead is asked of the
 * match instead. Placeholders count as parts of words at both ends of a match, or else a second
 * round would find what the first one left.
 *
 * @param replacement what takes the place of a match, as {@link Matcher#appendReplacement} reads it
 * @param pattern finds the candidates
 * @param personal whether a candidate is to be taken out
 */
record PatternRule(String replacement, Pattern pattern, Predicate<String> personal)
    implements Rule {

  static PatternRule of(String replacement, String regex) {
    return of(replacement, regex, candidate -> true);
  }

  static PatternRule of(String replacement, String regex, Predicate<String> personal) {
    int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    return new PatternRule(replacement, Pattern.compile(regex, flags), personal);
  }

  @Override
  public Redacted apply(Redacted before) {
    Matcher matcher = pattern.matcher(before.text());
    StringBuilder kept = new StringBuilder();
    int hits = before.hits();
    while (matcher.find()) {
      if (personal.test(matcher.group())) {
        matcher.appendReplacement(kept, replacement);
        hits++;
      }
    }
    if (hits == before.hits()) {
      return before;
    }
    return new Redacted(matcher.appendTail(kept).toString(), hits);
  }
}
