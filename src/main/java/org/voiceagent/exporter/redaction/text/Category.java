package org.voiceagent.exporter.redaction.text;

import java.util.Arrays;

/** What kind of personal data or secret a hit is; the constant's name is its placeholder's word. */
public enum Category {
  /** The number of a payment card. */
  CARD,
  /** An international bank account number. */
  IBAN,
  /** A telephone number. */
  PHONE,
  /** An e-mail address. */
  EMAIL,
  /** An address of a computer or of its network card. */
  IP,
  /** A number a state gives to a person: social security, tax, health, passport. */
  ID,
  /** A date of birth. */
  BIRTH_DATE,
  /** The name of a person. */
  NAME,
  /** Where somebody lives. */
  ADDRESS,
  /** A long number nothing explains. */
  NUMBER,
  /** What opens a door: keys, tokens, passwords, PINs. */
  SECRET,
  /** A text that would take too long to look through, and therefore goes as a whole. */
  WITHHELD;

  /** The word inside the square brackets that take a hit's place. */
  public String label() {
    return name();
  }

  /** Whether a word is that of a category, and thus not free for an operator's own pattern. */
  public static boolean isWord(String word) {
    return Arrays.stream(values()).anyMatch(category -> category.label().equals(word));
  }
}
