package org.voiceagent.exporter.redaction.corpus;

import java.util.ArrayList;
import java.util.List;

/** Payment cards: the numbers that card schemes print for tests, and others that pass Luhn. */
final class Cards {
  private static final List<String> CALLED =
      List.of("card number", "credit card number", "debit card", "card", "sixteen digit number");

  private static final List<String> FOR_TESTS =
      List.of(
          "4111111111111111",
          "4242424242424242",
          "4012888888881881",
          "4222222222222",
          "5555555555554444",
          "5105105105105100",
          "2223003122003222",
          "378282246310005",
          "371449635398431",
          "6011111111111117",
          "6011000990139424",
          "30569309025904",
          "38520000023237",
          "3530111333300000",
          "3566002020360505",
          "6200000000000005",
          "6759649826438453",
          "6799990100000000019");

  private record Brand(String first, int length) {}

  private static final List<Brand> BRANDS =
      List.of(
          new Brand("4", 16),
          new Brand("4", 16),
          new Brand("4", 16),
          new Brand("4", 13),
          new Brand("4", 19),
          new Brand("51", 16),
          new Brand("52", 16),
          new Brand("54", 16),
          new Brand("2221", 16),
          new Brand("2650", 16),
          new Brand("34", 15),
          new Brand("37", 15),
          new Brand("6011", 16),
          new Brand("65", 16),
          new Brand("36", 14),
          new Brand("305", 14),
          new Brand("3528", 16),
          new Brand("3589", 16),
          new Brand("62", 16),
          new Brand("62", 17),
          new Brand("62", 19),
          new Brand("5018", 13),
          new Brand("6304", 18),
          new Brand("6759", 19));

  private Cards() {}

  static Value next(Dice dice) {
    String number = dice.chance(0.2) ? dice.pick(FOR_TESTS) : made(dice);
    return Code.of("CARD", CALLED, groups(number), " ", " ", "-", "", "", ".", ", ");
  }

  private static String made(Dice dice) {
    Brand brand = dice.pick(BRANDS);
    return SampleCheckDigits.luhn(
        brand.first() + dice.digits(brand.length() - brand.first().length() - 1));
  }

  /** American Express and Diners have groups of their own on the card. */
  private static List<String> groups(String number) {
    if (number.length() == 15 || number.length() == 14) {
      return List.of(number.substring(0, 4), number.substring(4, 10), number.substring(10));
    }
    return inFours(number);
  }

  /** Groups of four from the left; the last may be shorter. */
  static List<String> inFours(String text) {
    List<String> groups = new ArrayList<>();
    for (int at = 0; at < text.length(); at += 4) {
      groups.add(text.substring(at, Math.min(text.length(), at + 4)));
    }
    return groups;
  }
}
