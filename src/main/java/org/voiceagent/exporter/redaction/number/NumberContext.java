package org.voiceagent.exporter.redaction.number;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceagent.exporter.redaction.text.Mention;
import org.voiceagent.exporter.redaction.text.Passage;

/** What the words around a run of numbers say it is about. */
public final class NumberContext {
  /** In UTF-16 units; a topic further back is forgotten. */
  private static final int WIDEST_LEFT = 90;

  private static final int WIDEST_RIGHT = 40;

  private static final Pattern ONLY_LINKS =
      Pattern.compile(
          "(?:[\\s,:;#.'\"()=-]|(?<!\\p{L})(?:is|was|are|number|numbers|no|num|nr|code|id|it|s|it's|the|my|your|our|um|uh|uhm|er|erm"
              + "|that|that's|would|be|should|again|will|starts?|starting|begins|reads?|of|called|for|and|so|then|ends?|ending"
              + "|in|on|to|at|a|an|just|only|like|yes|yeah|oh|ok|okay|well|actually|says?|shows?|has|i|have|here|as|got|down"
              + "|ist|lautet|meine|es|el|la|mon|mein|le)(?!\\p{L}))*+",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern LINK_TO_RIGHT =
      Pattern.compile(
          "[\\s,.]*+(?:(?:is|was|as|for|that's|that"
              + " is|being|it's)\\s++)(?:(?:my|the|your|our|an?|his|her)\\s++)?+",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern UNIT =
      Pattern.compile(
          "[\\s-]*+(?:(?:and )?a half"
              + " )?+(?:dollars?|bucks|euros?|pounds?|quid|cents?|pence|rupees?|reais|francs?|yen|kronor|zloty|percent|per"
              + " cent|%|[$€£¥]"
              + "|minutes?|mins?|hours?|hrs?|seconds?|secs?|milliseconds?|days?|weeks?|months?|years?|o'?clock|am|pm|a\\.m|p\\.m|items?|pieces?|units?|copies"
              + "|people|persons|guests|times|miles?|kilomet\\w++|km|meters?|metres?|feet|foot|inch(?:es)?|degrees?|points?|gigs?|gigabytes?|megabytes?"
              + "|megabits?|watts?|volts?|kilos?|grams?|pounds|liters?|litres?|steps|boxes|rooms?|nights?|tickets?|characters|words|pages|calls|customers|users"
              + "|square|grand|percentage|thousand|million|tokens?|requests?|hertz|kilohertz|kbps|fps|rpm|calories|shares|votes|votes|points)(?!\\p{L})",
          Pattern.CASE_INSENSITIVE);

  private NumberContext() {}

  /** Whether a word right behind says that something is counted or measured. */
  static boolean isMeasured(Passage passage, NumberRun run) {
    String text = passage.text();
    int end = Math.min(text.length(), run.end() + WIDEST_RIGHT);
    return UNIT.matcher(passage.prepared().watched()).region(run.end(), end).lookingAt();
  }

  /** What it is about by the words around it. */
  static Optional<Mention> of(Passage passage, NumberRun run) {
    return right(passage, run).or(() -> left(passage, run));
  }

  private static Optional<Mention> right(Passage passage, NumberRun run) {
    String text = passage.text();
    int end = Math.min(text.length(), run.end() + WIDEST_RIGHT);
    Matcher matcher = LINK_TO_RIGHT.matcher(passage.prepared().watched()).region(run.end(), end);
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    int from = matcher.end();
    List<Mention> mentions = passage.mentions();
    int next = passage.mentionsBefore(from);
    return next < mentions.size() && mentions.get(next).start() <= from + 8
        ? Optional.of(mentions.get(next))
        : Optional.empty();
  }

  /** The nearest, but "the phone number for the order is" is about a phone. */
  private static Optional<Mention> left(Passage passage, NumberRun run) {
    List<Mention> mentions = passage.mentions();
    Optional<Mention> nearest = Optional.empty();
    for (int i = passage.mentionsBefore(run.start()) - 1; i >= 0; i--) {
      Mention mention = mentions.get(i);
      if (run.start() - mention.end() > WIDEST_LEFT) {
        break;
      }
      boolean harmless = mention.topic().isHarmless();
      if (nearest.isEmpty()) {
        boolean counts =
            !harmless
                || (isLinked(passage, mention.end(), run.start())
                    && (mention.strong() || !isDivided(passage, mention.end(), run.start())));
        nearest = counts ? Optional.of(mention) : nearest;
      } else if (mention.strong()
          && !harmless
          && isLinked(passage, mention.end(), nearest.get().start())) {
        return Optional.of(mention);
      } else {
        break;
      }
    }
    return nearest;
  }

  /** Whether two things are said in utterances of their own. */
  private static boolean isDivided(Passage passage, int from, int until) {
    int end = passage.text().indexOf('\n', from);
    return end >= 0 && end < until;
  }

  /** Whether nothing but words that join stand between two places, which are not far apart. */
  public static boolean isLinked(Passage passage, int from, int until) {
    return from <= until
        && until - from <= WIDEST_LEFT
        && ONLY_LINKS.matcher(passage.prepared().watched()).region(from, until).matches();
  }
}
