package org.voiceagent.exporter.redaction.number;

import static org.voiceagent.exporter.redaction.text.PatternDetector.ENDS;
import static org.voiceagent.exporter.redaction.text.PatternDetector.STARTS;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.Cue;
import org.voiceagent.exporter.redaction.text.DetectedSpan;
import org.voiceagent.exporter.redaction.text.Question;
import org.voiceagent.exporter.redaction.text.Segment;
import org.voiceagent.exporter.redaction.text.SpelledLetter;
import org.voiceagent.exporter.redaction.text.Token;
import org.voiceagent.exporter.redaction.text.Topic;
import org.voiceagent.exporter.redaction.text.WordPattern;

/** Finds written and spoken dates, and separates dates of birth from all others. Thread-safe. */
public final class DateDetector {
  private static final String GAP = "[\\s,.-]{1,3}";

  private static final String MONTHS =
      "january|february|march|april|may|june|july|august|september|october|november|december"
          + "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
          + "|januar|februar|m[aä]rz|mai|juni|juli|oktober|dezember"
          + "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
          + "|janvier|f[eé]vrier|mars|avril|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[eé]cembre";

  private static final String MONTH = "(?:" + MONTHS + ")\\.?";

  private static final WordPattern SAYS_MONTH = WordPattern.of(STARTS + MONTH + "(?!\\p{L})");

  private static final String FIGURE = "(?:one|two|three|four|five|six|seven|eight|nine)(?!\\p{L})";

  private static final String TEEN =
      "(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)";

  private static final String TENS =
      "(?:twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety)(?:[\\s-]" + FIGURE + ")?+";

  private static final String EARLY_ORDINALS =
      "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth";

  private static final String LATE_ORDINALS =
      "tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth"
          + "|twentieth|thirtieth";

  private static final String ORDINAL =
      "(?:(?:twenty|thirty)[\\s-])?(?:" + EARLY_ORDINALS + ")|" + LATE_ORDINALS;

  private static final Set<String> ORDINALS =
      Set.of((EARLY_ORDINALS + "|" + LATE_ORDINALS).split("\\|", -1));

  private static final String DAY =
      "(?:[0-9]{1,2}(?:st|nd|rd|th|\\.|er)?(?![0-9])|"
          + ORDINAL
          + "|"
          + TENS
          + "|"
          + TEEN
          + "|"
          + FIGURE
          + ")";

  private static final String YEAR =
      "(?:(?:19|20)[0-9]{2}|'?[0-9]{2}"
          + "|(?:nineteen|twenty)[\\s-](?:hundred[\\s-](?:and[\\s-])?)?(?:(?:oh|o)[\\s-]"
          + FIGURE
          + "|"
          + TEEN
          + "|"
          + TENS
          + ")"
          + "|two thousand(?:[\\s-](?:and[\\s-])?(?:"
          + TEEN
          + "|"
          + TENS
          + "|"
          + FIGURE
          + "))?+"
          + "|(?:one nine|two (?:oh|zero))(?:\\s(?:oh|zero|"
          + FIGURE
          + ")){2}"
          + "|(?:19|20)\\s[0-9]{2}|"
          + TENS
          + "|oh\\s"
          + FIGURE
          + ")";

  private static final WordPattern DATE =
      WordPattern.of(
          STARTS
              + "(?:"
              + String.join(
                  "|",
                  "(?<![0-9][./-])(?:19|20)[0-9]{2}([./-])[0-9]{1,2}\\1[0-9]{1,2}",
                  "(?<![0-9][./-])[0-9]{1,2}\\s?([./-])\\s?[0-9]{1,2}\\s?\\2\\s?(?:19|20)?[0-9]{2}",
                  MONTH
                      + GAP
                      + "(?:the )?"
                      + DAY
                      + "(?:(?:"
                      + GAP
                      + "|\\sof\\s|\\sin\\s)"
                      + YEAR
                      + ")?+",
                  "(?:the )?"
                      + DAY
                      + GAP
                      + "(?:(?:day )?of |de |del )?"
                      + MONTH
                      + "(?:(?:"
                      + GAP
                      + "|\\sof\\s|\\sin\\s|\\sde\\s|\\sdel\\s)"
                      + YEAR
                      + ")?+",
                  "(?:the )?(?:"
                      + ORDINAL
                      + ")\\sof\\s(?:the\\s)?(?:"
                      + ORDINAL
                      + "|"
                      + MONTH
                      + ")[\\s,]{1,2}"
                      + YEAR,
                  MONTH + GAP + "(?:of )?(?:19|20)[0-9]{2}")
              + ")"
              + "(?![./-][0-9])"
              + ENDS);

