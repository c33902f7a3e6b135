package org.voiceagent.exporter.redaction.corpus;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceagent.exporter.call.Speaker;

/**
 * What a speech recogniser makes of the words around the values: with punctuation and capitals or
 * without, with every "um" and repeated word.
 */
record Recogniser(Dice dice, Tongue tongue, boolean clean, double hesitation) {
  private static final Pattern CHOICE = Pattern.compile("\\(([^()]*)\\)");
  private static final Pattern MARKS = Pattern.compile("[.,!?;:¿¡]+(?=\\s|$)|[¿¡]");
  private static final Pattern GAPS = Pattern.compile(" +");

  /** An agent's text comes from a language model, a caller's through a line. */
  static Recogniser of(Speaker speaker, Dice dice, Tongue tongue) {
    boolean clean = dice.chance(speaker == Speaker.AGENT ? 0.75 : 0.35);
    boolean hesitates = speaker == Speaker.CALLER && dice.chance(0.5);
    return new Recogniser(dice, tongue, clean, hesitates ? 0.06 : 0);
  }

  /** The words as they come out; blanks at either end stay. */
  String hear(String words) {
    String chosen = choose(words);
    return hesitate(clean ? chosen : MARKS.matcher(chosen.toLowerCase(Locale.ROOT)).replaceAll(""));
  }

  /** The beginning and the end of a whole turn as this recogniser writes them. */
  String close(String turn) {
    return clean && !turn.isEmpty() && Character.isLetterOrDigit(turn.charAt(turn.length() - 1))
        ? turn + "."
        : turn;
  }

  /** The first letter of a turn as this recogniser writes it. */
  String open(String words) {
    return clean && !words.isEmpty()
        ? words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1)
        : words;
  }

  private String choose(String words) {
    return CHOICE
        .matcher(words)
        .replaceAll(
            choice -> {
              String[] choices = choice.group(1).split("\\|", -1);
              return Matcher.quoteReplacement(dice.pick(choices));
            })
        .replaceAll(" {2,}", " ");
  }

  private String hesitate(String words) {
    return GAPS.matcher(words)
        .replaceAll(gap -> dice.chance(hesitation) ? " " + tongue.hesitation(dice) + " " : " ");
  }
}
