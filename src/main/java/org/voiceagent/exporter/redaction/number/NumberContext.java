package org.voiceagent.exporter.redaction.number;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceagent.exporter.redaction.text.Cue;
import org.voiceagent.exporter.redaction.text.Segment;
import org.voiceagent.exporter.redaction.text.Token;
import org.voiceagent.exporter.redaction.text.Vocabulary;

/** Finds out what a run of numbers is about from the words around it. */
public final class NumberContext {
  /** In UTF-16 units; topics further back are ignored. */
  private static final int WIDEST_LEFT = 90;

  private static final int WIDEST_RIGHT = 40;

  /** Words between a number and the topic after it. */
  private static final int MOST_LINKS = 3;

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

  /** Whether a unit right after the run shows that something is counted or measured. */
  static boolean isMeasured(Segment segment, NumberRun run) {
    String text = segment.text();
    int end = Math.min(text.length(), run.end() + WIDEST_RIGHT);
    return UNIT.matcher(segment.indexed().metered()).region(run.end(), end).lookingAt()
        || segment.vocabulary().filter(words -> isUnitNext(segment, run, words)).isPresent();
  }

  private static boolean isUnitNext(Segment segment, NumberRun run, Vocabulary words) {
    return words.isUnit(segment.tokens(), segment.tokenAt(run.end()));
  }

  /** The topic of the run, from the words around it. */
  static Optional<Cue> of(Segment segment, NumberRun run) {
    return right(segment, run).or(() -> left(segment, run));
  }

  private static Optional<Cue> right(Segment segment, NumberRun run) {
    if (segment.vocabulary().isPresent()) {
      return rightAfterLinks(segment, run, segment.vocabulary().get());
    }
    String text = segment.text();
    int end = Math.min(text.length(), run.end() + WIDEST_RIGHT);
    Matcher matcher = LINK_TO_RIGHT.matcher(segment.indexed().metered()).region(run.end(), end);
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    int from = matcher.end();
    List<Cue> cues = segment.cues();
    int next = segment.cuesBefore(from);
    return next < cues.size() && cues.get(next).start() <= from + 8
        ? Optional.of(cues.get(next))
        : Optional.empty();
  }

  /** "… ist meine Nummer": at least one linking word of the language stands between. */
  private static Optional<Cue> rightAfterLinks(Segment segment, NumberRun run, Vocabulary words) {
    List<Token> tokens = segment.tokens();
    int at = segment.tokenAt(run.end());
    int first = at;
    while (at < tokens.size()
        && at - first <= MOST_LINKS
        && !segment.isCue(tokens.get(at))
        && words.isLink(tokens.get(at))) {
      at++;
    }
    return at > first && at < tokens.size() && segment.isCue(tokens.get(at))
        ? Optional.of(segment.cues().get(segment.cuesBefore(tokens.get(at).end()) - 1))
        : Optional.empty();
  }

  /** The nearest topic, but "the phone number for the order is" is about a phone. */
  private static Optional<Cue> left(Segment segment, NumberRun run) {
    List<Cue> cues = segment.cues();
    Optional<Cue> nearest = Optional.empty();
    for (int i = segment.cuesBefore(run.start()) - 1; i >= 0; i--) {
      Cue cue = cues.get(i);
      if (run.start() - cue.end() > WIDEST_LEFT) {
        break;
      }
      boolean harmless = cue.topic().isHarmless();
      if (nearest.isEmpty()) {
        boolean counts =
            !harmless
                || (isLinked(segment, cue.end(), run.start())
                    && (cue.strong() || !isDivided(segment, cue.end(), run.start())));
        nearest = counts ? Optional.of(cue) : nearest;
      } else if (cue.strong() && !harmless && isLinked(segment, cue.end(), nearest.get().start())) {
        return Optional.of(cue);
      } else {
        break;
      }
    }
    return nearest;
  }

  /** Whether two places are in different utterances. */
  private static boolean isDivided(Segment segment, int from, int until) {
    int end = segment.text().indexOf('\n', from);
    return end >= 0 && end < until;
  }

  /** Whether only linking words stand between two places that are close together. */
  public static boolean isLinked(Segment segment, int from, int until) {
    return from <= until
        && until - from <= WIDEST_LEFT
        && segment
            .vocabulary()
            .map(words -> isLinkedBy(words, segment, from, until))
            .orElseGet(
                () ->
                    ONLY_LINKS.matcher(segment.indexed().metered()).region(from, until).matches());
  }

  private static boolean isLinkedBy(Vocabulary words, Segment segment, int from, int until) {
    return segment
        .tokens()
        .subList(segment.tokenAt(from), Math.max(segment.tokenAt(from), segment.tokenAt(until)))
        .stream()
        .allMatch(token -> token.kind() == Token.Kind.SIGN || words.isLink(token));
  }
}
