package org.voiceagent.exporter.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What the demo calls are made of, from the resource files beside this class.
 *
 * @param profiles who can serve a call
 * @param scenarios what can be said
 * @param words what the placeholders of the scenarios may stand for, by placeholder
 */
record DemoContent(
    List<EngineProfile> profiles, List<Scenario> scenarios, Map<String, List<String>> words) {

  private record Scripts(Map<String, List<String>> words, List<Scenario> scenarios) {}

  /** Copies all of it. */
  DemoContent {
    profiles = List.copyOf(profiles);
    scenarios = List.copyOf(scenarios);
    words = Map.copyOf(words);
  }

  /** Reads the resource files; they are part of the program, so a mistake in them is a defect. */
  static DemoContent load() {
    try {
      ObjectMapper json = new ObjectMapper();
      List<EngineProfile> profiles =
          json.readValue(text("profiles.json"), new TypeReference<>() {});
      Scripts scripts = json.readValue(text("scenarios.json"), Scripts.class);
      return new DemoContent(profiles, scripts.scenarios(), scripts.words());
    } catch (IOException e) {
      throw new UncheckedIOException("the demo's own resources cannot be read", e);
    }
  }

  /** The text of a resource file of this package. */
  static String text(String name) {
    try (InputStream in = DemoContent.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the resource " + name + " cannot be read", e);
    }
  }
}