  /** How far back "born" may be, in UTF-16 units. */
  private static final int WIDEST = 45;

  private static final WordPattern YEAR_OF_BIRTH =
      WordPattern.of(STARTS + "born (?:back )?in (?:the year )?(?<match>" + YEAR + ")" + ENDS);

  private static final Set<Topic> NOT_DATES =
      EnumSet.of(Topic.PHONE, Topic.CARD, Topic.ACCOUNT, Topic.ID, Topic.SECRET);

  private DateDetector() {}

  /** Marks dates of birth as matches and all other dates as harmless. */
  public static void detect(List<Segment> segments) {
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      YEAR_OF_BIRTH.each(
          segment.indexed(),
          year ->
              segment.add(
                  DetectedSpan.match(
                      Category.BIRTH_DATE,
                      DetectedSpan.BY_CONTEXT,
                      year.start("match"),
                      year.end("match"))));
      BooleanSupplier asked = answers(segments, i);
      if (segment.hasDigits()
          || SAYS_MONTH.isIn(segment.indexed())
          || segment.containsAny(ORDINALS)) {
        DATE.each(segment.indexed(), date -> mark(segment, date, asked));
      }
    }
  }

  /** Whether the date of birth was asked for before a turn; determined at most once. */
  private static BooleanSupplier answers(List<Segment> segments, int turn) {
    Map<Integer, Boolean> known = new HashMap<>();
    return () -> known.computeIfAbsent(turn, at -> isAsked(segments, at));
  }

  private static void mark(Segment segment, Matcher date, BooleanSupplier asked) {
    boolean inWordsOfAnotherLanguage =
        segment.vocabulary().isPresent() && date.group().chars().noneMatch(Character::isDigit);
    if (inWordsOfAnotherLanguage
        || !isPossible(date.group())
        || isSpelled(segment, date.start())
        || isTold(segment, date.start())) {
      return;
    }
    boolean birth =
        isOfBirth(segment, date.start(), date.end())
            || (segment.beginsWithNames(date.start()) && asked.getAsBoolean());
    segment.add(
        birth
            ? DetectedSpan.match(
                Category.BIRTH_DATE, DetectedSpan.BY_FORM, date.start(), date.end())
            : DetectedSpan.harmless(date.start(), date.end()));
  }

  /** Whether a numeric date has a possible month and day. */
  private static boolean isPossible(String date) {
    String[] parts = date.split("[^0-9]+", -1);
    if (parts.length != 3 || !date.matches("[0-9./\\s-]+")) {
      return true;
    }
    int first = Integer.parseInt(parts[parts[0].length() == 4 ? 2 : 0]);
    int second = Integer.parseInt(parts[1]);
    return Math.min(first, second) >= 1
        && Math.min(first, second) <= 12
        && Math.max(first, second) <= 31;
  }

  /** "N like november four one": the month stands for a letter. */
  private static boolean isSpelled(Segment segment, int start) {
    List<Token> tokens = segment.tokens();
    int month = segment.tokenAt(start);
    return month > 0
        && tokens.get(month).word().equals("november")
        && (SpelledLetter.is(tokens, month - 1)
            || tokens.subList(Math.max(0, month - 3), month).stream()
                .anyMatch(token -> token.word().equals("n")));
  }

  /** Whether it belongs to a telephone number or the like. */
  private static boolean isTold(Segment segment, int start) {
    int next = segment.cuesBefore(start) - 1;
    return next >= 0
        && NOT_DATES.contains(segment.cues().get(next).topic())
        && NumberContext.isLinked(segment, segment.cues().get(next).end(), start);
  }

  private static boolean isAsked(List<Segment> segments, int answer) {
    Optional<Cue> question = Question.before(segments, answer);
    return question.filter(cue -> cue.topic() == Topic.BIRTH).isPresent();
  }

  /** Whether a nearby topic before or right after the date is birth. */
  private static boolean isOfBirth(Segment segment, int start, int end) {
    List<Cue> cues = segment.cues();
    int next = segment.cuesBefore(start);
    for (int i = next - 1; i >= 0 && start - cues.get(i).end() <= WIDEST; i--) {
      if (cues.get(i).topic() == Topic.BIRTH) {
        return true;
      }
    }
    int after = segment.cuesBefore(end);
    return after < cues.size()
        && cues.get(after).topic() == Topic.BIRTH
        && cues.get(after).start() - end <= 25;
  }
}
