package org.voiceagent.exporter.redaction.corpus;

import java.util.List;
import java.util.Locale;

/**
 * A postal address. House, street and postal code identify it; the town alone does not.
 *
 * @param code the postal code, in the form of the country
 */
record StreetAddress(int house, String street, String kind, String town, String code)
    implements Value {
  private static final List<String> STREETS =
      List.of(
          ("Maple Oak High Church Station Elm Cedar Mill Victoria Park Lincoln Willow Queens"
                  + " Sycamore Juniper Harbour Chestnut Larkspur Fernleigh Kingsway")
              .split(" "));

  private static final List<String> KINDS =
      List.of(
          "Street",
          "Street",
          "Avenue",
          "Road",
          "Road",
          "Lane",
          "Drive",
          "Court",
          "Boulevard",
          "Close",
          "Way",
          "Place");

  static StreetAddress next(Dice dice) {
    boolean american = dice.chance(0.55);
    return new StreetAddress(
        dice.between(1, american ? 4999 : 240),
        dice.pick(STREETS),
        dice.pick(KINDS),
        american
            ? dice.pick("Springfield", "Dayton", "Fresno", "Columbus", "Tulsa", "Boise")
            : dice.pick("Leeds", "Bristol", "Cardiff", "York", "Norwich", "Derby"),
        american
            ? dice.pick("IL ", "OH ", "CA ", "ID ", "OK ") + dice.between(10_000, 99_949)
            : dice.pick("LS", "BS", "CF", "YO", "NR", "DE")
                + dice.between(1, 19)
                + " "
                + dice.between(1, 9)
                + dice.characters("ABDEFGHJLNPQRSTUWXYZ", 2));
  }

  @Override
  public String category() {
    return "ADDRESS";
  }

  @Override
  public List<String> called() {
    return List.of(
        "address", "home address", "billing address", "street address", "postal address");
  }

  @Override
  public Rendering written(Dice dice) {
    Rendering.Words words = new Rendering.Words().value(house + " " + street + " " + kind);
    return rest(words, dice).build();
  }

  @Override
  public Rendering spoken(Dice dice, Tongue tongue) {
    Rendering.Words words =
        new Rendering.Words()
            .value(said(dice))
            .value(street.toLowerCase(Locale.ROOT))
            .value(kind.toLowerCase(Locale.ROOT));
    if (dice.chance(0.4)) {
      words.aside(dice.pick("in ", "") + town.toLowerCase(Locale.ROOT));
    }
    return words.build();
  }

  @Override
  public List<Rendering> inTurns(Dice dice, Tongue tongue) {
    return List.of(
        Rendering.of(house + " " + street + " " + kind),
        new Rendering.Words().aside(town).value(code).build());
  }

  private Rendering.Words rest(Rendering.Words words, Dice dice) {
    if (dice.chance(0.5)) {
      words.mark(dice.pick(",", "")).aside(town);
      if (dice.chance(0.7)) {
        words.mark(dice.pick(",", "")).value(code);
      }
    }
    return words;
  }

  /** "twelve forty" for 1240, as Americans say house numbers. */
  private String said(Dice dice) {
    if (house >= 1000 && house % 100 >= 10 && dice.chance(0.7)) {
      return English.number(house / 100, dice) + " " + English.number(house % 100, dice);
    }
    return English.number(house, dice);
  }
}
