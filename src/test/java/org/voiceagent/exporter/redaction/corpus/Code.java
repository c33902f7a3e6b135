package org.voiceagent.exporter.redaction.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A value of figures and letters that is read out in groups: a card, an account, a phone number.
 *
 * @param category the placeholder's word
 * @param called the names people have for it
 * @param forms the ways in which it is written
 * @param groups the groups in which it is said
 */
record Code(String category, List<String> called, List<String> forms, List<String> groups)
    implements Value {

  /** A share of recognisers writes each figure on its own: "4 1 1 1". */
  private static final double FIGURES_APART = 0.12;

  /** Others break off wherever the speaker breathed: "41 111 1111 1". */
  private static final double GROUPS_AT_RANDOM = 0.06;

  private static final int SHORTEST_TO_SPLIT = 7;

  /** A code that is written as its groups with one of these separators between them. */
  static Code of(String category, List<String> called, List<String> groups, String... separators) {
    List<String> forms = new ArrayList<>();
    for (String separator : separators) {
      forms.add(String.join(separator, groups));
    }
    return new Code(category, called, forms, groups);
  }

  @Override
  public Rendering written(Dice dice) {
    if (dice.chance(FIGURES_APART) && symbols().length() >= SHORTEST_TO_SPLIT) {
      return Rendering.of(
          String.join(dice.pick(" ", ", ", "-", " "), symbols().replace("+", "").split("")));
    }
    if (dice.chance(GROUPS_AT_RANDOM) && symbols().length() >= SHORTEST_TO_SPLIT) {
      return Rendering.of(atRandom(dice));
    }
    return Rendering.of(dice.pick(forms));
  }

  @Override
  public Rendering spoken(Dice dice, Tongue tongue) {
    return new SpokenCode(dice, tongue).say(groups);
  }

  @Override
  public List<Rendering> inTurns(Dice dice, Tongue tongue) {
    if (symbols().length() < SHORTEST_TO_SPLIT) {
      return List.of(spoken(dice, tongue));
    }
    SpokenCode voice = new SpokenCode(dice, tongue);
    boolean inFigures = dice.chance(0.35);
    List<Rendering> pieces = new ArrayList<>();
    for (List<String> piece : split(dice)) {
      pieces.add(
          inFigures
              ? Rendering.of(String.join(dice.pick(" ", " ", "-"), piece).toUpperCase(Locale.ROOT))
              : voice.say(piece));
    }
    return pieces;
  }

  private String atRandom(Dice dice) {
    StringBuilder text = new StringBuilder();
    String rest = symbols();
    while (!rest.isEmpty()) {
      int length = Math.min(rest.length(), dice.between(2, 6));
      text.append(text.isEmpty() ? "" : " ").append(rest, 0, length);
      rest = rest.substring(length);
    }
    return text.toString();
  }

  /** Two to four runs of whole groups; nobody pauses after a single figure. */
  private List<List<String>> split(Dice dice) {
    List<String> all = groups.size() > 1 ? groups : inThrees(groups.get(0));
    int most = dice.between(2, 4);
    int length = Math.max(2, symbols().length() / most);
    List<List<String>> split = new ArrayList<>();
    List<String> run = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      run.add(all.get(i));
      boolean restIsLong = length(all.subList(i + 1, all.size())) >= 2;
      if (length(run) >= length && restIsLong) {
        split.add(List.copyOf(run));
        run.clear();
      }
    }
    split.add(List.copyOf(run));
    return split;
  }

  private static int length(List<String> groups) {
    return groups.stream().mapToInt(String::length).sum();
  }

  private static List<String> inThrees(String text) {
    List<String> groups = new ArrayList<>();
    for (int at = 0; at < text.length(); at += 3) {
      groups.add(text.substring(at, Math.min(text.length(), at + 3)));
    }
    return groups;
  }

  private String symbols() {
    return String.join("", groups);
  }
}
