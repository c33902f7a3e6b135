package org.voiceagent.exporter.redaction.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Words that say what a number is about.
 *
 * @param topic what it is about
 * @param strong whether "number", "code" or the like follows
 * @param start their first UTF-16 unit
 * @param end the unit after their last
 */
public record Mention(Topic topic, boolean strong, int start, int end) {
  /** "Card" says nothing in "name on the card". */
  private static List<Mention> withoutNested(List<Mention> mentions) {
    List<Mention> outer = new ArrayList<>();
    int end = -1;
    for (Mention mention : mentions) {
      if (mention.end() > end) {
        outer.add(mention);
        end = mention.end();
      }
    }
    return outer;
  }

  /** All mentions in a text, in order. */
  static List<Mention> in(Text text) {
    List<Mention> mentions = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      topic
          .pattern()
          .each(
              text,
              matcher -> {
                boolean strong = matcher.start("strong") >= 0;
                mentions.add(new Mention(topic, strong, matcher.start(), matcher.end()));
              });
    }
    mentions.sort(
        Comparator.comparingInt(Mention::start)
            .thenComparing(Comparator.comparingInt(Mention::end).reversed())
            .thenComparing(Mention::topic));
    return withoutNested(mentions);
  }
}
