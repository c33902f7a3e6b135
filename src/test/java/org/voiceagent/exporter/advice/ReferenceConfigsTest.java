package org.voiceagent.exporter.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.SentimentSource;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.yaml.Problems;

/**
 * Advice on calls of the reference engine, whose files are mutated within what its model accepts:
 * none may change nothing, name a key that the call did not go by, or be refused by the model.
 */
final class ReferenceConfigsTest {
  private static final int MUTATIONS = 100;
  private static final int CALLS_OF_EACH = 20;
  private static final long SEED = Long.getLong("seed", 7L);
  private static final Advisor ADVISOR =
      new Advisor(RuleBook.bundled(new Problems()), Thresholds.defaults());

  private static final Map<String, List<String>> VALUES =
      Map.ofEntries(
          Map.entry("audio_transport", List.of("audiosocket", "externalmedia")),
          Map.entry("downstream_mode", List.of("stream", "file")),
          Map.entry("audiosocket.format", List.of("slin", "ulaw", "mulaw", "slin16")),
          Map.entry("external_media.codec", List.of("ulaw", "mulaw", "alaw", "pcmu")),
          Map.entry("vad.webrtc_aggressiveness", List.of("0", "1", "2", "3")),
          Map.entry("streaming.chunk_size_ms", List.of("10", "20", "30", "40")));
  private static final List<String> ENCODINGS =
      List.of("ulaw", "mulaw", "mu-law", "g711_ulaw", "alaw", "linear16", "slin16");

  @TestFactory
  List<DynamicTest> noAdviceIsIdleIgnoredOrRefused() {
    List<DynamicTest> tests = new ArrayList<>();
    ReferenceConfigs.all()
        .forEach(
            (name, settings) ->
                tests.add(DynamicTest.dynamicTest(name, () -> tryMutations(name, settings))));
    assertThat(tests).hasSize(11);
    return tests;
  }

  @Test
  void theModelAcceptsTheFilesAsTheyAre() {
    ReferenceConfigs.all()
        .forEach(
            (name, settings) ->
                assertThat(new ReferenceEngine(settings).refusal()).as(name).isEmpty());
  }

  private static void tryMutations(String name, Map<String, String> settings) {
    Random random = new Random(SEED + name.hashCode());
    Set<String> fields = new HashSet<>();
    for (int i = 0; i < MUTATIONS; i++) {
      Map<String, String> mutated = mutated(settings, random);
      for (int j = 0; j < CALLS_OF_EACH; j++) {
        fields.addAll(tryCall(name + " " + i + "/" + j + ", seed " + SEED, mutated, random));
      }
    }
    assertThat(fields).as("keys that were advised").hasSizeGreaterThan(5);
  }

  private static Set<String> tryCall(String at, Map<String, String> settings, Random random) {
    ReferenceEngine engine = new ReferenceEngine(settings);
    ReferenceEngine.Served served = served(engine, settings, random);
    String transport = settings.get("audio_transport");
    CallSession call = call(served, settings, random);
    Set<String> fields = new HashSet<>();
    for (Recommendation said : ADVISOR.advise(call).recommendations()) {
      String of = at + ": " + said.key() + " on a call of " + served + ": " + said.patch();
      Map<String, String> changed = new TreeMap<>(settings);
      changed.put(said.field(), said.suggested().text());
      ReferenceEngine after = new ReferenceEngine(changed);
      assertThat(after.refusal()).as("accepted: " + of).isEmpty();
      assertThat(engine.reads(said.field(), served, transport)).as("read: " + of).isTrue();
      assertThat(after.applied(said.field()))
          .as("a difference: " + of)
          .isNotEqualTo(engine.applied(said.field()));
      fields.add(said.field());
    }
    return fields;
  }

  /** Mostly what the configuration chooses, at times what the call's context asks for. */
  private static ReferenceEngine.Served served(
      ReferenceEngine engine, Map<String, String> settings, Random random) {
    if (random.nextInt(4) > 0) {
      return engine.served();
    }
    List<String> pipelines =
        settings.keySet().stream()
            .filter(key -> key.matches("pipelines\\.[a-z_]+\\.stt"))
            .map(key -> key.split("\\.", 3)[1])
            .filter(name -> !name.equals(settings.get("active_pipeline")))
            .toList();
    return pipelines.isEmpty()
        ? engine.served()
        : new ReferenceEngine.Served(false, pipelines.get(random.nextInt(pipelines.size())));
  }

