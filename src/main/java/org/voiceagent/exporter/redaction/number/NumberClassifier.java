package org.voiceagent.exporter.redaction.number;

import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.Cue;
import org.voiceagent.exporter.redaction.text.DetectedSpan;
import org.voiceagent.exporter.redaction.text.Topic;

/** Classifies a run of numbers by its form and by its topic. Immutable. */
public final class NumberClassifier {
  private static final int SHORTEST_CARD = 13;
  private static final int LONGEST_CARD = 19;
  private static final int LONGEST_PHONE = 15;

  /** An unexplained number with this many digits is removed. */
  private static final int LONG = 7;

  /** The same, if the digits are read out one by one. */
  private static final int LONG_READ_OUT = 4;

  /** The same, if they are said in pairs such as "forty-two eleven". */
  private static final int LONG_IN_PAIRS = 6;

  /** Most national ids are this long; no one counts this far one by one. */
  private static final int LONG_NATIONAL = 9;

  private final NationalIds ids;

  public NumberClassifier(NationalIds ids) {
    this.ids = ids;
  }

  /**
   * Classifies a run.
   *
   * @param run the whole run, including parts before and after an interruption
   * @param written the run as written, with a plus or parenthesis before it
   * @param topic its topic, if there is one
   * @param asked whether the other speaker asked for it
   * @param measured whether a unit follows
   */
  Classification judge(
      NumberRun run, String written, Optional<Cue> topic, boolean asked, boolean measured) {
    String digits = run.digits();
    if (digits.isEmpty()) {
      return Classification.harmless(false);
    }
    boolean harmless = topic.filter(cue -> cue.topic().isHarmless()).isPresent();
    if (holdsIban(run)) {
      return Classification.match(Category.IBAN, DetectedSpan.PROVEN);
    }
    if (isCard(digits) || (!harmless && holdsCard(run))) {
      return Classification.match(Category.CARD, DetectedSpan.PROVEN);
    }
    if (ids.surely(run, written)) {
      return Classification.match(Category.ID, DetectedSpan.BY_FORM);
    }
    boolean birth = topic.filter(cue -> cue.topic() == Topic.BIRTH).isPresent();
    if (run.date() && !birth) {
      return Classification.harmless(true);
    }
    boolean askedFor = asked && !harmless && digits.length() >= LONG_NATIONAL;
    if ((run.quantity() && !birth && !askedFor) || (measured && digits.length() < 10)) {
      return Classification.harmless(true);
    }
    boolean year = run.years() && run.pieces().size() == 1;
    return topic
        .map(cue -> byTopic(run, written, cue, asked, year))
        .orElseGet(() -> byItself(run, written));
  }

  private Classification byTopic(
      NumberRun run, String written, Cue cue, boolean asked, boolean year) {
    int n = run.digits().length();
    boolean readOut = run.oneByOne() || asked;
    boolean longEnough = n >= LONG || (n >= 4 && !year && (readOut || !run.spoken()));
    return switch (cue.topic()) {
      case CARD -> longEnough ? told(Category.CARD) : byItself(run, written);
      case PHONE ->
          n > LONGEST_PHONE
              ? told(Category.NUMBER)
              : n >= LONG || (n >= 4 && readOut) ? told(Category.PHONE) : byItself(run, written);
      case ID ->
          longEnough || (n >= 4 && run.symbols().length() >= LONG)
              ? told(Category.ID)
              : byItself(run, written);
      case ACCOUNT -> longEnough ? told(Category.NUMBER) : byItself(run, written);
      case SECRET -> n >= 3 && n <= 12 ? told(Category.SECRET) : byItself(run, written);
      case BIRTH -> n >= 4 && n <= 11 ? told(Category.BIRTH_DATE) : byItself(run, written);
      case ADDRESS ->
          (asked && isPostcode(run))
                  || (n >= 4 && n <= 9 && !year && (n == 5 || cue.strong() || asked))
              ? told(Category.ADDRESS)
              : byItself(run, written);
      case EMAIL, NAME -> byItself(run, written);
      case QUANTITY -> n >= 10 ? byItself(run, written) : Classification.harmless(true);
      case HARMLESS ->
          !cue.strong() && PhoneForm.isOne(run, written) && !asked
              ? told(Category.PHONE)
              : Classification.harmless(true);
    };
  }

  private Classification byItself(NumberRun run, String written) {
    int n = run.digits().length();
    if (run.years() || isCounting(run)) {
      return Classification.harmless(false);
    }
    if (PhoneForm.isOne(run, written)) {
      return Classification.match(Category.PHONE, DetectedSpan.BY_FORM);
    }
    boolean readOut = run.oneByOne() && n >= LONG_READ_OUT;
    boolean pairs = run.spoken() && n >= LONG_IN_PAIRS;
    if (n >= LONG || readOut || pairs) {
      Category category = n == 10 || n == 11 ? Category.PHONE : Category.NUMBER;
      return Classification.match(category, DetectedSpan.UNEXPLAINED);
    }
    return Classification.harmless(false);
  }

  /** Letters and digits as in British, Canadian and Dutch postcodes. */
  private static boolean isPostcode(NumberRun run) {
    int letters = run.symbols().length() - run.digits().length();
    return letters >= 2 && run.symbols().length() >= 5 && run.symbols().length() <= 8;
  }

  private static Classification told(Category category) {
    return Classification.match(category, DetectedSpan.BY_CONTEXT);
  }

  /** One, two, three, four: counting, not a number of a person. */
  private static boolean isCounting(NumberRun run) {
    String digits = run.digits();
    return digits.length() < 10 && "123456789".startsWith(digits) && run.oneByOne();
  }

  private static boolean isCard(String digits) {
    return digits.length() >= SHORTEST_CARD
        && digits.length() <= LONGEST_CARD
        && digits.charAt(0) >= '2'
        && digits.charAt(0) <= '6'
        && CheckDigits.luhn(digits);
  }

  /** Whether some consecutive parts are a card number, next to other numbers. */
  private static boolean holdsCard(NumberRun run) {
    List<NumberPart> pieces = run.pieces();
    for (int from = 0; from < pieces.size(); from++) {
      StringBuilder digits = new StringBuilder();
      for (int i = from; i < pieces.size() && digits.length() < LONGEST_CARD; i++) {
        digits.append(pieces.get(i).symbols());
        if (digits.length() >= 15 && isAllDigits(digits) && isCard(digits.toString())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isAllDigits(CharSequence symbols) {
    return symbols.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean holdsIban(NumberRun run) {
    String symbols = run.symbols();
    for (int from = 0; from < Math.min(4, symbols.length()); from++) {
      String rest = symbols.substring(from);
      if (Iban.proven(rest) || Iban.formed(rest) || Iban.begins(rest)) {
        return true;
      }
    }
    return false;
  }
}
