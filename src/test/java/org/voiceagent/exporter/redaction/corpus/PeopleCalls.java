package org.voiceagent.exporter.redaction.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.datafaker.Faker;

/**
 * Calls around names and addresses. The phrasings were written before the detectors were read; the
 * people and places in them come from Datafaker, whose lists the detectors do not use. The same
 * seed gives the same calls.
 */
final class PeopleCalls {
  private static final Path FOLDER = Path.of("src", "test", "resources", "redaction", "people");

  private static final Pattern SLOT = Pattern.compile("(?<bracket>[{<])(?<name>[a-z]+)[}>]");

  private static final List<String> COMPANIES =
      List.of(
          ("Northwind|Globex|Bright Water|City Cabs|Metro Bank|Harbour Insurance|Sun Travel"
                  + "|Blue Energy|Home and Garden|Fast Fibre")
              .split("\\|", -1));

  /** Which of the phrasings to use. */
  enum Half {
    /** Those that detectors may be improved on. */
    TUNING(0),
    /** Those that only measure. */
    HELD_OUT(1);

    /** The place of its phrasings in each pair. */
    private final int place;

    Half(int place) {
      this.place = place;
    }
  }

  private final Faker faker;
  private final Dice dice;
  private final SpeechStyle style;
  private String first = "";
  private String last = "";

  private PeopleCalls(Faker faker, Dice dice, SpeechStyle style) {
    this.faker = faker;
    this.dice = dice;
    this.style = style;
  }

  /**
   * Calls in a language, with the people of a country.
   *
   * @param language whose phrasings to use: {@code en}
   * @param locale whose people and places to use
   * @param rounds how often each phrasing is used
   */
  static List<MarkedCall> of(String language, Locale locale, Half half, int rounds) {
    long seed = 31L * locale.toLanguageTag().hashCode() + half.place;
    Faker faker = new Faker(locale, new Random(seed));
    Dice dice = new Dice(seed);
    List<MarkedCall> calls = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (List<String> block : blocks(language, half)) {
        SpeechStyle style = SpeechStyle.next(dice, locale);
        PeopleCalls call = new PeopleCalls(faker, dice, style);
        calls.add(new MarkedCall(block.stream().map(call::fill).toList()));
      }
    }
    return calls;
  }

  /** An address of a locale in answer to an English question. */
  static List<MarkedCall> addressesOf(Locale locale, int count) {
    long seed = 37L * locale.toLanguageTag().hashCode();
    Faker faker = new Faker(locale, new Random(seed));
    Dice dice = new Dice(seed);
    List<MarkedCall> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      PeopleCalls call = new PeopleCalls(faker, dice, SpeechStyle.next(dice, locale));
      String order = dice.chance(0.5) ? "{street}, {zip} {city}" : "{street}, {city}, {zip}";
      calls.add(
          new MarkedCall(
              List.of(
                  call.fill("A: " + dice.pick("What's your address?", "And your address please?")),
                  call.fill("C: " + dice.pick("", "it's ", "yeah that's ") + order))));
    }
    return calls;
  }

  private static List<List<String>> blocks(String language, Half half) {
    try {
      String text = Files.readString(FOLDER.resolve(language + ".txt"));
      List<List<String>> blocks = new ArrayList<>();
      int i = 0;
      for (String block : text.replaceAll("(?m)^#.*\\R", "").strip().split("\\R(\\s*\\R)+", -1)) {
        if (i++ % 2 == half.place) {
          blocks.add(block.strip().lines().toList());
        }
      }
      return blocks;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MarkedCall.Line fill(String line) {
    StringBuilder marked = new StringBuilder(line.substring(0, "A: ".length()));
    Matcher slot = SLOT.matcher(line);
    int at = marked.length();
    while (slot.find()) {
      marked.append(style.said(line.substring(at, slot.start())));
      String name = slot.group("name");
      boolean personal = slot.group("bracket").equals("{");
      marked.append(personal ? personal(name) : style.said(harmless(name)));
      at = slot.end();
    }
    marked.append(style.said(line.substring(at)));
    return MarkedCall.Line.of(style.opened(marked.toString(), "A: ".length()));
  }

  private String personal(String slot) {
    return switch (slot) {
      case "name" -> {
        meet();
        yield mark("name", first + " " + last);
      }
      case "first" -> {
        meetOnce();
        yield mark("name", first);
      }
      case "last" -> {
        meetOnce();
        yield mark("name", last);
      }
      case "street" -> mark("address", faker.address().streetAddress());
      case "zip" -> mark("address", style.code(faker.address().zipCode()));
      case "city" -> mark("may", faker.address().city());
      default -> throw new IllegalArgumentException("no such slot: " + slot);
    };
  }

  private String harmless(String slot) {
    return switch (slot) {
      case "city" -> faker.address().city();
      case "company" -> dice.pick(COMPANIES);
      case "dish" -> faker.food().dish();
      case "drink" -> dice.pick("latte", "flat white", "lemonade", "ginger ale", "espresso");
      case "product" -> faker.commerce().productName();
      case "film" -> faker.book().title();
      case "month" -> dice.pick(English.MONTHS);
      case "day" -> dice.pick("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
      default -> throw new IllegalArgumentException("no such slot: " + slot);
    };
  }

  private void meet() {
    first = faker.name().firstName();
    last = faker.name().lastName();
  }

  private void meetOnce() {
    if (first.isEmpty()) {
      meet();
    }
  }

  private String mark(String kind, String text) {
    return "{" + kind + "|" + style.said(text) + "}";
  }
}
