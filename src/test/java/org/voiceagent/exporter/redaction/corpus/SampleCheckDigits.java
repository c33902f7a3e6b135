package org.voiceagent.exporter.redaction.corpus;

import java.math.BigInteger;

/** The check digits of made-up numbers, each by its published rule. */
final class SampleCheckDigits {
  private static final int[][] DIHEDRAL = {
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

  private static final int[] VERHOEFF = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

  private SampleCheckDigits() {}

  /** The digits with the Luhn check digit behind them (ISO/IEC 7812-1). */
  static String luhn(String payload) {
    for (char check = '0'; check <= '9'; check++) {
      if (passesLuhn(payload + check)) {
        return payload + check;
      }
    }
    throw new IllegalArgumentException("not digits");
  }

  /** Whether the last digit is the Luhn check digit of those before. */
  static boolean passesLuhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit : 2 * digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
  }

  /** The two check digits of an IBAN (ISO 13616, by ISO/IEC 7064 MOD 97-10). */
  static String iban(String country, String account) {
    return "%02d".formatted(98 - ibanRemainder(account + country + "00"));
  }

  /** 1 for a whole IBAN moved round as the rule asks: account, country, check digits. */
  static int ibanRemainder(String moved) {
    StringBuilder digits = new StringBuilder();
    moved.chars().forEach(c -> digits.append(Character.digit(c, 36)));
    return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValueExact();
  }

  /** The digits with Verhoeff's check digit behind them, as Aadhaar has it. */
  static String verhoeff(String payload) {
    for (char check = '0'; check <= '9'; check++) {
      if (passesVerhoeff(payload + check)) {
        return payload + check;
      }
    }
    throw new IllegalArgumentException("not digits");
  }

  private static boolean passesVerhoeff(String digits) {
    int check = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      for (int turn = 0; turn < i % 8; turn++) {
        digit = VERHOEFF[digit];
      }
      check = DIHEDRAL[check][digit];
    }
    return check == 0;
  }
}
