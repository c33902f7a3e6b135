package org.voiceagent.exporter.redaction;

import java.util.List;

/**
 * Replaces what may identify a person or open a door, written or spoken, by a placeholder that says
 * what it was: {@code [EMAIL]}, {@code [SECRET]}, {@code [IP]}, {@code [IBAN]}, {@code [NUMBER]},
 * {@code [NAME]}. It would rather take too much than too little: a year or a time said in words is
 * a number too. What it cannot know stays: a name nobody introduces, a street, a number of three
 * figures, digits spoken in another language than English.
 *
 * <p>Immutable and thread-safe. The time it takes is linear in the length of the text.
 */
public final class Redactor {
  /** What one rule takes out may uncover what another finds; more than two rounds were not seen. */
  private static final int MOST_ROUNDS = 4;

  private static final Redactor STRICT = new Redactor(rulesInOrder());

  private final List<Rule> rules;

  private Redactor(List<Rule> rules) {
    this.rules = rules;
  }

  /** The redactor with every category. */
  public static Redactor strict() {
    return STRICT;
  }

  /**
   * Returns the text without personal data. Redacting the result again changes nothing.
   *
   * @param text any text, of any length; not null
   */
  public Redacted redact(String text) {
    Redacted redacted = new Redacted(text, 0);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Redacted before = redacted;
      for (Rule rule : rules) {
        redacted = rule.apply(redacted);
      }
      if (redacted.hits() == before.hits()) {
        break;
      }
    }
    return redacted;
  }

  /** An address may hold a secret, a secret digits, and only what is left can be a name. */
  private static List<Rule> rulesInOrder() {
    return List.of(
        WrittenForms.ADDRESS_WITH_SECRET,
        WrittenForms.SPOKEN_EMAIL,
        WrittenForms.EMAIL,
        WrittenForms.NAMED_SECRET,
        WrittenForms.BEARER,
        WrittenForms.WEB_TOKEN,
        WrittenForms.PREFIXED_KEY,
        WrittenForms.IBAN,
        WrittenForms.KEY,
        WrittenForms.IPV6,
        WrittenForms.IPV4,
        WrittenForms.SPLIT_FIGURES,
        new NumberRule(),
        WrittenForms.NAMED_CODE,
        WrittenForms.OWN_NAME,
        WrittenForms.NAME_OF_SPEAKER);
  }
}
