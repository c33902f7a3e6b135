package org.voiceagent.exporter.redaction;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The personal data that can be told by how it is written, or by the words around it. */
final class WrittenForms {
  private static final String STARTS = "(?<![\\p{L}\\p{M}\\p{N}\\]])";
  private static final String ENDS = "(?![\\p{L}\\p{M}\\p{N}\\[])";

  private static final String NAME_WORD = "\\p{L}[\\p{L}\\p{M}\\p{N}'\u2019.-]{0,39}+";

  private static final Pattern PARAMETER = Pattern.compile("[?&#;]([^?&#;=]{1,64}+)=");
  private static final Pattern SECRET_PARAMETER =
      Pattern.compile("token|key|secret|sig|auth|passw|pwd|code|session|sid|jwt|credential");

  /** {@code https://user:word@host/} or {@code https://host/?access_token=...}, as a whole. */
  static final Rule ADDRESS_WITH_SECRET =
      PatternRule.of(
          "[SECRET]",
          STARTS + "[a-z][a-z0-9+.-]{1,20}+://[^\\s<>\"\\[\\]]++",
          WrittenForms::addressHoldsSecret);

  /** {@code john dot smith at example dot com}, letters spelled, or half of it written. */
  static final Rule SPOKEN_EMAIL =
      PatternRule.of(
          "[EMAIL]",
          String.join(
                  "",
                  "(?<!LOCAL|\\])",
                  "(?:LOCAL{1,64}+GAP(?:dot|point|underscore|dash|hyphen|plus)GAP",
                  "|SPELLEDGAP(?!at\\s|@)){0,20}+",
                  "LOCAL{1,64}+(?:\\s?+@\\s?+|GAPatGAP)",
                  "(?:HOST{1,64}+(?:\\.|GAPdotGAP)){1,5}\\p{L}{2,24}+",
                  "(?![\\p{L}\\p{M}\\p{N}_%+@\\[-])")
              .replace("SPELLED", "(?:[\\p{L}\\p{N}]|" + SpokenNumber.FIGURES + ")")
              .replace("LOCAL", "[\\p{L}\\p{M}\\p{N}._%+-]")
              .replace("HOST", "[\\p{L}\\p{M}\\p{N}-]")
              .replace("GAP", "\\s{1,3}+"));

  static final Rule EMAIL =
      PatternRule.of(
          "[EMAIL]",
          "(?<![LOCAL.])[LOCAL.]++@[LOCAL@]++(?:\\.++[LOCAL@]++)*+"
              .replace("LOCAL", "\\p{L}\\p{M}\\p{N}_%+-"));

  /** {@code access_token=...}, {@code password: ...}. */
  static final Rule NAMED_SECRET =
      PatternRule.of(
          "[SECRET]",
          "(?:token|secret|passw(?:or)?d|api[_-]?key|signature)[\\w-]{0,16}+[=:] ?+"
              + "[^\\s&\\[\\]]{4,}+");

  static final Rule BEARER =
      PatternRule.of("[SECRET]", STARTS + "bearer(?:\\s*+:\\s*+|\\s++)[a-z0-9._~+/=-]{4,}+");

  /** A JSON web token: three parts, however short, of which the first two begin as JSON does. */
  static final Rule WEB_TOKEN =
      PatternRule.of("[SECRET]", "eyJ[a-z0-9_-]{2,}+\\.eyJ[a-z0-9_-]{2,}+(?:\\.[a-z0-9_-]*+)?+");

  static final Rule PREFIXED_KEY =
      PatternRule.of(
          "[SECRET]",
          STARTS + "(?:sk|pk|rk|key|token|gh[a-z]|xox[a-z])[-_][a-z0-9_-]{4,}+",
          key -> key.length() >= 16 || key.chars().anyMatch(Character::isDigit));

  /** In one piece, or in groups of four of which the second may be the letters of a bank. */
  static final Rule IBAN =
      PatternRule.of(
          "[IBAN]",
          STARTS
              + "[a-z]{2}[0-9]{2}(?:[a-z0-9]{11,30}+"
              + "|(?:[ -][a-z0-9]{4})?(?:[ -](?=[a-z]{0,3}[0-9])[a-z0-9]{4}){2,7}+"
              + "(?:[ -](?=[a-z]{0,2}[0-9])[a-z0-9]{1,3}"
              + ENDS
              + ")?+)"
              + ENDS);

  /** What no word looks like: long, of letters and digits. */
  static final Rule KEY =
      PatternRule.of("[SECRET]", "[a-z0-9_+/=~-]{20,}+", WrittenForms::looksLikeKey);

