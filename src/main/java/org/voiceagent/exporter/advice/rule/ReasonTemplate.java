package org.voiceagent.exporter.advice.rule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sentence with {@code {placeholders}}. Parsed once, filled for many calls. */
public final class ReasonTemplate {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9_.]*)\\}");
  private static final String NO_VALUE = "unknown";

  /** Literal texts and the names between them, in turn: text, name, text, name, text. */
  private final List<String> parts;

  /**
   * @param text as written
   */
  public ReasonTemplate(String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = PLACEHOLDER.matcher(text);
    int end = 0;
    while (matcher.find()) {
      found.add(text.substring(end, matcher.start()));
      found.add(matcher.group(1));
      end = matcher.end();
    }
    found.add(text.substring(end));
    parts = List.copyOf(found);
  }

  /** The names between braces, in order. */
  public Set<String> placeholders() {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 1; i < parts.size(); i += 2) {
      names.add(parts.get(i));
    }
    return names;
  }

  /** The sentence with each placeholder replaced; one without a value becomes {@code unknown}. */
  public String fill(Map<String, String> values) {
    StringBuilder filled = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      filled.append(i % 2 == 0 ? part : values.getOrDefault(part, NO_VALUE));
    }
    return filled.toString();
  }
}
