package org.voiceagent.exporter.redaction.number;

import java.util.HashMap;
import java.util.Map;

/**
 * The check digits of cards, accounts and national ids. Each method returns whether a number
 * passes; all of them are pure functions.
 */
final class CheckDigits {
  private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

  private static final int[][] VERHOEFF_PRODUCT = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
    {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
    {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
    {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
    {4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
    {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
    {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
    {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
    {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
    {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
  };

  private static final int[][] VERHOEFF_PERMUTATION = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
    {1, 5, 7, 6, 2, 8, 3, 0, 9, 4},
    {5, 8, 0, 3, 7, 9, 6, 1, 4, 2},
    {8, 9, 1, 6, 0, 4, 3, 5, 2, 7},
    {9, 4, 5, 3, 1, 2, 6, 8, 7, 0},
    {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
    {2, 7, 9, 3, 8, 0, 6, 4, 1, 5},
    {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}
  };

  /** The values of characters at odd positions in an Italian tax code. */
  private static final Map<Character, Integer> CODICE_ODD = codiceOdd();

  private CheckDigits() {}

  /** Cards: ISO/IEC 7812-1, annex B. */
  static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int counted = i % 2 == 0 ? digit : digit * 2;
      sum += counted > 9 ? counted - 9 : counted;
    }
    return sum % 10 == 0;
  }

  /**
   * Bank accounts, ISO 13616: with the first four symbols moved to the end and letters as 10 to 35,
   * the number modulo 97 is 1.
   *
   * @param symbols digits and upper-case letters
   */
  static boolean iban(String symbols) {
    String turned = symbols.substring(4) + symbols.substring(0, 4);
    int rest = 0;
    for (int i = 0; i < turned.length(); i++) {
      int value = Character.digit(turned.charAt(i), 36);
      rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    return rest == 1;
  }

  /** The tax id of Germany: ISO 7064, mod 11,10. */
  static boolean steuerId(String digits) {
    if (digits.length() != 11 || digits.charAt(0) == '0') {
      return false;
    }
    int product = 10;
    for (int i = 0; i < 10; i++) {
      int sum = (digits.charAt(i) - '0' + product) % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (11 - product) % 10 == digits.charAt(10) - '0';
  }

  /** The French social security number with its key: 97 minus the number modulo 97. */
  static boolean nir(String digits) {
    return digits.length() == 15
        && digits.matches("[12][0-9]{14}")
        && 97 - Long.parseLong(digits.substring(0, 13)) % 97
            == Long.parseLong(digits.substring(13));
  }

  /** The Spanish DNI: the number modulo 23 chooses the letter. */
  static boolean dni(String symbols) {
    return symbols.length() == 9
        && symbols.matches("[0-9]{8}[A-Z]")
        && DNI_LETTERS.charAt(Integer.parseInt(symbols.substring(0, 8)) % 23) == symbols.charAt(8);
  }

  /** The Spanish NIE: X, Y or Z stands for 0, 1 or 2 of a DNI. */
  static boolean nie(String symbols) {
    return symbols.length() == 9
        && symbols.matches("[XYZ][0-9]{7}[A-Z]")
        && dni("XYZ".indexOf(symbols.charAt(0)) + symbols.substring(1));
  }

  /** The Italian codice fiscale, by decree 13813 of 23 December 1976. */
  static boolean codiceFiscale(String symbols) {
    if (symbols.length() != 16
        || !symbols.matches(
            "[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{2}[A-Z]" + "[0-9LMNPQRSTUV]{3}[A-Z]")) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 15; i++) {
      char c = symbols.charAt(i);
      sum += i % 2 == 0 ? CODICE_ODD.get(c) : Character.isDigit(c) ? c - '0' : c - 'A';
    }
    return symbols.charAt(15) == 'A' + sum % 26;
  }

  /** The Dutch BSN: weights 9 to 2 and -1, modulo 11. */
  static boolean bsn(String digits) {
    return digits.length() == 9 && weighted(digits, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0;
  }

  /** The Polish PESEL: weights 1, 3, 7, 9, modulo 10. */
  static boolean pesel(String digits) {
    return digits.length() == 11 && weighted(digits, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0;
  }

  /** The Brazilian CPF: two check digits modulo 11. */
  static boolean cpf(String digits) {
    return digits.length() == 11
        && weighted(digits, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10 == digits.charAt(9) - '0'
        && weighted(digits, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10
            == digits.charAt(10) - '0';
  }

  /** The NHS number of England and Wales: weights 10 to 1 modulo 11. */
  static boolean nhs(String digits) {
    return digits.length() == 10 && weighted(digits, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
  }

  /** The Australian tax file number: weights 1, 4, 3, 7, 5, 8, 6, 9, 10, modulo 11. */
  static boolean tfn(String digits) {
    return digits.length() == 9 && weighted(digits, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0;
  }

  /** The Australian Medicare number: the ninth digit checks the eight before it. */
  static boolean medicare(String digits) {
    return (digits.length() == 10 || digits.length() == 11)
        && digits.charAt(0) >= '2'
        && digits.charAt(0) <= '6'
        && weighted(digits, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == digits.charAt(8) - '0';
  }

  /** The Indian Aadhaar: Verhoeff's algorithm. */
  static boolean aadhaar(String digits) {
    if (digits.length() != 12 || digits.charAt(0) < '2') {
      return false;
    }
    int check = 0;
    for (int i = 0; i < 12; i++) {
      int digit = digits.charAt(11 - i) - '0';
      check = VERHOEFF_PRODUCT[check][VERHOEFF_PERMUTATION[i % 8][digit]];
    }
    return check == 0;
  }

  private static int weighted(String digits, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += (digits.charAt(i) - '0') * weights[i];
    }
    return sum;
  }

  private static Map<Character, Integer> codiceOdd() {
    int[] counts = {
      1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };
    Map<Character, Integer> odd = new HashMap<>();
    for (int i = 0; i < counts.length; i++) {
      odd.put((char) ('A' + i), counts[i]);
      if (i < 10) {
        odd.put((char) ('0' + i), counts[i]);
      }
    }
    return Map.copyOf(odd);
  }
}
