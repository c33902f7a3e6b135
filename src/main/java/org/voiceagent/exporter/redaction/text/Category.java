package org.voiceagent.exporter.redaction.text;

import java.util.Arrays;

/** The kinds of personal and secret data. The name of a constant is the word of its placeholder. */
public enum Category {
  /** The number of a payment card. */
  CARD,
  /** An international bank account number. */
  IBAN,
  /** A telephone number. */
  PHONE,
  /** An e-mail address. */
  EMAIL,
  /** A network address, or the address of a network card. */
  IP,
  /** A number that a state assigns to a person: social security, tax, health, passport. */
  ID,
  /** A date of birth. */
  BIRTH_DATE,
  /** The name of a person. */
  NAME,
  /** A postal address. */
  ADDRESS,
  /** A long number without an explanation. */
  NUMBER,
  /** Something that grants access: keys, tokens, passwords, PINs. */
  SECRET,
  /** A text that exceeds its work budget and is withheld as a whole. */
  WITHHELD;

  /** The word inside the square brackets of a placeholder. */
  public String label() {
    return name();
  }

  /** Whether a word is a category, and thus not available as the name of a custom pattern. */
  public static boolean isWord(String word) {
    return Arrays.stream(values()).anyMatch(category -> category.label().equals(word));
  }
}
