package org.voiceagent.exporter.redaction.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The templates of a language, by section, from the resources beside this class's tests. */
final class Templates {
  /** The section whose phrasings are in no mix. */
  static final String HELD_OUT = "heldout";

  /** How often a section is spoken of, in the mix of a call. */
  private static final Map<String, Integer> ENGLISH_WEIGHTS =
      new LinkedHashMap<>(
          Map.ofEntries(
              Map.entry("talk", 88),
              Map.entry("friends", 36),
              Map.entry("card", 9),
              Map.entry("iban", 10),
              Map.entry("phone", 9),
              Map.entry("email", 8),
              Map.entry("id", 9),
              Map.entry("birth", 5),
              Map.entry("name", 5),
              Map.entry("address", 4),
              Map.entry("secret", 5),
              Map.entry("network", 3),
              Map.entry("number", 3),
              Map.entry("flow", 12)));

  private Templates() {}

  /** The sections of a language. */
  static List<String> sections(Tongue tongue) {
    return tongue == Tongue.ENGLISH
        ? ENGLISH_WEIGHTS.keySet().stream().sorted().toList()
        : List.of(tongue.code());
  }

  /** Every section once for each time it should come up. */
  static List<String> weighted(Tongue tongue) {
    List<String> sections = new ArrayList<>();
    for (String section : sections(tongue)) {
      for (int i = 0; i < ENGLISH_WEIGHTS.getOrDefault(section, 1); i++) {
        sections.add(section);
      }
    }
    return sections;
  }

  /** All templates of a section. */
  static List<Template> of(String section) {
    String resource = "/redaction/corpus/" + section + ".txt";
    try (InputStream in = Templates.class.getResourceAsStream(resource)) {
      String text =
          new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^#.*\\R", "");
      List<Template> templates = new ArrayList<>();
      for (String block : List.of(text.strip().split("\\R\\s*\\R"))) {
        templates.add(Template.parse(section, block.strip()));
      }
      return templates;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
