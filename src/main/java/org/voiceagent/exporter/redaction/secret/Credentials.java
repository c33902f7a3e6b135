package org.voiceagent.exporter.redaction.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.DetectedSpan;
import org.voiceagent.exporter.redaction.text.PatternDetector;

/**
 * Finds secrets by the key before them, in JSON, settings, commands and headers quoted in a text.
 * The key stays, so that readers see what was removed.
 */
public final class Credentials {
  private static final String NAMES =
      "(?:pass ?word|passwd|pass"
          + " ?phrase|passcode|passwort|contrase[nñ]a|pwd|secret|token|signature|credential"
          + "|(?:api|access|account|private|client|master|shared|encryption|signing|storage|service|secret|auth)[_-]?key"
          + "|(?<![a-z])(?:pass|pw|pin|otp|totp|mfa|cvv2?|cvc2?|auth)(?![a-z])"
          + "|security[_-]?(?:code|answer|word)|verification[_-]?code|memorable[_-]?(?:word|info\\w{0,8}))";

  /** Excludes "token_count" and the like, which contain no token. */
  private static final String SUFFIX =
      "(?![a-z0-9_-]{0,16}(?:count|limit|usage|type|length|expir|used|total|status|valid|required|reset|changed))"
          + "[a-z0-9_-]{0,24}+";

  private static final String QUOTE = "\\\\{0,3}[\"'`]";

  private static final String EQUALS = "\\s{0,3}(?:=>|:{1,3}=|\\|\\||\\?=|[=:>,])\\s{0,3}";

  private Credentials() {}

  public static List<PatternDetector> all() {
    return List.of(
        found(
            NAMES
                + SUFFIX
                + "(?:"
                + QUOTE
                + ")?"
                + EQUALS
                + QUOTE
                + "(?<match>[^\"'`\\\\\\n\\[]{1,300}+)"),
        found(QUOTE + NAMES + SUFFIX + QUOTE + "\\s{0,3}:\\s{0,3}(?<match>[0-9]{3,19}+)"),
        found(
            "(?:pwd|(?<![a-z])(?:pass|pw|pin|otp|cvv|cvc))(?![a-z])[a-z0-9_-]{0,12}+\\s?=\\s?"
                + "(?<match>[^\\s&\\[\\],;\"'`]{3,200}+)"),
        found(
                "(?<![a-z])(?:key|secret|token)\\s{0,2}:?=\\s{0,2}"
                    + "(?<match>[^\\s&\\[\\],;\"'`]{8,300}+)")
            .onlyWith("="),
        found(
            "(?<![\\w-])--?(?:password|passwd|pass|token|secret|api-?key)[ =]"
                + "(?<match>[^\\s\\[\\]\"']{3,200}+)"),
        found(
            "(?<![\\w-])(?:-u|--user|--proxy-user)[ =]{1,2}[\"']?"
                + "(?<match>[^\\s:\"'\\[\\]]{1,64}+:[^\\s\"'\\[\\]]{1,128}+)"),
        PatternDetector.of(
            Category.SECRET,
            DetectedSpan.PROVEN,
            "authorization(?:"
                + QUOTE
                + ")?\\s{0,3}[:=]\\s{0,3}(?:"
                + QUOTE
                + ")?(?<scheme>(?:basic|bearer|digest|token|negotiate|apikey|key)\\s{1,3})?"
                + "(?<match>[^\\s\"'\\\\\\[\\]]{4,300}+)",
            Credentials::isHeader),
        PatternDetector.of(
            Category.SECRET,
            DetectedSpan.PROVEN,
            "(?<![a-z0-9_-])basic\\s{1,3}(?<match>[a-z0-9+/]{8,300}+={0,2})",
            Credentials::isBasic),
        PatternDetector.of(
            Category.SECRET,
            DetectedSpan.PROVEN,
            "(?<![a-z0-9/-])(?:hooks\\.slack\\.com|hooks\\.zapier\\.com|discord(?:app)?\\.com/api/webhooks"
                + "|webhook\\.office\\.com)/[^\\s<>\"'\\[\\]]{6,400}+"),
        found("(?<![a-z0-9_~.-])[a-z0-9_~.]{3}[0-9]q~[a-z0-9_~.-]{31,34}+").onlyWith("~"),
        found("(?<![0-9])[0-9]{15,16}(?:\\||%7c)[a-z0-9_-]{27,40}+").onlyWith("|", "%"));
  }

  private static PatternDetector found(String regex) {
    return PatternDetector.of(Category.SECRET, DetectedSpan.PROVEN, regex);
  }

  private static boolean isHeader(String header) {
    String value = header.substring(Math.max(header.indexOf(':'), header.indexOf('=')) + 1).strip();
    boolean scheme = value.indexOf(' ') > 0;
    return scheme || value.length() >= 12 || value.chars().anyMatch(Character::isDigit);
  }

  /** Whether it is a user and a password in Base64. */
  private static boolean isBasic(String basic) {
    String value = basic.substring("basic".length()).strip();
    if (value.toLowerCase(Locale.ROOT).equals(value)
        && value.chars().noneMatch(Character::isDigit)) {
      return false;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(value.replace("=", ""));
      String text = new String(decoded, StandardCharsets.UTF_8);
      return text.indexOf(':') >= 0 && text.chars().noneMatch(c -> c < ' ' || c == '\uFFFD');
    } catch (IllegalArgumentException noBase64) {
      return false;
    }
  }
}
