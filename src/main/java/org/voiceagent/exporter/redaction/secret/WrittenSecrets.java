package org.voiceagent.exporter.redaction.secret;

import static org.voiceagent.exporter.redaction.text.PatternDetector.STARTS;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.DetectedSpan;
import org.voiceagent.exporter.redaction.text.PatternDetector;
import org.voiceagent.exporter.redaction.text.SpokenNumber;
import org.voiceagent.exporter.redaction.text.WordList;

/** Finds written secrets by their form or by the word before them. */
public final class WrittenSecrets {
  private static final Pattern PARAMETER = Pattern.compile("[?&#;]([^?&#;=]{1,64}+)=");

  /** Anyone who knows the address of a webhook can use it. */
  private static final Pattern HOOK =
      Pattern.compile("webhook|//hooks?\\.|/hooks/|/bot[0-9]{6,}:", Pattern.CASE_INSENSITIVE);

  private static final Pattern SECRET_PARAMETER =
      Pattern.compile("token|key|secret|sig|auth|passw|pwd|code|session|sid|jwt|credential");

  /** Words after "the password is" that are no password. */
  private static final Set<String> NO_PASSWORDS =
      WordList.of(
          "not wrong incorrect expired the a an my your correct right in on at too"
              + " never still no working invalid required needed being that what case also"
              + " already something been to so now reset locked always and it fine good sent"
              + " stored very really just um uh for there is same different weak strong"
              + " changed");

  private WrittenSecrets() {}

  public static List<PatternDetector> all() {
    return List.of(
        PatternDetector.of(
            Category.SECRET,
            DetectedSpan.PROVEN,
            "-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]*+(?:-----END [A-Z ]{0,30}PRIVATE"
                + " KEY-----)?+"),
        PatternDetector.of(
                Category.SECRET,
                DetectedSpan.PROVEN,
                STARTS + "[a-z][a-z0-9+.-]{1,20}+://[^\\s<>\"\\[\\]]++",
                WrittenSecrets::addressHoldsSecret)
            .onlyWith("/"),
        PatternDetector.of(
            Category.SECRET,
            DetectedSpan.PROVEN,
            "(?:token|secret|passw(?:or)?d|api[_-]?key|signature|credential)[\\w-]{0,16}+[=:] ?+"
                + "[^\\s&\\[\\]]{4,}+"),
        PatternDetector.of(
            Category.SECRET,
            DetectedSpan.PROVEN,
            STARTS + "bearer(?:\\s*+:\\s*+|\\s++)[a-z0-9._~+/=-]{4,}+",
            bearer -> bearer.length() > 22 || bearer.indexOf('.') > 0 || hasDigit(bearer)),
        PatternDetector.of(
            Category.SECRET,
            DetectedSpan.PROVEN,
            "(?<![a-z0-9_-])eyJ[a-z0-9_-]{2,}+\\.eyJ[a-z0-9_-]{2,}+(?:\\.[a-z0-9_-]*+)?+"),
        PatternDetector.of(
            Category.SECRET,
            DetectedSpan.PROVEN,
            STARTS
                + "(?:sk|pk|rk|key|token|gh[a-z]|xox[a-z]|glpat|npm|hf|whsec|dop_v1)[-_][a-z0-9_-]{4,}+",
            key -> key.length() >= 16 || hasDigit(key)),
        PatternDetector.of(
            Category.SECRET, DetectedSpan.PROVEN, STARTS + "(?:AKIA|ASIA|AIza)[a-z0-9_-]{12,}+"),
        PatternDetector.of(
            Category.SECRET,
            DetectedSpan.BY_FORM,
            "(?<![a-z0-9_+/=~-])[a-z0-9_+/=~-]{20,}+",
            WrittenSecrets::looksLikeKey),
        PatternDetector.of(
            Category.SECRET,
            DetectedSpan.BY_CONTEXT,
            STARTS
                + "(?:pass ?word|pass ?code|pass"
                + " ?phrase|pwd|pin|cvv2?|cvc2?|(?:security|access|door|verification)"
                + " code|secret|api key|token)(?: number| code)?+(?: is|'s|:| to be| to)(?: just|"
                + " um| uh| like)?+ (?<match>[^\\s\\[\\]]{2,64})",
            WrittenSecrets::namesSecret),
        PatternDetector.of(
            Category.SECRET,
            DetectedSpan.BY_CONTEXT,
            STARTS + "(?:pass ?word|pass ?code|pass ?phrase)[ ,:]{1,2}(?<match>[^\\s\\[\\]]{4,64})",
            WrittenSecrets::endsInMixture),
        PatternDetector.of(
            Category.SECRET,
            DetectedSpan.BY_CONTEXT,
            STARTS
                + "(?:api key|access key|secret key|(?:access|auth|api) token)(?: is|'s|:)?+"
                + " (?<match>[^\\s\\[\\]]{6,200})",
            WrittenSecrets::namesSecret));
  }

  /** Whether a lower-case word after "the password is" is no password. */
  static boolean isNoPassword(String word) {
    return NO_PASSWORDS.contains(word);
  }

  private static boolean addressHoldsSecret(String address) {
    if (address.indexOf('@') >= 0 || HOOK.matcher(address).find()) {
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

  /** An ordinary word is a secret only if nothing else can be meant. */
  private static boolean namesSecret(String candidate) {
    String last = candidate.substring(candidate.lastIndexOf(' ') + 1);
    String word = last.toLowerCase(Locale.ROOT).replaceAll("[.,;!?'\"]+$", "");
    boolean password =
        candidate.toLowerCase(Locale.ROOT).startsWith("pass")
            || candidate.toLowerCase(Locale.ROOT).startsWith("pwd");
    return hasDigit(word)
        || (password && !NO_PASSWORDS.contains(word) && SpokenNumber.of(word).isEmpty());
  }

  /** Whether the last word mixes letters and digits, as no ordinary word does. */
  private static boolean endsInMixture(String candidate) {
    String last = candidate.substring(candidate.lastIndexOf(' ') + 1);
    return hasDigit(last) && last.chars().filter(Character::isLetter).count() >= 2;
  }

  private static boolean looksLikeKey(String candidate) {
    boolean lower = candidate.chars().anyMatch(c -> c >= 'a' && c <= 'z');
    boolean upper = candidate.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
    long digits = candidate.chars().filter(c -> c >= '0' && c <= '9').count();
    boolean path = candidate.indexOf('/') >= 0;
    boolean dashed = candidate.indexOf('-') >= 0 || candidate.indexOf('_') >= 0;
    return digits > 0 && lower && (upper || (!path && !dashed && digits > 3));
  }

  private static boolean hasDigit(String text) {
    return text.chars().anyMatch(Character::isDigit);
  }
}
