package org.voiceagent.exporter.config;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.redaction.CustomPattern;
import org.voiceagent.exporter.redaction.RedactionMode;
import org.voiceagent.exporter.redaction.RedactionSettings;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.redaction.number.Region;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * When transcripts are redacted, and what is looked for beyond what always is. Patterns are
 * compared by their own words, not by what they match.
 *
 * @param mode when
 * @param settings what for
 */
public record RedactionConfig(RedactionMode mode, RedactionSettings settings) {
  private static final String ALL = "all";

  static RedactionConfig from(YamlNode node) {
    node.allowOnly("redact", "regions", "patterns");
    return new RedactionConfig(
        mode(node.at("redact")),
        new RedactionSettings(
            some(node.at("regions"), Region.class), patterns(node.at("patterns"))));
  }

  /** The redactor these settings ask for; one that does nothing if they ask for none. */
  public Redactor redactor() {
    return mode == RedactionMode.OFF ? Redactor.off() : Redactor.of(settings);
  }

  /** What is not understood must not leave transcripts open: it warns and means the strictest. */
  private static RedactionMode mode(YamlNode node) {
    String word = node.text("on_read");
    for (RedactionMode mode : RedactionMode.values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(word)) {
        return mode;
      }
    }
    node.warning(
        "must be on_ingest, on_read or off, not \"" + word + "\"; until then, on_ingest applies");
    return RedactionMode.ON_INGEST;
  }

  private static <E extends Enum<E>> Set<E> some(YamlNode node, Class<E> type) {
    Set<E> some = EnumSet.noneOf(type);
    for (YamlNode item : node.items()) {
      if (item.text("").equals(ALL)) {
        some.addAll(EnumSet.allOf(type));
      } else {
        some.add(item.oneOf(type, type.getEnumConstants()[0]));
      }
    }
    return node.present() ? some : EnumSet.allOf(type);
  }

  private static List<CustomPattern> patterns(YamlNode node) {
    List<CustomPattern> patterns = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (YamlNode item : node.items()) {
      item.allowOnly("name", "pattern", "examples", "counter_examples");
      String name = item.at("name").requiredText();
      if (!names.add(name)) {
        item.at("name").problem("is also the name of another pattern");
      }
      String regex = item.at("pattern").requiredText();
      if (!name.isBlank() && !regex.isBlank()) {
        compiled(item, name, regex).ifPresent(patterns::add);
      }
    }
    return patterns;
  }

  private static Optional<CustomPattern> compiled(YamlNode item, String name, String regex) {
    try {
      CustomPattern pattern = CustomPattern.of(name, regex);
      for (YamlNode example : item.at("examples").items()) {
        if (!pattern.isIn(example.requiredText())) {
          example.problem("the pattern does not match this example");
        }
      }
      for (YamlNode counterExample : item.at("counter_examples").items()) {
        if (pattern.isIn(counterExample.requiredText())) {
          counterExample.problem("the pattern matches this counter-example");
        }
      }
      return Optional.of(pattern);
    } catch (IllegalArgumentException e) {
      item.problem(e.getMessage());
      return Optional.empty();
    }
  }
}
