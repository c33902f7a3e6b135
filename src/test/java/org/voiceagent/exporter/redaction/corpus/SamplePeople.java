package org.voiceagent.exporter.redaction.corpus;

import java.util.List;

/** Names of invented people: common first names with common or invented family names. */
final class SamplePeople {
  private static final List<String> FIRST =
      List.of(
          ("Maria James Priya Ahmed Olga Wei Sofia Lucas Hannah Mateo Aisha Tom Ingrid Pedro Yuki"
                  + " Fatima George Chloe Dmitri Nadia Kwame Elena Patrick Lena Ravi Margaret"
                  + " Julien Beatriz Sean Agnieszka Marco Linda Robert Siobhan Kevin Amara Henk"
                  + " Carol Diego Emily")
              .split(" "));

  private static final List<String> LAST =
      List.of(
          ("Smith Gonzalez Okafor Patel Novak Schneider Rossi Tanaka Murphy Kowalski Dubois Silva"
               + " Johansson Nguyen Hassan Thompson Quillonby Tarvesh Brandtholm Castellane"
               + " Wexcombe Haldermann Pereira Iyer Jansen Lindqvist Fairweather Moreau Zielinski"
               + " Abernathy Delacroix Kapoor Vandermeer Sorensen Whitlock Ferreira Baumgartner"
               + " Underhill Mbeki Ostrander")
              .split(" "));

  private SamplePeople() {}

  static String first(Dice dice) {
    return dice.pick(FIRST);
  }

  static String last(Dice dice) {
    return dice.pick(LAST);
  }

  /** A name as people introduce themselves. */
  record Name(String first, String last) implements Value {

    static Name next(Dice dice) {
      return new Name(SamplePeople.first(dice), SamplePeople.last(dice));
    }

    @Override
    public String category() {
      return "NAME";
    }

    @Override
    public List<String> called() {
      return List.of("name", "full name", "first and last name");
    }

    @Override
    public Rendering written(Dice dice) {
      return Rendering.of(first + " " + last);
    }

    /** Spelled: with the name said first, or letter by letter alone. */
    @Override
    public Rendering spoken(Dice dice, Tongue tongue) {
      Rendering spelled = new SpokenCode(dice, tongue).say(List.of(last));
      Rendering.Words words = new Rendering.Words().value(first);
      if (dice.chance(0.7)) {
        words.value(last).aside(dice.pick("that's", "spelled", "spelt"));
      }
      return words.all(spelled).build();
    }

    @Override
    public List<Rendering> inTurns(Dice dice, Tongue tongue) {
      return List.of(written(dice));
    }
  }

  /** A first or a family name alone. */
  record Part(String name) implements Value {
    @Override
    public String category() {
      return "NAME";
    }

    @Override
    public List<String> called() {
      return List.of("name");
    }

    @Override
    public Rendering written(Dice dice) {
      return Rendering.of(name);
    }

    @Override
    public Rendering spoken(Dice dice, Tongue tongue) {
      return new SpokenCode(dice, tongue).say(List.of(name));
    }

    @Override
    public List<Rendering> inTurns(Dice dice, Tongue tongue) {
      return List.of(written(dice));
    }
  }
}
