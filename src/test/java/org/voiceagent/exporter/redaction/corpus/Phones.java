package org.voiceagent.exporter.redaction.corpus;

import java.util.ArrayList;
import java.util.List;

/**
 * Phone numbers of many countries in the forms used there. Where a regulator keeps numbers for
 * fiction they come from those (555-01xx, 07700 900, 0491 570, 030 23125, 01 99 00, 031-390 06);
 * elsewhere the digits are as plainly made up.
 */
final class Phones {
  private static final List<String> CALLED =
      List.of(
          "phone number", "number", "mobile number", "cell", "callback number", "contact number");

  private Phones() {}

  static Value next(Dice dice) {
    return switch (dice.below(16)) {
      case 0, 1, 2, 3, 4 -> american(dice);
      case 5, 6, 7 -> british(dice);
      case 8 -> local(dice);
      case 9 -> grouped("61", List.of("491", "570", "%03d".formatted(dice.between(4, 999))), dice);
      case 10 -> german(dice);
      case 11 -> french(dice);
      case 12 -> grouped("46", List.of("31", "390", "06", dice.digits(2)), dice);
      case 13 -> grouped("353", List.of("20", "91" + dice.digits(1), dice.digits(4)), dice);
      case 14 -> elsewhere(dice);
      default -> grouped("49", List.of("171", "39200", dice.digits(2)), dice);
    };
  }

  private static Value american(Dice dice) {
    String area =
        dice.chance(0.12)
            ? dice.pick("800", "888", "877")
            : dice.between(2, 9) + dice.pick("02", "12", "15", "13", "47", "60", "73", "18");
    String line = "01" + dice.digits(2);
    List<String> forms =
        List.of(
            area + "-555-" + line,
            area + "-555-" + line,
            "(" + area + ") 555-" + line,
            area + " 555 " + line,
            area + ".555." + line,
            "+1 " + area + " 555 " + line,
            "+1-" + area + "-555-" + line,
            "+1" + area + "555" + line,
            "1-" + area + "-555-" + line,
            area + "555" + line,
            area + ", 555, " + line);
    boolean one = dice.chance(0.15);
    return new Code(
        "PHONE", CALLED, forms, one ? List.of("1", area, "555", line) : List.of(area, "555", line));
  }

  /** Without the area code, as people give it in town. */
  private static Value local(Dice dice) {
    String line = "01" + dice.digits(2);
    return Code.of("PHONE", CALLED, List.of("555", line), "-", " ", "");
  }

  private static Value british(Dice dice) {
    List<String> groups =
        switch (dice.below(4)) {
          case 0, 1 -> List.of("7700", "900" + dice.digits(3));
          case 2 -> List.of("20", "7946", "0" + dice.digits(3));
          default -> List.of("1632", "960" + dice.digits(3));
        };
    return grouped("44", groups, dice);
  }

  private static Value german(Dice dice) {
    String line = "23125" + dice.digits(3);
    List<String> forms =
        List.of(
            "030 " + line,
            "030/" + line,
            "030-" + line,
            "+49 30 " + line,
            "+4930" + line,
            "(030) " + line,
            "0049 30 " + line);
    return new Code("PHONE", CALLED, forms, List.of("030", "23125", line.substring(5)));
  }

  private static Value french(Dice dice) {
    String first = dice.pick("199", "639");
    String eight = first.equals("199") ? "9900" + dice.digits(4) : "3998" + dice.digits(4);
    List<String> pairs =
        List.of(
            first.equals("199") ? "01" : "06",
            eight.substring(0, 2),
            eight.substring(2, 4),
            eight.substring(4, 6),
            eight.substring(6));
    List<String> forms = new ArrayList<>();
    for (String separator : List.of(" ", ".", "", "-")) {
      forms.add(String.join(separator, pairs));
    }
    forms.add("+33 " + String.join(" ", pairs).substring(1));
    return new Code("PHONE", CALLED, forms, pairs);
  }

  private static Value elsewhere(Dice dice) {
    String four = dice.digits(2);
    return switch (dice.below(7)) {
      case 0 -> grouped("34", List.of("655", "501", "5" + four), dice);
      case 1 -> grouped("39", List.of("355", "501", "55" + four), dice);
      case 2 -> grouped("31", List.of("6", "5550", "01" + four), dice);
      case 3 -> grouped("48", List.of("555", "010", "5" + four), dice);
      case 4 -> grouped("91", List.of("95550", "155" + four), dice);
      case 5 -> grouped("55", List.of("11", "95550", "01" + four), dice);
      default -> grouped("41", List.of("79", "555", "01", four), dice);
    };
  }

  /** With a 0 in front at home, with + and the country's code abroad. */
  private static Value grouped(String country, List<String> groups, Dice dice) {
    List<String> home = new ArrayList<>(groups);
    home.set(0, "0" + groups.get(0));
    List<String> abroad = new ArrayList<>(groups);
    abroad.add(0, "+" + country);
    List<String> forms =
        List.of(
            String.join(" ", home),
            String.join("", home),
            String.join("-", home),
            String.join(" ", home),
            String.join(" ", abroad),
            String.join("", abroad),
            "00" + country + " " + String.join(" ", groups));
    return new Code("PHONE", CALLED, forms, dice.chance(0.2) ? abroad : home);
  }
}
