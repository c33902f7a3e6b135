package org.voiceagent.exporter.redaction.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A mail address.
 *
 * @param local words, figures and the marks between them
 * @param domain words of the domain, without the dots
 */
record Email(List<String> local, List<String> domain) implements Value {
  private static final List<String> DOMAINS =
      List.of(
          "gmail com",
          "gmail com",
          "outlook com",
          "yahoo com",
          "hotmail com",
          "icloud com",
          "example com",
          "example org",
          "example net",
          "mail example com",
          "acme example",
          "northwind test",
          "example co uk",
          "example de",
          "example com au");

  /** Addresses at the big providers have invented names, so that they are nobody's. */
  static Email next(Dice dice) {
    List<String> domain = List.of(dice.pick(DOMAINS).split(" "));
    boolean kept = domain.contains("example") || domain.contains("test");
    String first = SamplePeople.first(dice).toLowerCase(Locale.ROOT);
    String last = kept ? SamplePeople.last(dice).toLowerCase(Locale.ROOT) : invented(dice);
    String number = kept ? dice.digits(2) : dice.between(10, 99) + dice.digits(2);
    return new Email(
        switch (dice.below(6)) {
          case 0 -> List.of(first, ".", last);
          case 1 -> List.of(first, ".", last, number);
          case 2 -> List.of(first, "_", last);
          case 3 -> List.of(first.substring(0, 1), last);
          case 4 -> List.of(last, number);
          default -> List.of(first, "-", last);
        },
        domain);
  }

  private static String invented(Dice dice) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      name.append(dice.pick("tar", "vel", "quon", "bri", "mosk", "lan", "hep", "zor", "fen"));
    }
    return name.toString();
  }

  @Override
  public String category() {
    return "EMAIL";
  }

  @Override
  public List<String> called() {
    return List.of("email", "email address", "e-mail", "mail address");
  }

  @Override
  public Rendering written(Dice dice) {
    String at = dice.chance(0.1) ? " at " : "@";
    if (dice.chance(0.06)) {
      return apart();
    }
    if (at.equals("@")) {
      return Rendering.of(String.join("", local) + "@" + String.join(".", domain));
    }
    return new Rendering.Words()
        .value(String.join("", local))
        .aside("at")
        .value(String.join(".", domain))
        .build();
  }

  /** "john . smith @ example . com", as some recognisers set marks. */
  private Rendering apart() {
    Rendering.Words words = new Rendering.Words();
    local.forEach(part -> words.value(part));
    words.aside("@").value(domain.get(0));
    domain.stream().skip(1).forEach(part -> words.aside(".").value(part));
    return words.build();
  }

  @Override
  public Rendering spoken(Dice dice, Tongue tongue) {
    Voice voice = new Voice(dice, tongue);
    Rendering.Words words = voice.local(new Rendering.Words()).aside(tongue.at(dice));
    return voice.domain(words).build();
  }

  @Override
  public List<Rendering> inTurns(Dice dice, Tongue tongue) {
    Voice voice = new Voice(dice, tongue);
    Rendering first = voice.local(new Rendering.Words()).build();
    Rendering second = voice.domain(new Rendering.Words().aside(tongue.at(dice))).build();
    return List.of(first, second);
  }

  /** How one speaker says one address: the spelled words stay spelled. */
  private final class Voice {
    private final Dice dice;
    private final Tongue tongue;
    private final boolean spells;
    private final boolean spellsWithHyphens;
    private final boolean figures;

    Voice(Dice dice, Tongue tongue) {
      this.dice = dice;
      this.tongue = tongue;
      spells = dice.chance(0.35);
      spellsWithHyphens = dice.chance(0.2);
      figures = dice.chance(0.4);
    }

    Rendering.Words local(Rendering.Words words) {
      boolean firstWord = true;
      for (String part : local) {
        switch (part) {
          case "." -> words.aside(tongue.dot(dice));
          case "_" -> words.aside(tongue.underscore());
          case "-" -> words.aside(tongue.hyphen(dice));
          default -> {
            if (Character.isDigit(part.charAt(0))) {
              digits(part, words);
            } else {
              word(part, spells && (firstWord || dice.chance(0.5)), words);
              firstWord = false;
            }
          }
        }
      }
      return words;
    }

    Rendering.Words domain(Rendering.Words words) {
      boolean asWritten = dice.chance(0.15);
      if (asWritten) {
        return words.value(String.join(".", domain));
      }
      for (int i = 0; i < domain.size(); i++) {
        if (i > 0) {
          words.aside(tongue.dot(dice));
        }
        String part = domain.get(i);
        words.value(
            part.equals("uk") || part.equals("au") ? String.join(" ", part.split("")) : part);
      }
      return words;
    }

    private void word(String word, boolean spelled, Rendering.Words words) {
      if (!spelled) {
        words.value(word);
      } else if (spellsWithHyphens) {
        words.value(String.join("-", word.split("")));
      } else {
        words.value(String.join(" ", word.split("")));
      }
    }

    private void digits(String number, Rendering.Words words) {
      if (figures) {
        words.value(number);
        return;
      }
      List<String> said = new ArrayList<>();
      number.chars().forEach(digit -> said.add(tongue.digit(digit - '0')));
      boolean asNumber = number.length() == 2 && number.charAt(0) != '0' && dice.chance(0.5);
      words.value(
          asNumber ? tongue.number(Integer.parseInt(number), dice) : String.join(" ", said));
    }
  }
}
