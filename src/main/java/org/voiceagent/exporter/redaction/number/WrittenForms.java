package org.voiceagent.exporter.redaction.number;

import static org.voiceagent.exporter.redaction.text.PatternDetector.ENDS;
import static org.voiceagent.exporter.redaction.text.PatternDetector.STARTS;

import java.util.List;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.DetectedSpan;
import org.voiceagent.exporter.redaction.text.PatternDetector;

/** Written e-mail addresses, bank accounts and network addresses, recognised by their form. */
public final class WrittenForms {
  private static final String FIGURES = "zero|oh|one|two|three|four|five|six|seven|eight|nine";

  private static final String EMAIL =
      "(?<![LOCAL.])[LOCAL.]++@[LOCAL@]++(?:\\.++[LOCAL@]++)*+"
          .replace("LOCAL", "\\p{L}\\p{M}\\p{N}_%+-");

  /** In one block, or in groups of four, where the second may be the letters of a bank. */
  private static final String IBAN =
      STARTS
          + "[a-z]{2}[0-9]{2}(?:[a-z0-9]{11,30}+"
          + "|(?:[ -][a-z0-9]{4})?(?:[ -](?=[a-z]{0,3}[0-9])[a-z0-9]{4}){2,7}+"
          + "(?:[ -](?=[a-z]{0,2}[0-9])[a-z0-9]{1,3}"
          + ENDS
          + ")?+)"
          + ENDS;

  /** Eight groups, or fewer with a double colon; includes addresses of network cards. */
  private static final String IPV6 =
      "(?<![\\p{L}\\p{M}\\p{N}\\]:])[0-9a-f]*+:[0-9a-f:]++(?:(?:\\.[0-9]{1,3}+){3})?+" + ENDS;

  private static final String MAC =
      STARTS
          + "[0-9a-f]{2}(?:-[0-9a-f]{2}){5}"
          + ENDS
          + "|"
          + STARTS
          + "[0-9a-f]{4}\\.[0-9a-f]{4}\\.[0-9a-f]{4}"
          + ENDS;

  private static final String IPV4 =
      STARTS + "(?<![0-9][.])[0-9]{1,3}+(?:\\.[0-9]{1,3}+){3,}+" + ENDS;

  private static final String FIGURE = "(?:(?:double|triple)\\s)?(?:" + FIGURES + ")";

  /** "one nine two dot one six eight dot one dot ten". */
  private static final String SPOKEN_IPV4 =
      STARTS
          + "(?:NUMBER(?:[\\s-]NUMBER){0,3}+\\s(?:dot|point)\\s){3}NUMBER(?:[\\s-]NUMBER){0,3}+"
              .replace(
                  "NUMBER",
                  "(?:[0-9]{1,3}+|"
                      + FIGURE
                      + "|hundred|and|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
                      + "|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?!\\p{L})")
          + ENDS;

  private WrittenForms() {}

  public static List<PatternDetector> all() {
    return List.of(
        PatternDetector.of(Category.EMAIL, DetectedSpan.BY_FORM, EMAIL).onlyWith("@"),
        PatternDetector.of(Category.IBAN, DetectedSpan.PROVEN, IBAN, Iban::proven).onlyWithDigits(),
        PatternDetector.of(Category.IBAN, DetectedSpan.BY_FORM, IBAN, Iban::formed)
            .onlyWithDigits(),
        PatternDetector.of(Category.IP, DetectedSpan.BY_FORM, IPV6, WrittenForms::looksLikeIpv6)
            .onlyWith(":"),
        PatternDetector.of(
            Category.IP,
            DetectedSpan.BY_FORM,
            MAC,
            mac -> mac.chars().anyMatch(Character::isLetter) || mac.indexOf('-') > 0),
        PatternDetector.of(Category.IP, DetectedSpan.BY_FORM, IPV4, WrittenForms::looksLikeIpv4)
            .onlyWith("."),
        PatternDetector.of(Category.IP, DetectedSpan.BY_FORM, SPOKEN_IPV4)
            .onlyWith("dot", "point"));
  }

  private static boolean looksLikeIpv6(String candidate) {
    boolean groups = candidate.contains("::") || candidate.split(":", -1).length > 5;
    return groups && candidate.chars().anyMatch(c -> c != ':');
  }

  /** Four groups up to 255; a version such as 4.3.0.1 looks the same and is removed, too. */
  private static boolean looksLikeIpv4(String candidate) {
    String[] groups = candidate.split("\\.", -1);
    if (groups.length != 4) {
      return false;
    }
    for (String group : groups) {
      if (Integer.parseInt(group) > 255) {
        return false;
      }
    }
    return true;
  }
}
