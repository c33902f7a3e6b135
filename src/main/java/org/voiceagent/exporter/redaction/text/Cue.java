package org.voiceagent.exporter.redaction.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Words that reveal the topic of a number.
 *
 * @param topic the topic
 * @param strong whether "number", "code" or the like follows
 * @param start their first UTF-16 unit
 * @param end the unit after their last
 */
public record Cue(Topic topic, boolean strong, int start, int end) {
  /** "Card" means nothing in "name on the card". */
  private static List<Cue> withoutNested(List<Cue> cues) {
    List<Cue> outer = new ArrayList<>();
    int end = -1;
    for (Cue cue : cues) {
      if (cue.end() > end) {
        outer.add(cue);
        end = cue.end();
      }
    }
    return outer;
  }

  /** All cues in a text, in order. */
  static List<Cue> in(IndexedText text) {
    List<Cue> cues = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      topic
          .pattern()
          .each(
              text,
              matcher -> {
                boolean strong = matcher.start("strong") >= 0;
                cues.add(new Cue(topic, strong, matcher.start(), matcher.end()));
              });
    }
    cues.sort(
        Comparator.comparingInt(Cue::start)
            .thenComparing(Comparator.comparingInt(Cue::end).reversed())
            .thenComparing(Cue::topic));
    return withoutNested(cues);
  }
}
