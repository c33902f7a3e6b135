package org.voiceagent.exporter.redaction.secret;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceagent.exporter.redaction.number.NumberContext;
import org.voiceagent.exporter.redaction.number.RunReader;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.Passage;
import org.voiceagent.exporter.redaction.text.Question;
import org.voiceagent.exporter.redaction.text.Span;
import org.voiceagent.exporter.redaction.text.Topic;

/** Finds passwords that are given in answer to a question, which only their signs tell. */
public final class Answers {
  private static final int LONGEST = 60;

  /** What no word of a language has: digits or signs among letters. */
  private static final Pattern CODE =
      Pattern.compile(
          "(?<!\\S)(?=[^\\s\\[\\]]{0,64}[0-9!$#@%&*_])[^\\s\\[\\]]{0,64}\\p{L}[^\\s\\[\\]]{0,64}");

  private static final Pattern FIGURES =
      Pattern.compile("[0-9]{1,9}(?<unit>\\p{L}{1,7})[.,;!?]{0,2}");

  private Answers() {}

  /** "15th", "6pm", "flight WZ7963": no password, though no word either. */
  private static boolean isOfThing(Passage passage, int start, String code) {
    Matcher figures = FIGURES.matcher(code);
    if (figures.matches() && RunReader.isUnit(figures.group("unit").toLowerCase(Locale.ROOT))) {
      return true;
    }
    int before = passage.mentionsBefore(start) - 1;
    return before >= 0
        && passage.mentions().get(before).topic() == Topic.HARMLESS
        && NumberContext.isLinked(passage, passage.mentions().get(before).end(), start);
  }

  public static void detect(List<Passage> passages) {
    for (int i = 1; i < passages.size(); i++) {
      Passage passage = passages.get(i);
      boolean asked =
          passage.tokens().size() <= LONGEST
              && Question.before(passages, i)
                  .filter(mention -> mention.topic() == Topic.SECRET)
                  .isPresent();
      Matcher code = CODE.matcher(passage.prepared().watched());
      while (asked && code.find()) {
        if (!isOfThing(passage, code.start(), code.group())) {
          passage.add(Span.hit(Category.SECRET, Span.TOLD, code.start(), code.end()));
        }
      }
    }
  }
}
