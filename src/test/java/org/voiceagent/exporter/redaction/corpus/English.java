package org.voiceagent.exporter.redaction.corpus;

import java.util.List;

/** Numbers, ordinals and years in English words. */
final class English {
  static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");

  private static final List<String> ORDINALS =
      List.of(
          ("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
                  + " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
                  + " twentieth")
              .split(" "));

  private English() {}

  /** The words of a number below 10,000: "three hundred and twelve". */
  static String number(int number, Dice dice) {
    if (number < 10) {
      return Tongue.ENGLISH.digit(number);
    }
    if (number < 100) {
      return Tongue.ENGLISH.number(number, dice);
    }
    int unit = number < 1000 ? 100 : 1000;
    String head = number(number / unit, dice) + (unit == 100 ? " hundred" : " thousand");
    int rest = number % unit;
    if (rest == 0) {
      return head;
    }
    return head + (rest < 100 && dice.chance(0.5) ? " and " : " ") + number(rest, dice);
  }

  /** The words of a day of the month: "twenty first". */
  static String ordinal(int day) {
    if (day <= 20) {
      return ORDINALS.get(day - 1);
    }
    if (day == 30) {
      return "thirtieth";
    }
    return (day < 30 ? "twenty " : "thirty ") + ORDINALS.get(day % 10 - 1);
  }

  /** A day as it is written: "21st". */
  static String ordinalFigures(int day) {
    boolean teen = day >= 11 && day <= 13;
    return day
        + switch (teen ? 0 : day % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
  }

  /** A year as it is said: "nineteen eighty four", "two thousand and six", "twenty twenty". */
  static String year(int year, Dice dice) {
    int century = year / 100;
    int rest = year % 100;
    if (century == 20 && rest < 10) {
      return "two thousand" + (rest == 0 ? "" : dice.pick(" ", " and ") + number(rest, dice));
    }
    String head = number(century, dice);
    if (rest == 0) {
      return head + " hundred";
    }
    return head + " " + (rest < 10 ? dice.pick("oh ", "o ") : "") + number(rest, dice);
  }
}
