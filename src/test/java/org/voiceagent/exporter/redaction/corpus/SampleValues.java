package org.voiceagent.exporter.redaction.corpus;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The slots of the templates that hold something personal, and where their values come from. */
final class SampleValues {
  private static final Map<String, Function<Dice, Value>> SLOTS =
      Map.ofEntries(
          Map.entry("card", Cards::next),
          Map.entry("lastfour", SampleValues::lastFour),
          Map.entry("expiry", SampleValues::expiry),
          Map.entry("iban", Ibans::next),
          Map.entry("phone", Phones::next),
          Map.entry("email", Email::next),
          Map.entry("id", SampleNationalIds::next),
          Map.entry("ipv4", NetworkAddresses::ipv4),
          Map.entry("ipv6", NetworkAddresses::ipv6),
          Map.entry("mac", NetworkAddresses::mac),
          Map.entry("birth", BirthDate::next),
          Map.entry("name", SamplePeople.Name::next),
          Map.entry("first", dice -> new SamplePeople.Part(SamplePeople.first(dice))),
          Map.entry("last", dice -> new SamplePeople.Part(SamplePeople.last(dice))),
          Map.entry("address", StreetAddress::next),
          Map.entry("number", SampleValues::longNumber),
          Map.entry("pin", SampleSecrets::pin),
          Map.entry("cvv", SampleSecrets::securityCode),
          Map.entry("otp", SampleSecrets::oneTimeCode),
          Map.entry("password", SampleSecrets::password),
          Map.entry("apikey", SampleSecrets::apiKey),
          Map.entry("jwt", SampleSecrets::webToken));

  private SampleValues() {}

  /** Whether there is such a slot; a figure at the end only tells several of a kind apart. */
  static boolean has(String slot) {
    return SLOTS.containsKey(kind(slot));
  }

  /** A value for this slot. */
  static Value next(String slot, Dice dice) {
    return SLOTS.get(kind(slot)).apply(dice);
  }

  private static String kind(String slot) {
    return SLOTS.containsKey(slot) ? slot : slot.replaceFirst("[0-9]$", "");
  }

  private static Value lastFour(Dice dice) {
    return Code.of("CARD", List.of("last four digits"), List.of(dice.digits(4)), "");
  }

  private static Value expiry(Dice dice) {
    String month = "%02d".formatted(dice.between(1, 12));
    return Code.of(
        "CARD",
        List.of("expiry date"),
        List.of(month, String.valueOf(dice.between(27, 33))),
        "/",
        " ");
  }

  /** An identifier that a firm or office gave a person: only its length reveals it. */
  private static Value longNumber(Dice dice) {
    String digits = dice.between(1, 9) + dice.digits(dice.between(7, 10));
    return Code.of(
        "NUMBER",
        List.of(
            "account number",
            "customer number",
            "member id",
            "membership number",
            "policy number",
            "passport number",
            "driver's license number"),
        List.of(digits.substring(0, 4), digits.substring(4)),
        "",
        "",
        " ",
        "-");
  }
}
