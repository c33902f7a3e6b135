package org.voiceagent.exporter.redaction.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Network addresses from the ranges kept for documentation and for networks at home. */
final class NetworkAddresses {
  private NetworkAddresses() {}

  /** RFC 5737 and RFC 1918. */
  static Value ipv4(Dice dice) {
    String first =
        dice.pick("192.0.2", "198.51.100", "203.0.113", "192.168.1", "192.168.10", "10.0.4");
    return new Ipv4(List.of((first + "." + dice.between(1, 254)).split("\\.")));
  }

  /** RFC 3849. */
  static Value ipv6(Dice dice) {
    String tail = Integer.toHexString(dice.between(0x1000, 0xffff));
    String text =
        dice.pick(
            "2001:db8::" + tail,
            "2001:db8:85a3::8a2e:370:" + tail,
            "2001:0db8:85a3:0000:0000:8a2e:0370:" + tail,
            "fe80::1ff:fe23:4567:" + tail);
    return new SampleSecrets.AsIs("IP", List.of("ip address", "ipv6 address"), text);
  }

  /** RFC 7042: 00-00-5E-00-53. */
  static Value mac(Dice dice) {
    List<String> bytes = new ArrayList<>(List.of("00", "00", "5E", "00", "53"));
    bytes.add("%02X".formatted(dice.below(256)));
    String text = String.join(dice.pick(":", "-"), bytes);
    return new SampleSecrets.AsIs(
        "IP",
        List.of("mac address", "hardware address"),
        dice.chance(0.5) ? text : text.toLowerCase(Locale.ROOT));
  }

  private record Ipv4(List<String> numbers) implements Value {
    @Override
    public String category() {
      return "IP";
    }

    @Override
    public List<String> called() {
      return List.of("ip address", "ip", "address of the router");
    }

    @Override
    public Rendering written(Dice dice) {
      return Rendering.of(String.join(".", numbers));
    }

    @Override
    public Rendering spoken(Dice dice, Tongue tongue) {
      Rendering.Words words = new Rendering.Words();
      for (int i = 0; i < numbers.size(); i++) {
        if (i > 0) {
          words.aside(tongue.dot(dice));
        }
        words.value(said(numbers.get(i), dice, tongue));
      }
      return words.build();
    }

    /** "one ninety two", "one six eight", "ten". */
    private static String said(String number, Dice dice, Tongue tongue) {
      int value = Integer.parseInt(number);
      if (value >= 100 && value % 100 >= 10 && dice.chance(0.6)) {
        return tongue.digit(value / 100) + " " + tongue.number(value % 100, dice);
      }
      if (value >= 10 && value < 100) {
        return tongue.number(value, dice);
      }
      List<String> digits = new ArrayList<>();
      number.chars().forEach(c -> digits.add(tongue.digit(c - '0')));
      return String.join(" ", digits);
    }

    @Override
    public List<Rendering> inTurns(Dice dice, Tongue tongue) {
      return List.of(spoken(dice, tongue));
    }
  }
}