  private static Map<String, String> mutated(Map<String, String> settings, Random random) {
    List<String> keys = new ArrayList<>(settings.keySet());
    while (true) {
      Map<String, String> mutated = new TreeMap<>(settings);
      for (int i = random.nextInt(5); i >= 0; i--) {
        String key = keys.get(random.nextInt(keys.size()));
        mutated.put(key, mutated(key, settings, random));
      }
      if (new ReferenceEngine(mutated).refusal().isEmpty()) {
        return mutated;
      }
    }
  }

  private static String mutated(String key, Map<String, String> settings, Random random) {
    String value = settings.get(key);
    if (VALUES.containsKey(key)) {
      return any(VALUES.get(key), random);
    }
    if (key.endsWith(".target_encoding")) {
      return any(ENCODINGS, random);
    }
    if (key.endsWith(".target_sample_rate_hz")) {
      return any(List.of("8000", "16000", "24000"), random);
    }
    if (key.equals("profiles.default")) {
      return any(
          settings.keySet().stream()
              .filter(name -> name.endsWith(".transport_out.encoding"))
              .map(name -> name.split("\\.", 3)[1])
              .toList(),
          random);
    }
    if (key.equals("default_provider")) {
      return any(List.of(value, "deepgram", "openai_realtime", "google_live", "local"), random);
    }
    if (key.endsWith("chunk_ms") && key.startsWith("pipelines")) {
      return String.valueOf(20 * (1 + random.nextInt(100)));
    }
    if (value.equals("true") || value.equals("false")) {
      return String.valueOf(random.nextBoolean());
    }
    if (key.endsWith("turn_detection.threshold")) {
      return String.valueOf(random.nextInt(11) / 10.0);
    }
    boolean scaled = value.matches("[0-9]+") && !key.equals("config_version");
    return scaled && !key.startsWith("profiles.")
        ? String.valueOf((int) (Integer.parseInt(value) * (0.2 + 3 * random.nextDouble())))
        : value;
  }

  private static CallSession call(
      ReferenceEngine.Served served, Map<String, String> settings, Random random) {
    boolean sloppy = random.nextInt(3) == 0;
    String active = settings.getOrDefault("active_pipeline", "");
    String llm = settings.getOrDefault("pipelines." + served.name() + ".llm", "pipeline");
    CallSessions call =
        CallSessions.call("c")
            .labels(
                served.agent() ? (sloppy ? active : "") : served.name(),
                served.agent() ? served.name() : any(List.of(llm, "pipeline", ""), random),
                "");
    if (random.nextBoolean()) {
      call.with(CallField.ENGINE_VERSION, "7.5.4");
    } else if (!settings.containsKey("config_version")) {
      call.with(CallField.ENGINE_VERSION, "7.5.0");
    }
    call.with(CallField.DURATION_SECONDS, 20 + random.nextInt(300))
        .with(CallField.TURNS, random.nextInt(12))
        .with(CallField.BARGE_INS, random.nextInt(9))
        .with(CallField.IGNORED_BARGE_INS, random.nextInt(5))
        .with(CallField.TALK_OVERS, random.nextInt(5))
        .with(CallField.GREETING_INTERRUPTED, random.nextInt(2))
        .with(CallField.END_OF_TURN_MS, 400 + random.nextInt(2000))
        .with(CallField.CODEC_ALIGNMENT_OK, random.nextInt(2))
        .with(CallField.AVG_TURN_LATENCY_MS, 500 + random.nextInt(9000))
        .with(CallField.OUTCOME, "completed")
        .sentiment(random.nextDouble() - 0.8, SentimentSource.ENGINE);
    if (random.nextBoolean()) {
      call.with(CallField.STT_LATENCY_MS, 100 + random.nextInt(5000))
          .with(CallField.LLM_LATENCY_MS, 100 + random.nextInt(5000))
          .with(CallField.TTS_LATENCY_MS, 100 + random.nextInt(5000));
    }
    if (random.nextBoolean()) {
      call.with(CallField.FALLBACKS, 1 + random.nextInt(2));
      if (random.nextBoolean()) {
        call.withTexts(
            CallField.FALLBACK_REASONS,
            any(List.of("transport-failure", "rtp-remote-endpoint-timeout"), random));
      }
    }
    if (random.nextBoolean()) {
      call.with(CallField.LOW_WATERMARK_HITS, random.nextInt(30))
          .with(CallField.UNDERFLOWS, random.nextInt(200))
          .with(CallField.FRAMES_SENT, 2000)
          .with(CallField.JITTER_BUFFER_DEPTH_MAX, random.nextInt(60));
    }
    settings.forEach(call::setting);
    return call.build();
  }

  private static String any(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }
}
