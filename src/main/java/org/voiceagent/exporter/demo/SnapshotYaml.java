package org.voiceagent.exporter.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.voiceagent.exporter.demo.DemoCall.Casting;

/** Fills the templates of {@code config_snapshot.yaml}. Safe to share. */
final class SnapshotYaml {
  private final String nested = DemoContent.text("config_snapshot.yaml");
  private final String dotted = DemoContent.text("config_snapshot_dotted.yaml");

  private final Map<List<Object>, String> withOverrides = new ConcurrentHashMap<>();

  /** The snapshot of a call of this casting; calls of equal settings get equal text. */
  String text(Casting casting) {
    String text =
        casting.habit() == Habit.DOTTED_SNAPSHOT && casting.config().overrides().isEmpty()
            ? dotted
            : nested;
    for (Map.Entry<String, String> value : values(casting).entrySet()) {
      text = text.replace("@" + value.getKey() + "@", value.getValue());
    }
    String filled = text;
    return casting.config().overrides().isEmpty()
        ? filled
        : withOverrides.computeIfAbsent(
            List.of(filled, casting.config().overrides()),
            known -> casting.config().laidOver(filled));
  }

  private static Map<String, String> values(Casting casting) {
    Settings settings = casting.config().settings();
    Map<String, String> values = new HashMap<>();
    values.put("local_hybrid_llm", "local_llm");
    values.put("realtime_model", "gpt-realtime");
    values.putAll(casting.stack().settings());
    values.put("active_pipeline", casting.stack().pipeline());
    values.put("audio_transport", casting.transport());
    values.put("downstream_mode", casting.streams() ? "stream" : "file");
    values.put("jitter_buffer_ms", String.valueOf(settings.jitterBufferMs()));
    values.put("min_start_ms", String.valueOf(settings.minStartMs()));
    values.put("low_watermark_ms", String.valueOf(settings.lowWatermarkMs()));
    values.put("fallback_timeout_ms", String.valueOf(settings.fallbackTimeoutMs()));
    values.put("provider_grace_ms", String.valueOf(settings.providerGraceMs()));
    return values;
  }
}
