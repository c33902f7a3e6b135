package org.voiceagent.exporter.redaction;

import static org.voiceagent.exporter.redaction.PatternDetector.ENDS;
import static org.voiceagent.exporter.redaction.PatternDetector.STARTS;

import java.util.List;

/** The personal data that can be told by how it is written. */
final class WrittenForms {
  private static final String FIGURES = "zero|oh|one|two|three|four|five|six|seven|eight|nine";

  /** {@code john dot smith at example dot com}, letters spelled, or half of it written. */
  private static final String SPOKEN_EMAIL =
      String.join(
              "",
              "(?<!LOCAL|\\])",
              "(?:LOCAL{1,64}+GAP(?:dot|point|period|underscore|dash|hyphen|minus|plus)GAP",
              "|SPELLEDGAP(?!at\\s|@)){0,40}+",
              "LOCAL{1,64}+(?:\\s?+@\\s?+|GAPat(?:\\ssign)?+GAP)",
              "(?:HOST{1,64}+(?:\\.|GAP(?:dot|point)GAP)){1,5}\\p{L}{2,24}+",
              "(?![\\p{L}\\p{M}\\p{N}_%+@\\[-])")
          .replace("SPELLED", "(?:[\\p{L}\\p{N}]|" + FIGURES + ")")
          .replace("LOCAL", "[\\p{L}\\p{M}\\p{N}._%+-]")
          .replace("HOST", "[\\p{L}\\p{M}\\p{N}-]")
          .replace("GAP", "[\\s,]{1,3}+");

  private static final String EMAIL =
      "(?<![LOCAL.])[LOCAL.]++@[LOCAL@]++(?:\\.++[LOCAL@]++)*+"
          .replace("LOCAL", "\\p{L}\\p{M}\\p{N}_%+-");

  private WrittenForms() {}

  static List<PatternDetector> all() {
    return List.of(
        PatternDetector.of(Category.EMAIL, Span.FORMED, SPOKEN_EMAIL),
        PatternDetector.of(Category.EMAIL, Span.FORMED, EMAIL),
        PatternDetector.of(Category.NUMBER, Span.LEFT_OVER, STARTS + "[0-9]{7,}+" + ENDS));
  }
}
