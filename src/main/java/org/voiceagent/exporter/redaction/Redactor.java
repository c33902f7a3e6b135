package org.voiceagent.exporter.redaction;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces what may identify a person: addresses of mail and net, secrets, the name somebody gives,
 * and every longer run of digits, written or spoken. It would rather take too much than too little.
 *
 * <p>Immutable and thread-safe. Patterns use possessive quantifiers, so none backtracks.
 */
public final class Redactor {
  /** One digit word, or "double" and "triple" before one. */
  private static final String DIGIT_WORD =
      "(?:(?:double|triple)[\\s,-]{1,3})?+"
          + "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|[0-9]++)";

  private static final List<Rule> RULES =
      List.of(
          new Rule("[SECRET]", "(?i)\\bbearer\\s++[A-Za-z0-9._~+/=-]{8,}+"),
          new Rule("[SECRET]", "\\b(?:sk|pk|key|token)[-_][A-Za-z0-9_-]{8,}+"),
          new Rule(
              "[EMAIL]",
              "[\\p{L}0-9._%+-]{1,64}+@[\\p{L}0-9-]{1,64}+(?:\\.[\\p{L}0-9-]{1,64}+){1,8}+"),
          new Rule(
              "[EMAIL]",
              "(?i)\\b[\\p{L}0-9._-]{1,64}+ at [\\p{L}0-9-]{1,64}+ dot"
                  + " (?:com|net|org|de|io|co|uk|info|edu)\\b"),
          new Rule(
              "[SECRET]",
              "\\b(?=[A-Za-z0-9_-]{0,200}[0-9])(?=[A-Za-z0-9_-]{0,200}[A-Za-z])[A-Za-z0-9_-]{20,}+"),
          new Rule("[IP]", "\\b[0-9]{1,3}+(?:\\.[0-9]{1,3}+){3}+\\b"),
          new Rule(
              "[IP]", "(?i)(?<![0-9a-z:])(?:[0-9a-f]{1,4}+:){3,7}+:?+[0-9a-f]{0,4}+(?![0-9a-z:])"),
          new Rule("[NUMBER]", "\\b[A-Z]{2}[0-9]{2}(?:[ -]?+[A-Z0-9]{2,4}+){3,8}+\\b"),
          new Rule("[NUMBER]", "[+(]?+[0-9](?:[ ./()-]{0,3}+[0-9]){3,}+"),
          new Rule(
              "[NUMBER]",
              "(?i)\\b"
                  + DIGIT_WORD
                  + "(?:[\\s,-]{1,3}+(?:(?:and|dash)[\\s,]{1,3}+)?+"
                  + DIGIT_WORD
                  + "){2,}+\\b"),
          new Rule(
              "my name is [NAME]",
              "(?i)\\bmy name(?: is|'s|\u2019s) (?!\\[)[\\p{L}'\u2019-]{1,40}+(?:"
                  + " (?!and\\b|i\\b|i'm\\b|my\\b|but\\b|the\\b)[\\p{L}'\u2019-]{2,40}+)?+"));

  /**
   * What one rule leaves may make another match, but not for long: each hit shortens what is left.
   */
  private static final int MOST_PASSES = 10;

  private static final Redactor STRICT = new Redactor(RULES);

  private final List<Rule> rules;

  private Redactor(List<Rule> rules) {
    this.rules = rules;
  }

  /** A kind of personal data and what stands in its place. */
  private record Rule(String replacement, Pattern pattern) {
    Rule(String replacement, String pattern) {
      this(replacement, Pattern.compile(pattern));
    }
  }

  /** The redactor with every category. */
  public static Redactor strict() {
    return STRICT;
  }

  /** Returns the text without personal data; redacting the result again changes nothing. */
  public Redacted redact(String text) {
    Redacted redacted = new Redacted(text, 0);
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      Redacted again = pass(redacted);
      if (again.text().equals(redacted.text())) {
        return redacted;
      }
      redacted = again;
    }
    return redacted;
  }

  private Redacted pass(Redacted before) {
    String redacted = before.text();
    int hits = before.hits();
    for (Rule rule : rules) {
      Matcher matcher = rule.pattern.matcher(redacted);
      if (!matcher.find()) {
        continue;
      }
      StringBuilder kept = new StringBuilder();
      do {
        matcher.appendReplacement(kept, Matcher.quoteReplacement(rule.replacement));
        hits++;
      } while (matcher.find());
      redacted = matcher.appendTail(kept).toString();
    }
    return new Redacted(redacted, hits);
  }
}
