package org.voiceagent.exporter.redaction.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Words that reveal the topic of a number.
 *
 * @param topic the topic
 * @param strong whether "number", "code" or the like follows
 * @param start their first UTF-16 unit
 * @param end the unit after their last
 */
public record Cue(Topic topic, boolean strong, int start, int end) {
  /** Topics whose patterns hold words of several languages. */
  private static final Set<Topic> OF_ALL_LANGUAGES =
      EnumSet.of(Topic.EMAIL, Topic.NAME, Topic.ADDRESS);

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

  /**
   * All cues in a text, in order.
   *
   * @param words the vocabulary of its language; empty for English
   */
  static List<Cue> in(IndexedText text, List<Token> tokens, Optional<Vocabulary> words) {
    List<Cue> cues = new ArrayList<>();
    words.ifPresent(known -> cues.addAll(known.cues(tokens)));
    for (Topic topic : words.isEmpty() ? EnumSet.allOf(Topic.class) : OF_ALL_LANGUAGES) {
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
