package org.voiceagent.exporter.redaction.disk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;
import org.voiceagent.exporter.artifact.CallerHashing;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.call.Outcome;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.call.Transport;
import org.voiceagent.exporter.redaction.Redactor;

/** Redacts one text or number according to its key. Thread-safe. */
final class ValueRedactor {
  static final String WITHHELD = "[WITHHELD]";

  /** Replaces a line that could not be read. */
  static final String UNREADABLE = "withheld: was no whole JSON object";

  private static final String WITHHELD_NUMBER = "[PHONE]";
  private static final String NUMBER = "[NUMBER]";
  private static final String NAME = "[NAME]";

  /** In a text of up to this length, the key helps to find what the text is. */
  private static final int SHORT = 64;

  private static final Pattern MOMENT =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}[T ][0-9:.,]+(?:Z|[+-][0-9:]+)?");
  private static final Pattern DECIMALS = Pattern.compile("\\.0+$");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\[[A-Z_]+(?: [0-9a-f]{16})?]");
  private static final Pattern DIGITS = Pattern.compile(".*[0-9].*[0-9].*[0-9].*", Pattern.DOTALL);

  /** One to several words, such as {@code user-ended_call} or {@code not found}. */
  private static final Pattern CODE_WORD =
      Pattern.compile("[A-Za-z0-9]+(?:[_.:/-][A-Za-z0-9]+){0,6}|[a-z]+(?: [a-z]+){1,3}");

  /** {@code verify_caller}, {@code ns:thing} or {@code verifyCaller}. */
  private static final Pattern IDENTIFIER =
      Pattern.compile("[A-Za-z0-9.-]*[_:/][A-Za-z0-9_:/.-]*|[a-z]+(?:[A-Z][a-z0-9]*)+");

  /** Two to four words that begin with a capital letter. */
  private static final Pattern LIKE_A_NAME =
      Pattern.compile(
          "(?:\\p{Lu}[\\p{L}'\u2019-]+|\\p{Lu}\\.)(?: (?:van|von|de|da|del|der|la|le|bin|al)){0,2}"
              + "(?: (?:\\p{Lu}[\\p{L}'\u2019-]+|\\p{Lu}\\.)){1,3}");

  private final Redactor redactor;
  private final CallerHashing callers;
  private final CallNames calls;

  ValueRedactor(Redactor redactor, CallerHashing callers, CallNames calls) {
    this.redactor = redactor;
    this.callers = callers;
    this.calls = calls;
  }

  /** A key without personal data. */
  String key(String key) {
    boolean suspicious =
        key.indexOf('@') >= 0
            || key.indexOf(' ') >= 0
            || key.chars().filter(this::isDigit).count() > 5;
    return suspicious && !KeyTable.isField(key) ? redactor.redact(key).text() : key;
  }

  private boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Whether a text is a placeholder. */
  static boolean isPlaceholder(String text) {
    return PLACEHOLDER.matcher(text.strip()).matches();
  }

  /** Whether a text under a key for persons' names is such a name. */
  boolean isPerson(String text) {
    return !text.isBlank()
        && !isPlaceholder(text)
        && !IDENTIFIER.matcher(text.strip()).matches()
        && text.chars().anyMatch(Character::isLetter);
  }

  /** A text or a number without personal data. */
  JsonNode redacted(KeyMeaning meaning, String key, JsonNode value, JsonRedactor.Around around) {
    if (value.isNumber()) {
      return switch (meaning.kind()) {
        case CALLER -> caller(value);
        case PERSONAL -> TextNode.valueOf(meaning.placeholder());
        default -> number(key, value);
      };
    }
    String text = value.textValue();
    if (text.isBlank() || isPlaceholder(text)) {
      return value;
    }
    String now =
        switch (meaning.kind()) {
          case NAME -> text;
          case ID -> calls.shown(text);
          case WORD -> word(text);
          case ABOUT_THE_CALL -> WITHHELD;
          case PERSON -> isPerson(text) ? meaning.placeholder() : text(key, text, around);
          case SECRET_TEXT -> meaning.placeholder();
          case PERSONAL -> personal(meaning, key, text, around);
          case CALLER -> caller(value).asText();
          case TEXT -> text(key, text, around);
        };
    return now.equals(text) ? value : TextNode.valueOf(now);
  }

  /** A word is not an account number. */
  private String personal(KeyMeaning meaning, String key, String text, JsonRedactor.Around around) {
    boolean any =
        switch (meaning.placeholder()) {
          case "[NUMBER]", "[CARD]", "[ID]", "[IBAN]", "[BIRTH_DATE]" ->
              text.chars().anyMatch(this::isDigit);
          default -> true;
        };
    return any ? meaning.placeholder() : text(key, text, around);
  }

  private String word(String text) {
    boolean known =
        text.equals(UNREADABLE)
            || Speaker.of(text).isPresent()
            || Outcome.of(text) != Outcome.OTHER
            || Transport.of(text) != Transport.OTHER;
    if (known) {
      return text;
    }
    return CODE_WORD.matcher(text.strip()).matches() ? redactor.redact(text).text() : WITHHELD;
  }

  String text(String key, String text, JsonRedactor.Around around) {
    if (text.length() <= SHORT && MOMENT.matcher(text).matches()) {
      return text;
    }
    if (around.ofLine().holdsWord(text)) {
      return WITHHELD;
    }
    String redacted = redactor.redact(text).text();
    if (redacted.equals(text) && text.length() <= SHORT) {
      if (DIGITS.matcher(text).matches()) {
        redacted = inContext(key, text);
      } else if (!KeyTable.isField(key) && LIKE_A_NAME.matcher(text.strip()).matches()) {
        return NAME;
      }
    }
    return around.ofCall().withoutNames(redacted);
  }

  private String inContext(String key, String text) {
    String context = KeyTable.words(key, "") + ": ";
    String redacted = redactor.redact(context + text).text();
    return redacted.startsWith(context) ? redacted.substring(context.length()) : text;
  }

  private JsonNode caller(JsonNode value) {
    String written =
        value.isIntegralNumber() || value.isTextual()
            ? value.asText()
            : DECIMALS.matcher(value.asText()).replaceFirst("");
    if (written.isBlank() || written.equals(WITHHELD_NUMBER)) {
      return value;
    }
    return TextNode.valueOf(callers.shown(written).orElse(WITHHELD_NUMBER));
  }

  /** A number by itself may have as many digits as a telephone number; its key says what it is. */
  private JsonNode number(String key, JsonNode value) {
    String digits = KeyTable.digits(key, value.asText());
    if (digits.isEmpty()) {
      return value;
    }
    String context = KeyTable.words(key, "") + ": ";
    String redacted = redactor.redact(context + digits).text();
    if (redacted.contains(digits)) {
      return value;
    }
    return TextNode.valueOf(
        redacted.startsWith(context) ? redacted.substring(context.length()) : NUMBER);
  }
}
