package org.voiceagent.exporter.redaction.number;

import static org.voiceagent.exporter.redaction.text.PatternDetector.ENDS;
import static org.voiceagent.exporter.redaction.text.PatternDetector.STARTS;

import java.util.List;
import java.util.stream.Stream;
import org.voiceagent.exporter.redaction.text.PatternDetector;

/** Forms of numbers that identify no one, such as times, prices and versions. */
public final class HarmlessForms {
  private static final String HEX = "[0-9a-f]";

  private static final List<PatternDetector> ALL = withDigits();

  private HarmlessForms() {}

  public static List<PatternDetector> all() {
    return ALL;
  }

  private static List<PatternDetector> withDigits() {
    return Stream.of(
            word(HEX + "{8}-" + HEX + "{4}-" + HEX + "{4}-" + HEX + "{4}-" + HEX + "{12}"),
            word("1[0-9]{9}\\.[0-9]{1,7}"),
            word("[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,6})?+)?+(?:\\s?[ap]\\.?m)?+"),
            PatternDetector.harmless("[$€£¥₹]\\s?[0-9]{1,9}(?:[.,][0-9]{1,3}){0,4}+(?![0-9])"),
            word("[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\\.[0-9]{1,4})?+"),
            PatternDetector.harmless(
                STARTS
                    + "[0-9]{1,9}(?:[.,][0-9]{1,4})?+\\s?(?:[%€£$°]|percent|eur|usd|gbp)(?!\\p{L})"),
            word(
                "[0-9]{1,3}(?:\\.[0-9]{1,3}){1,3}-(?:rc|beta|alpha|snapshot|dev|pre)[a-z0-9.-]{0,12}"),
            word("(?<![0-9][.])[0-9]{1,2}\\.[0-9]{1,2}(?:\\.[0-9]{1,3})?(?![.][0-9])"),
            word("v ?[0-9]{1,4}(?:\\.[0-9]{1,6}){0,4}+(?:-[a-z0-9.]{1,20})?+"),
            PatternDetector.harmless(
                STARTS + "(?:19|20)[0-9]{2}\\s?(?:-|\u2013|/)\\s?(?:19|20)[0-9]{2}(?![0-9/.-])"),
            PatternDetector.harmless(
                STARTS
                    + "(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"))
        .map(PatternDetector::onlyWithDigits)
        .toList();
  }

  private static PatternDetector word(String regex) {
    return PatternDetector.harmless(STARTS + "(?:" + regex + ")" + ENDS);
  }
}
