package org.voiceagent.exporter.redaction.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Numbers that identify no one and must stay: orders, prices, times, versions. */
final class FalseFriends {
  private static final Map<String, Function<Dice, String>> KINDS = new TreeMap<>();

  static {
    KINDS.put("order", FalseFriends::order);
    KINDS.put("ticket", dice -> dice.pick("INC", "TCK-", "#", "SR-", "") + digits(dice, 5, 8));
    KINDS.put(
        "invoice",
        dice -> dice.pick("INV-", "", "RE-2024-", "2025-") + dice.digits(dice.between(5, 6)));
    KINDS.put("reference", dice -> dice.capitals(2) + dice.pick("-", "") + digits(dice, 5, 7));
    KINDS.put("confirmation", dice -> dice.characters("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 6));
    KINDS.put("tracking", FalseFriends::tracking);
    KINDS.put("price", FalseFriends::price);
    KINDS.put("percent", FalseFriends::percent);
    KINDS.put("time", FalseFriends::time);
    KINDS.put("duration", FalseFriends::duration);
    KINDS.put("date", FalseFriends::date);
    KINDS.put("year", FalseFriends::year);
    KINDS.put("version", FalseFriends::version);
    KINDS.put("room", dice -> either(dice, dice.between(1, 640)));
    KINDS.put("flight", dice -> dice.capitals(2) + dice.pick(" ", "") + dice.between(12, 9899));
    KINDS.put("bus", dice -> either(dice, dice.between(1, 399)));
    KINDS.put("extension", FalseFriends::extension);
    KINDS.put("quantity", dice -> either(dice, dice.between(2, 480)));
    KINDS.put("big", FalseFriends::big);
    KINDS.put("score", FalseFriends::score);
    KINDS.put("digit", dice -> either(dice, dice.between(1, 9)));
    KINDS.put("uuid", FalseFriends::uuid);
    KINDS.put("callid", dice -> "17614" + dice.digits(5) + "." + dice.between(1, 99_999));
    KINDS.put("model", FalseFriends::model);
    KINDS.put("temperature", FalseFriends::temperature);
    KINDS.put("math", FalseFriends::math);
    KINDS.put("error", dice -> either(dice, dice.between(1, 599)));
    KINDS.put("size", FalseFriends::size);
    KINDS.put("port", dice -> String.valueOf(dice.between(80, 65_535)));
    KINDS.put("sku", dice -> dice.capitals(3) + "-" + dice.digits(4) + dice.pick("", "-B", "/2"));
  }

  private FalseFriends() {}

  /** Whether there are false friends of this kind. */
  static boolean has(String kind) {
    return KINDS.containsKey(kind);
  }

  /** One of this kind. */
  static String next(String kind, Dice dice) {
    return KINDS.get(kind).apply(dice);
  }

  private static String digits(Dice dice, int fewest, int most) {
    return dice.between(1, 9) + dice.digits(dice.between(fewest, most) - 1);
  }

  private static String either(Dice dice, int number) {
    return dice.chance(0.5) ? String.valueOf(number) : English.number(number, dice);
  }

  private static String order(Dice dice) {
    String number = digits(dice, 5, 9);
    return switch (dice.below(6)) {
      case 0 -> "ORD-" + dice.between(2023, 2026) + "-" + dice.digits(5);
      case 1 -> dice.capitals(1) + "-" + dice.digits(5);
      case 2 -> "#" + number;
      case 3 -> oneByOne(number.substring(0, 5));
      default -> number;
    };
  }

  private static String oneByOne(String digits) {
    List<String> words = new ArrayList<>();
    digits.chars().forEach(c -> words.add(Tongue.ENGLISH.digit(c - '0')));
    return String.join(" ", words);
  }

  /** With letters and digits, or long; never a card number by accident. */
  private static String tracking(Dice dice) {
    String twelve = digits(dice, 12, 12);
    return switch (dice.below(4)) {
      case 0 -> "1Z" + dice.characters("ABCDEFGHJKLMNPRSTUVWXY0123456789", 6) + dice.digits(10);
      case 1 -> dice.capitals(2) + dice.digits(9) + dice.pick("DE", "GB", "US");
      case 2 -> "TRK-" + twelve.substring(0, 8);
      default -> twelve;
    };
  }

  private static String price(Dice dice) {
    int whole = dice.between(2, 2_400);
    String cents = "%02d".formatted(dice.between(1, 99));
    return switch (dice.below(8)) {
      case 0, 1 -> dice.pick("$", "€", "£") + whole + "." + cents;
      case 2 -> whole + dice.pick(" dollars", " euros", " pounds", " bucks");
      case 3 -> "$" + String.format(Locale.ROOT, "%,d", whole * 10);
      case 4 -> English.number(whole % 1000 + 2, dice) + dice.pick(" dollars", " euros", " pounds");
      case 5 ->
          English.number(whole % 99 + 2, dice)
              + " dollars and "
              + English.number(dice.between(5, 95), dice)
              + " cents";
      case 6 -> English.number(whole % 80 + 2, dice) + " ninety nine";
      default -> whole + "," + cents + " EUR";
    };
  }

  private static String percent(Dice dice) {
    int number = dice.between(1, 100);
    return switch (dice.below(4)) {
      case 0 -> number + "%";
      case 1 -> number + " percent";
      case 2 -> number + "." + dice.between(1, 9) + "%";
      default -> English.number(number, dice) + " percent";
    };
  }

  private static String time(Dice dice) {
    int hour = dice.between(1, 12);
    int minute = 5 * dice.between(2, 11);
    return switch (dice.below(7)) {
      case 0 -> hour + ":" + "%02d".formatted(minute) + dice.pick(" pm", " am", "", "pm");
      case 1 -> hour + dice.pick(" am", " pm", "pm", " o'clock");
      case 2 -> English.number(hour, dice) + " " + English.number(minute, dice);
      case 3 ->
          English.number(hour, dice) + " " + English.number(minute, dice) + dice.pick(" pm", " am");
      case 4 -> dice.pick("half past ", "quarter to ", "ten past ") + English.number(hour, dice);
      case 5 -> (hour + 11) + ":" + "%02d".formatted(minute);
      default -> English.number(hour, dice) + " o'clock";
    };
  }

  private static String duration(Dice dice) {
    return either(dice, dice.between(2, 90))
        + dice.pick(
            " minutes", " days", " hours", " weeks", " months", " seconds", " business days");
  }

  private static String date(Dice dice) {
    String month = dice.pick(English.MONTHS);
    int day = dice.between(1, 28);
    return switch (dice.below(7)) {
      case 0 -> month + " " + English.ordinalFigures(day);
      case 1 -> "the " + English.ordinal(day) + " of " + month;
      case 2 -> month + " " + English.ordinal(day);
      case 3 -> month + " " + day + ", 2026";
      case 4 -> "2026-%02d-%02d".formatted(dice.between(1, 12), day);
      case 5 -> dice.between(1, 12) + "/" + day;
      default -> "%02d/%02d/2026".formatted(dice.between(1, 12), day);
    };
  }

  private static String year(Dice dice) {
    int year = dice.between(1987, 2026);
    return dice.chance(0.5) ? String.valueOf(year) : English.year(year, dice);
  }

  private static String version(Dice dice) {
    String number = dice.between(1, 24) + "." + dice.between(0, 30);
    return switch (dice.below(5)) {
      case 0 -> number + "." + dice.between(0, 40);
      case 1 -> "v" + number;
      case 2 -> number + "." + dice.between(0, 9) + "-rc" + dice.between(1, 4);
      case 3 ->
          English.number(dice.between(2, 17), dice)
              + " point "
              + English.number(dice.between(0, 9), dice);
      default -> number;
    };
  }

  private static String extension(Dice dice) {
    String number = digits(dice, 3, 4);
    return dice.chance(0.6) ? number : oneByOne(number);
  }

  private static String big(Dice dice) {
    int thousands = dice.between(2, 950);
    return switch (dice.below(4)) {
      case 0 -> String.format(Locale.ROOT, "%,d", thousands * 1000 + dice.below(1000));
      case 1 -> English.number(thousands, dice) + " thousand";
      case 2 -> thousands + "k";
      default ->
          dice.pick("two million", "1.5 million", "half a million", "three hundred thousand");
    };
  }

  private static String score(Dice dice) {
    return switch (dice.below(4)) {
      case 0 -> dice.between(0, 9) + "-" + dice.between(0, 9);
      case 1 -> dice.between(1, 5) + " out of 5";
      case 2 -> English.number(dice.between(1, 10), dice) + " out of ten";
      default -> dice.between(3, 10) + "/10";
    };
  }

  private static String uuid(Dice dice) {
    return String.join(
        "-", hex(dice, 8), hex(dice, 4), "4" + hex(dice, 3), "a" + hex(dice, 3), hex(dice, 12));
  }

  private static String hex(Dice dice, int count) {
    return dice.characters("0123456789abcdef", count);
  }

  private static String model(Dice dice) {
    return dice.pick(
        "gpt-4o",
        "gpt-4o-mini-2024-07-18",
        "Boeing 747",
        "iPhone 15 Pro",
        "Galaxy S24",
        "Peugeot 308",
        "WH-1000XM5",
        "claude-3-5-sonnet-20241022",
        "Airbus A320",
        "ThinkPad T14",
        "llama-3.1-70b",
        "Fritzbox 7590",
        "RTX 4090",
        "Windows 11",
        "Model 3",
        "PlayStation 5");
  }

  private static String temperature(Dice dice) {
    int degrees = dice.between(2, 98);
    return dice.pick(
        degrees + " degrees",
        English.number(degrees, dice) + " degrees",
        degrees + "°C",
        "-" + degrees + "°");
  }

  private static String math(Dice dice) {
    int a = dice.between(2, 40);
    int b = dice.between(2, 12);
    return dice.pick(
        a + " times " + b + " is " + a * b,
        English.number(a, dice) + " plus " + English.number(b, dice),
        a + " + " + b + " = " + (a + b),
        a + " x " + b);
  }

  private static String size(Dice dice) {
    return either(dice, dice.between(2, 900))
        + dice.pick(
            " gigabytes", " megabits", " kilos", " miles", " square feet", " inches", " watts");
  }
}
