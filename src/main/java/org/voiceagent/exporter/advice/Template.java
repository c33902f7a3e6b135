package org.voiceagent.exporter.advice;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence with {@code {placeholders}}.
 *
 * @param text as written
 */
record Template(String text) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9_.]*)\\}");

  /** The names between braces, in order. */
  Set<String> placeholders() {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** The sentence with each placeholder replaced; one without a value becomes {@code unknown}. */
  String fill(Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "unknown")));
  }
}
