package org.voiceagent.exporter.redaction.secret;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceagent.exporter.redaction.number.NumberContext;
import org.voiceagent.exporter.redaction.number.NumberRunBuilder;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.DetectedSpan;
import org.voiceagent.exporter.redaction.text.Question;
import org.voiceagent.exporter.redaction.text.Segment;
import org.voiceagent.exporter.redaction.text.Topic;

/** Finds passwords in answers to a question for one; only their characters reveal them. */
public final class AnsweredSecrets {
  private static final int LONGEST = 60;

  /** Digits or signs among letters, which no word has. */
  private static final Pattern CODE =
      Pattern.compile(
          "(?<!\\S)(?=[^\\s\\[\\]]{0,64}[0-9!$#@%&*_])[^\\s\\[\\]]{0,64}\\p{L}[^\\s\\[\\]]{0,64}");

  private static final Pattern FIGURES =
      Pattern.compile("[0-9]{1,9}(?<unit>\\p{L}{1,7})[.,;!?]{0,2}");

  private AnsweredSecrets() {}

  /** "15th", "6pm", "flight WZ7963": neither a word nor a password. */
  private static boolean isOfThing(Segment segment, int start, String code) {
    Matcher figures = FIGURES.matcher(code);
    if (figures.matches()
        && NumberRunBuilder.isUnit(figures.group("unit").toLowerCase(Locale.ROOT))) {
      return true;
    }
    int before = segment.cuesBefore(start) - 1;
    return before >= 0
        && segment.cues().get(before).topic() == Topic.HARMLESS
        && NumberContext.isLinked(segment, segment.cues().get(before).end(), start);
  }

  public static void detect(List<Segment> segments) {
    for (int i = 1; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      boolean asked =
          segment.tokens().size() <= LONGEST
              && Question.before(segments, i)
                  .filter(cue -> cue.topic() == Topic.SECRET)
                  .isPresent();
      Matcher code = CODE.matcher(segment.indexed().metered());
      while (asked && code.find()) {
        if (!isOfThing(segment, code.start(), code.group())) {
          segment.add(
              DetectedSpan.match(
                  Category.SECRET, DetectedSpan.BY_CONTEXT, code.start(), code.end()));
        }
      }
    }
  }
}
