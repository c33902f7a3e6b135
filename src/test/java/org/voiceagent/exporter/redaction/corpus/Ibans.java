package org.voiceagent.exporter.redaction.corpus;

import java.util.List;

/** Bank accounts of many countries with right check digits and made-up account numbers. */
final class Ibans {
  private static final List<String> CALLED =
      List.of("iban", "IBAN", "bank account", "account for the transfer", "international account");

  /** Country, then the account: 9 stands for a figure, A for a letter (SWIFT IBAN registry). */
  private static final List<String> SHAPES =
      List.of(
          "DE 999999999999999999",
          "DE 999999999999999999",
          "FR 99999999999999999999999",
          "GB AAAA99999999999999",
          "GB AAAA99999999999999",
          "ES 99999999999999999999",
          "IT A9999999999999999999999",
          "NL AAAA9999999999",
          "PL 999999999999999999999999",
          "BE 999999999999",
          "AT 9999999999999999",
          "CH 99999999999999999",
          "PT 999999999999999999999",
          "IE AAAA99999999999999",
          "SE 99999999999999999999",
          "NO 99999999999",
          "DK 99999999999999",
          "FI 99999999999999",
          "LU 9999999999999999",
          "CZ 99999999999999999999");

  private Ibans() {}

  static Value next(Dice dice) {
    String shape = dice.pick(SHAPES);
    String country = shape.substring(0, 2);
    String account = fill(shape.substring(3), dice);
    String iban = country + SampleCheckDigits.iban(country, account) + account;
    return Code.of("IBAN", CALLED, Cards.inFours(iban), " ", " ", " ", "", "", "-");
  }

  /** A text with a figure for each 9 and a capital for each A; all else as it is. */
  static String fill(String shape, Dice dice) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < shape.length(); i++) {
      char c = shape.charAt(i);
      text.append(c == '9' ? dice.digits(1) : c == 'A' ? dice.capitals(1) : String.valueOf(c));
    }
    return text.toString();
  }
}
