package org.voiceagent.exporter.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.voiceagent.exporter.demo.DemoCall.CallSetup;

/** Fills the templates of {@code config_snapshot.yaml}. Safe to share. */
final class SnapshotYaml {
  private final String nested = DemoContent.text("config_snapshot.yaml");
  private final String dotted = DemoContent.text("config_snapshot_dotted.yaml");

  private final Map<List<Object>, String> withOverrides = new ConcurrentHashMap<>();

  /** The snapshot of a call of this setup; calls of equal settings get equal text. */
  String text(CallSetup setup) {
    String text =
        setup.style() == WritingStyle.DOTTED_SNAPSHOT && setup.config().overrides().isEmpty()
            ? dotted
            : nested;
    for (Map.Entry<String, String> value : values(setup).entrySet()) {
      text = text.replace("@" + value.getKey() + "@", value.getValue());
    }
    String filled = text;
    return setup.config().overrides().isEmpty()
        ? filled
        : withOverrides.computeIfAbsent(
            List.of(filled, setup.config().overrides()), known -> setup.config().laidOver(filled));
  }

  private static Map<String, String> values(CallSetup setup) {
    Settings settings = setup.config().settings();
    Map<String, String> values = new HashMap<>();
    values.put("local_hybrid_llm", "local_llm");
    values.put("realtime_model", "gpt-realtime");
    values.putAll(setup.profile().settings());
    values.put("active_pipeline", setup.profile().pipeline());
    values.put("audio_transport", setup.transport());
    values.put("downstream_mode", setup.streams() ? "stream" : "file");
    values.put("jitter_buffer_ms", String.valueOf(settings.jitterBufferMs()));
    values.put("min_start_ms", String.valueOf(settings.minStartMs()));
    values.put("low_watermark_ms", String.valueOf(settings.lowWatermarkMs()));
    values.put("fallback_timeout_ms", String.valueOf(settings.fallbackTimeoutMs()));
    values.put("provider_grace_ms", String.valueOf(settings.providerGraceMs()));
    return values;
  }
}
