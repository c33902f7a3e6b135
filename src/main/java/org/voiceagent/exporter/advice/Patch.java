package org.voiceagent.exporter.advice;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes one change as a YAML document to be merged into the engine's configuration. */
final class Patch {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*");

  /** Words that YAML 1.1, which the engine reads, takes for something other than text. */
  private static final Set<String> NOT_TEXT =
      Set.of("y", "n", "yes", "no", "on", "off", "null", "true", "false");

  private Patch() {}

  /** Such as {@code streaming:\n low_watermark_ms: 120\n}. */
  static String of(String field, SettingValue value) {
    StringBuilder yaml = new StringBuilder();
    String indent = "";
    String[] keys = field.split("\\.", -1);
    for (int i = 0; i < keys.length; i++) {
      yaml.append(indent).append(quoted(keys[i])).append(':');
      indent += "  ";
      yaml.append(i == keys.length - 1 ? " " : "\n");
    }
    return yaml.append(scalar(value)).append('\n').toString();
  }

  private static String scalar(SettingValue value) {
    boolean plain = value.isNumber() || value.text().equals("true") || value.text().equals("false");
    return plain ? value.text() : quoted(value.text());
  }

  private static String quoted(String text) {
    if (PLAIN.matcher(text).matches() && !NOT_TEXT.contains(text.toLowerCase(Locale.ROOT))) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if (Character.isISOControl(c)) {
                quoted.append(String.format("\\x%02x", c));
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append('"').toString();
  }
}
