package org.voiceagent.exporter.redaction.corpus;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a speech recogniser writes what was said: with punctuation and capitals, without, or without
 * and with numbers in English words.
 */
record SpeechStyle(Dice dice, Form form) {
  private static final Pattern MARKS = Pattern.compile("[.,!?;:¿¡…]+(?=\\s|$)|[¿¡]|(?<=\\s)[!?]");
  private static final Pattern FIGURES = Pattern.compile("[0-9]+");

  private static final int LARGEST_SAID_WHOLE = 4;

  enum Form {
    WRITTEN,
    LOWER,
    SPOKEN
  }

  /** Numbers in words only in English, because other recognisers mostly write figures. */
  static SpeechStyle next(Dice dice, Locale locale) {
    Form form = dice.chance(0.4) ? Form.WRITTEN : dice.chance(0.5) ? Form.LOWER : Form.SPOKEN;
    boolean english = locale.getLanguage().equals("en");
    return new SpeechStyle(dice, form == Form.SPOKEN && !english ? Form.LOWER : form);
  }

  /** Words as they come out; blanks at either end stay. */
  String said(String words) {
    if (form == Form.WRITTEN) {
      return words;
    }
    String lower = MARKS.matcher(words.toLowerCase(Locale.ROOT)).replaceAll("");
    return form == Form.LOWER
        ? lower
        : FIGURES
            .matcher(lower)
            .replaceAll(found -> Matcher.quoteReplacement(number(found.group())));
  }

  /** A line with its first letter as this recogniser writes it. */
  String opened(String line, int first) {
    return form == Form.WRITTEN && line.length() > first
        ? line.substring(0, first)
            + line.substring(first, first + 1).toUpperCase(Locale.ROOT)
            + line.substring(first + 1)
        : line;
  }

  /** A postal code: its letters one by one if it is spoken. */
  String code(String code) {
    return form == Form.SPOKEN
        ? code.replaceAll("[\\s-]", "").replaceAll("(?<=.)(?=.)", " ")
        : code;
  }

  private String number(String figures) {
    boolean whole = figures.length() <= LARGEST_SAID_WHOLE && !figures.startsWith("0");
    if (whole) {
      return English.number(Integer.parseInt(figures), dice);
    }
    return String.join(" ", figures.chars().mapToObj(c -> Tongue.ENGLISH.digit(c - '0')).toList());
  }
}
