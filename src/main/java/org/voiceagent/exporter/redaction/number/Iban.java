package org.voiceagent.exporter.redaction.number;

import java.util.Locale;
import java.util.Map;

/** Recognises international bank account numbers (IBAN, ISO 13616). */
final class Iban {
  /** Length by country, from the SWIFT registry. */
  private static final Map<String, Integer> LENGTHS =
      Map.ofEntries(
          Map.entry("AT", 20),
          Map.entry("BE", 16),
          Map.entry("BG", 22),
          Map.entry("CH", 21),
          Map.entry("CY", 28),
          Map.entry("CZ", 24),
          Map.entry("DE", 22),
          Map.entry("DK", 18),
          Map.entry("EE", 20),
          Map.entry("ES", 24),
          Map.entry("FI", 18),
          Map.entry("FR", 27),
          Map.entry("GB", 22),
          Map.entry("GR", 27),
          Map.entry("HR", 21),
          Map.entry("HU", 28),
          Map.entry("IE", 22),
          Map.entry("IS", 26),
          Map.entry("IT", 27),
          Map.entry("LI", 21),
          Map.entry("LT", 20),
          Map.entry("LU", 20),
          Map.entry("LV", 21),
          Map.entry("MC", 27),
          Map.entry("MT", 31),
          Map.entry("NL", 18),
          Map.entry("NO", 15),
          Map.entry("PL", 28),
          Map.entry("PT", 25),
          Map.entry("RO", 24),
          Map.entry("SE", 24),
          Map.entry("SI", 19),
          Map.entry("SK", 24),
          Map.entry("SM", 27),
          Map.entry("TR", 26),
          Map.entry("AE", 23),
          Map.entry("SA", 24),
          Map.entry("IL", 23),
          Map.entry("BR", 29),
          Map.entry("QA", 29));

  private static final int SHORTEST = 15;
  private static final int LONGEST = 34;

  private Iban() {}

  /** Whether a lower-case word is the code of a country. */
  static boolean isCountry(String word) {
    return word.length() == 2 && LENGTHS.containsKey(word.toUpperCase(Locale.ROOT));
  }

  /** Whether the check digits are correct. */
  static boolean proven(String text) {
    if (!beginsWithLetters(text)) {
      return false;
    }
    String symbols = symbols(text);
    return hasForm(symbols) && CheckDigits.iban(symbols);
  }

  /** Whether the length fits the country; used where a misheard digit breaks the check digits. */
  static boolean formed(String text) {
    if (!beginsWithLetters(text)) {
      return false;
    }
    String symbols = symbols(text);
    return hasForm(symbols)
        && LENGTHS.containsKey(symbols.substring(0, 2))
        && Math.abs(LENGTHS.get(symbols.substring(0, 2)) - symbols.length()) <= 1;
  }

  /** Whether it begins like an account of its country and has at least half of its length. */
  static boolean begins(String symbols) {
    return beginsWithLetters(symbols)
        && symbols.length() >= SHORTEST - 3
        && symbols.length() <= LONGEST + 6
        && symbols.matches("[A-Z]{2}[0-9]{2}[A-Z0-9]+")
        && LENGTHS.containsKey(symbols.substring(0, 2));
  }

  private static boolean beginsWithLetters(String text) {
    return text.length() >= 2
        && Character.isLetter(text.charAt(0))
        && Character.isLetter(text.charAt(1));
  }

  private static boolean hasForm(String symbols) {
    return symbols.length() >= SHORTEST
        && symbols.length() <= LONGEST
        && symbols.matches("[A-Z]{2}[0-9]{2}[A-Z0-9]+");
  }

  private static String symbols(String text) {
    return text.replaceAll("[^\\p{Alnum}]", "").toUpperCase(Locale.ROOT);
  }
}
