package org.voiceagent.exporter.redaction.corpus;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A date of birth in the forms of many countries. */
record BirthDate(LocalDate day) implements Value {
  private static final List<String> PATTERNS =
      List.of(
          "M/d/uuuu",
          "MM/dd/uuuu",
          "dd/MM/uuuu",
          "d.M.uuuu",
          "dd.MM.uuuu",
          "uuuu-MM-dd",
          "M-d-uuuu",
          "dd-MM-uuuu",
          "MM/dd/yy",
          "MMMM d, uuuu",
          "MMMM d uuuu",
          "d MMMM uuuu",
          "MMM d uuuu");

  static BirthDate next(Dice dice) {
    return new BirthDate(
        LocalDate.of(dice.between(1936, 2007), dice.between(1, 12), dice.between(1, 28)));
  }

  @Override
  public String category() {
    return "BIRTH_DATE";
  }

  @Override
  public List<String> called() {
    return List.of("date of birth", "birth date", "dob", "birthday", "date of birth please");
  }

  @Override
  public Rendering written(Dice dice) {
    if (dice.chance(0.2)) {
      return Rendering.of(
          month() + " " + English.ordinalFigures(day.getDayOfMonth()) + ", " + day.getYear());
    }
    return Rendering.of(
        day.format(DateTimeFormatter.ofPattern(dice.pick(PATTERNS), Locale.ENGLISH)));
  }

  @Override
  public Rendering spoken(Dice dice, Tongue tongue) {
    String ordinal = English.ordinal(day.getDayOfMonth());
    String year = English.year(day.getYear(), dice);
    Rendering.Words words = new Rendering.Words();
    switch (dice.below(6)) {
      case 0 -> words.value(month()).value(ordinal).value(year);
      case 1 -> words.aside("the").value(ordinal).aside("of").value(month()).value(year);
      case 2 -> words.value(ordinal).value(month()).value(String.valueOf(day.getYear()));
      case 3 -> words.value(month()).aside("the").value(ordinal).value(year);
      case 4 ->
          words
              .value(twoDigits(day.getMonthValue(), dice))
              .value(twoDigits(day.getDayOfMonth(), dice))
              .value(year);
      default -> words.value(month()).value(English.number(day.getDayOfMonth(), dice)).value(year);
    }
    return words.build();
  }

  @Override
  public List<Rendering> inTurns(Dice dice, Tongue tongue) {
    return List.of(spoken(dice, tongue));
  }

  private String month() {
    return English.MONTHS.get(day.getMonthValue() - 1);
  }

  private static String twoDigits(int number, Dice dice) {
    return (number < 10 ? dice.pick("oh ", "zero ", "") : "") + English.number(number, dice);
  }
}
