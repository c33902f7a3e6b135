package org.voiceagent.exporter.demo;

import java.util.List;
import java.util.Map;
import org.voiceagent.exporter.demo.DemoCall.CallSetup;

/** All calls of one seed, each made from its index alone. Immutable and safe to share. */
final class DemoCalls {
  private static final long PROFILES = 1;
  private static final long INCIDENTS = 2;
  private static final long STYLES = 3;
  private static final long SETUP = 4;
  private static final long CONVERSATION = 5;

  private final long seed;
  private final DemoContent content;
  private final ShuffledCycle<EngineProfile> profiles;
  private final ShuffledCycle<Incident> incidents;
  private final ShuffledCycle<WritingStyle> styles;

  private final Map<String, String> overrides;

  /** The calls of an engine with its own configuration. */
  DemoCalls(long seed, DemoContent content) {
    this(seed, content, Map.of());
  }

  /**
   * @param overrides what an operator's own configuration says, by dotted key
   */
  DemoCalls(long seed, DemoContent content, Map<String, String> overrides) {
    this.overrides = overrides;
    this.seed = seed;
    this.content = content;
    this.profiles =
        new ShuffledCycle<>(
            seed, PROFILES, served(content.profiles(), overrides), EngineProfile::weight);
    this.incidents =
        new ShuffledCycle<>(seed, INCIDENTS, List.of(Incident.values()), Incident::weight);
    this.styles =
        new ShuffledCycle<>(seed, STYLES, List.of(WritingStyle.values()), WritingStyle::weight);
  }

  /** The call of this index, from 0; the same seed and index give the same call. */
  DemoCall call(long index) {
    CallSetup setup = setup(index);
    SeededRandom random = SeededRandom.of(seed, CONVERSATION, index);
    Conversation conversation = new Conversation(setup, content.words(), random);
    Measurements measurements = Measurements.of(setup, conversation, random);
    return new DemoCall(
        seed, index, setup, conversation.utterances(), conversation.durationMs(), measurements);
  }

  /** The profiles of the pipeline that is configured to be used, if one is. */
  private static List<EngineProfile> served(
      List<EngineProfile> profiles, Map<String, String> overrides) {
    List<EngineProfile> chosen =
        profiles.stream()
            .filter(profile -> profile.pipeline().equals(overrides.get("active_pipeline")))
            .toList();
    return chosen.isEmpty() ? profiles : chosen;
  }

  private CallSetup setup(long index) {
    SeededRandom random = SeededRandom.of(seed, SETUP, index);
    EngineProfile profile = profiles.at(index);
    Incident incident = incidents.at(index);
    Scenario scenario =
        random.pick(content.scenarios().stream().filter(s -> s.suits(incident)).toList());
    Settings settings =
        overrides.isEmpty() ? random.pick(List.of(Settings.values())) : Settings.SHIPPED;
    boolean playsFiles =
        profile.playsFiles() && settings == Settings.GOLDEN && !incident.needsStream();
    return new CallSetup(
        profile,
        scenario,
        incident,
        styles.at(index),
        new EngineConfig(settings, overrides),
        !playsFiles,
        random.pick(profile.versions()));
  }
}