  /** Eight groups, or fewer with a double colon; the address of a network card, too. */
  static final Rule IPV6 =
      PatternRule.of(
          "[IP]",
          "(?<![\\p{L}\\p{M}\\p{N}\\]:])[0-9a-f]*+:[0-9a-f:]++(?:(?:\\.[0-9]{1,3}+){3})?+" + ENDS,
          WrittenForms::looksLikeIpv6);

  static final Rule IPV4 =
      PatternRule.of("[IP]", STARTS + "[0-9]{1,3}+(?:\\.[0-9]{1,3}+){3,}+" + ENDS);

  /** Figures between colons or semicolons, but for a time of day, also with seconds. */
  static final Rule SPLIT_FIGURES =
      PatternRule.of(
          "[NUMBER]",
          "(?<![\\p{L}\\p{M}\\p{N}\\]:;])[0-9]{1,3}+(?:\\s?+[:;]\\s?+[0-9]{1,3}+){2,}+" + ENDS,
          WrittenForms::isMoreThanATime);

  /** A code too short to be taken for a number, where the words before it say what it is. */
  static final Rule NAMED_CODE =
      PatternRule.of(
          "$1[SECRET]",
          STARTS
              + "((?:pin|cvv|cvc|passcode|password|(?:security|access) code)(?: number| code)?+"
              + "(?: is|:)?+ )(?=[^\\s\\[\\]]{0,64}[0-9])[^\\s\\[\\]]++");

  /** Up to three words after "name is", before them single letters where it is spelled. */
  static final Rule OWN_NAME =
      PatternRule.of(
          "$1[NAME]",
          String.join(
                  "",
                  STARTS,
                  "(name(?:"
                      + " is|['\u2019]?s)[,:]?+\\s{1,3}+[\"'*_\u201c\u2018\u201e]{0,3}+(?:(?:um|uh|er|erm|spelled|like),?+\\s){0,3}+)",
                  "(?!my name|this is)(?:(?!END)LETTER[\\s,.-]{1,3}+){0,30}+",
                  "WORD(?:GAP(?!END)WORD){0,2}+",
                  "(?:(?:GAP(?!END)LETTER){1,30}+(?:GAP(?!END)WORD){0,2}+)?+")
              .replace("GAP", "[\\s,]{1,2}+")
              .replace(
                  "END",
                  "(?:i\\s\\p{L}{2}|i['\u2019]|(?:and|but|my|first|last|full|speaking|calling|from"
                      + "|the|is|on|in|not|because|this|can|could|please|with)(?!\\p{L}))")
              .replace("LETTER", "\\p{L}(?![\\p{L}\\p{M}'\u2019])")
              .replace("WORD", NAME_WORD));

  /** "This is ... speaking". */
  static final Rule NAME_OF_SPEAKER =
      PatternRule.of(
          "$1[NAME]$2",
          STARTS
              + "(this is )(?!(?:my|the|a|an|not|why|what|how|who)\\s)"
              + NAME_WORD
              + "(?:[\\s,]{1,2}+(?!speaking|calling|i[\\s'\u2019])"
              + NAME_WORD
              + "){0,2}+([\\s,]{1,2}+(?:speaking|calling)(?!\\p{L}))");

  private WrittenForms() {}

  private static boolean addressHoldsSecret(String address) {
    if (address.indexOf('@') >= 0) {
      return true;
    }
    Matcher parameter = PARAMETER.matcher(address);
    while (parameter.find()) {
      if (SECRET_PARAMETER.matcher(parameter.group(1).toLowerCase(Locale.ROOT)).find()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMoreThanATime(String candidate) {
    long figures = candidate.chars().filter(c -> c >= '0' && c <= '9').count();
    String[] pieces = candidate.split("\\s?[:;]\\s?", -1);
    boolean oneByOne = figures == pieces.length;
    return figures >= 7 || (figures >= 4 && (oneByOne || candidate.indexOf(';') >= 0));
  }

  private static boolean looksLikeIpv6(String candidate) {
    boolean groups = candidate.contains("::") || candidate.split(":", -1).length > 4;
    return groups && candidate.chars().anyMatch(c -> c != ':');
  }

  private static boolean looksLikeKey(String candidate) {
    boolean digits = candidate.chars().anyMatch(c -> c >= '0' && c <= '9');
    boolean lower = candidate.chars().anyMatch(c -> c >= 'a' && c <= 'z');
    boolean upper = candidate.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
    boolean path = candidate.indexOf('/') >= 0;
    return digits && (path ? lower && upper : lower || upper);
  }
}
