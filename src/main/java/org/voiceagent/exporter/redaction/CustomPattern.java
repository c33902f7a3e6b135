package org.voiceagent.exporter.redaction;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Objects;
import java.util.function.Consumer;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.DetectedSpan;

/**
 * A pattern that an operator adds. Matching takes time linear in the text for every pattern, so
 * back references, lookahead and lookbehind are not possible. Immutable and thread-safe.
 */
public final class CustomPattern {
  private static final Pattern NAME = Pattern.compile("[A-Z_]{2,32}");

  private final String name;
  private final Pattern pattern;

  private CustomPattern(String name, Pattern pattern) {
    this.name = name;
    this.pattern = pattern;
  }

  /**
   * Compiles a pattern.
   *
   * @param name the word of its placeholder
   * @param regex in RE2 syntax, matched case-insensitively
   * @throws IllegalArgumentException if the name or the pattern is invalid; the message says why
   */
  public static CustomPattern of(String name, String regex) {
    if (!NAME.matches(name)) {
      throw new IllegalArgumentException(
          "a name must have 2 to 32 characters of A to Z and _, not \"" + name + "\"");
    }
    if (Category.isWord(name)) {
      throw new IllegalArgumentException(name + " is a built-in name; choose another");
    }
    try {
      Pattern pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
      if (pattern.matches("")) {
        throw new IllegalArgumentException(
            "matches the empty text, and would therefore match everywhere");
      }
      return new CustomPattern(name, pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** The word of its placeholder. */
  public String name() {
    return name;
  }

  /** Whether a text contains a match. */
  public boolean isIn(String text) {
    return pattern.matcher(text).find();
  }

  /** Whether name and pattern are equal. */
  @Override
  public boolean equals(Object other) {
    return other instanceof CustomPattern same
        && name.equals(same.name)
        && pattern.pattern().equals(same.pattern.pattern());
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, pattern.pattern());
  }

  void find(CharSequence text, Consumer<DetectedSpan> found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      if (matcher.end() > matcher.start()) {
        found.accept(DetectedSpan.match(name, DetectedSpan.CUSTOM, matcher.start(), matcher.end()));
      }
    }
  }
}
