package org.voiceagent.exporter.redaction.name;

import static org.voiceagent.exporter.redaction.text.PatternDetector.ENDS;
import static org.voiceagent.exporter.redaction.text.PatternDetector.STARTS;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.Cue;
import org.voiceagent.exporter.redaction.text.DetectedSpan;
import org.voiceagent.exporter.redaction.text.Question;
import org.voiceagent.exporter.redaction.text.Segment;
import org.voiceagent.exporter.redaction.text.Topic;
import org.voiceagent.exporter.redaction.text.WordPattern;

/**
 * Finds postal addresses: street and number, postcodes, and answers to questions for an address.
 */
public final class AddressDetector {
  private static final String NUMBER_WORD =
      "(?:oh|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
          + "|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)";

  private static final String HOUSE =
      "(?:(?:flat|apartment|apt|unit|suite) [0-9a-z]{1,4},? )?+(?:[0-9]{1,5}[a-z]?|"
          + NUMBER_WORD
          + "(?:[\\s-](?:and )?"
          + NUMBER_WORD
          + "){0,5})";

  private static final String STREET_WORD =
      "(?!(?:the|a|an|one|pm|am|bath|baths|star|stars|start|bed|beds|bedroom|called|great|nice|good|take|takes|taking|took|event|events|of|for|to|in|on|at|and|or|is|are|was|my|your|more|minutes?|hours?|days?|times?|dollars?|people|items?|percent|it|i|that|this|from|with|by|off|out|per|way|ways)\\s)[\\p{L}0-9'.-]{2,25}";

  private static final String SUFFIXES =
      "street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|ct|place|square|terrace|close|crescent|gardens"
          + "|parkway|pkwy|circle|trail|row|mews|grove|way|hill|highway|walk|yard|quay|wharf|parade|villas|cottages";

  private static final Set<String> SUFFIX_WORDS = Set.of(SUFFIXES.split("\\|", -1));

  /** Excludes "two hundred square feet" and "section four row nine". */
  private static final String SUFFIX =
      "(?:"
          + SUFFIXES
          + ")(?!\\s(?:feet|foot|meters?|metres?|yards?|miles?|inches)(?!\\p{L}))(?<!row(?=\\s(?:[0-9]|"
          + NUMBER_WORD
          + ")))";

  private static final WordPattern STREET =
      form(
          HOUSE
              + "[\\s,]{1,2}(?:"
              + STREET_WORD
              + "\\s){1,3}?"
              + SUFFIX
              + "(?![\\p{L}'])\\.?(?:,?\\s(?:flat|apartment|apt|unit|suite) [0-9a-z]{1,4}(?:"
              + " [a-z](?![\\p{L}\\p{N}]))?)?+(?:,\\s?[\\p{L}"
              + " ]{2,30}(?:,\\s?[\\p{L}]{2,20})?\\s?(?:[0-9]{5}(?:-[0-9]{4})?)?)?+");

  /** Forms with digits. */
  private static final List<WordPattern> FORMS =
      List.of(
          form("(?:[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2})" + ENDS),
          form(
              "\\p{L}{3,15}+(?: \\p{L}{3,15}+)?+,?"
                  + " (?:A[KLRZ]|C[AOT]|DE|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])"
                  + " [0-9]{5}"
                  + ENDS),
          form("p\\.? ?o\\.? box [0-9]{1,7}" + ENDS),
          form(
              "(?=\\p{L}{3,38}+\\.?\\s[0-9])\\p{L}{3,30}(?:stra(?:ß|ss)e|str\\.|weg|platz|allee|gasse|(?<!ar|fe|di|ui|ir|ur|er|ai|ea|ta|do|ve|to|la|no|pp)ring|damm|ufer)\\s[0-9]{1,4}[a-z]?(?:,?\\s[0-9]{5}\\s\\p{L}{2,30})?"
                  + ENDS),
          form(
              "[0-9]{1,4}(?: bis| ter)?,?"
                  + " (?:rue|avenue|boulevard|place|chemin|impasse|quai|all[eé]e) (?:de (?:la"
                  + " |l')?|du |des )?[\\p{L}'-]{2,25}(?: [\\p{L}'-]{2,25})?"
                  + ENDS),
          form(
              "(?:calle|avenida|plaza|paseo|via|viale|piazza|corso) (?:de (?:la |los )?|del |di"
                  + " )?[\\p{L}'-]{2,25}(?: [\\p{L}'-]{2,25})?,? (?:n[uú]mero )?[0-9]{1,4}"
                  + ENDS));

  /** What a phrase says about the words after it: the sections of {@code address-cues.txt}. */
  private enum Phrase {
    ASKS,
    BEFORE
  }

  private static final CuePhrases<Phrase> PHRASES =
      CuePhrases.read("address-cues.txt", Phrase.class);

  /** An answer may begin with so many everyday words. */
  private static final int MOST_SKIPPED = 8;

  private static final int MOST_SKIPPED_AFTER_PHRASE = 3;

  private static final int LONGEST_ANSWER = 60;

  private AddressDetector() {}

  private static WordPattern form(String regex) {
    return WordPattern.of(STARTS + "(?:" + regex + ")");
  }

  public static void detect(List<Segment> segments) {
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      if (segment.containsAny(SUFFIX_WORDS)) {
        mark(segment, STREET);
      }
      if (segment.hasDigits()) {
        FORMS.forEach(form -> mark(segment, form));
      }
      PHRASES.each(
          segment,
          (phrase, first, next) -> {
            if (phrase == Phrase.BEFORE) {
              following(segment, next, MOST_SKIPPED_AFTER_PHRASE)
                  .filter(AddressReader.Address::hasStreetAndNumber)
                  .ifPresent(address -> mark(segment, address));
            }
          });
      for (Cue cue : segment.cues()) {
        if (cue.topic() == Topic.ADDRESS) {
          answer(segment, segment.tokenAt(cue.end()), MOST_SKIPPED_AFTER_PHRASE);
        }
      }
      if (isAsked(segments, i) && segment.tokens().size() < LONGEST_ANSWER) {
        answer(segment, 0, MOST_SKIPPED);
      }
    }
  }

  private static boolean isAsked(List<Segment> segments, int i) {
    return i > 0
        && (Question.before(segments, i).filter(cue -> cue.topic() == Topic.ADDRESS).isPresent()
            || PHRASES.isIn(segments.get(i - 1), Phrase.ASKS));
  }

  private static void answer(Segment segment, int from, int mostSkipped) {
    following(segment, from, mostSkipped)
        .filter(address -> address.isAnswer() || address.isCode())
        .ifPresent(address -> mark(segment, address));
  }

  private static Optional<AddressReader.Address> following(
      Segment segment, int from, int mostSkipped) {
    int first = from;
    while (first < segment.tokens().size()
        && first - from < mostSkipped
        && AddressReader.isFiller(segment, first)) {
      first++;
    }
    return first < segment.tokens().size() ? AddressReader.at(segment, first) : Optional.empty();
  }

  private static void mark(Segment segment, AddressReader.Address address) {
    segment.add(
        DetectedSpan.match(
            Category.ADDRESS, DetectedSpan.BY_CONTEXT, address.start(), address.end()));
  }

  private static void mark(Segment segment, WordPattern form) {
    form.each(
        segment.indexed(),
        found ->
            segment.add(
                DetectedSpan.match(
                    Category.ADDRESS, DetectedSpan.BY_CONTEXT, found.start(), found.end())));
  }
}
