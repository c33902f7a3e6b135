package org.voiceagent.exporter.advice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the reference engine (7.5) makes of its settings, written down a second time and apart from
 * the rules: which values its model accepts, by which keys a call goes, and what it applies.
 */
final class ReferenceEngine {
  private static final Set<String> AGENTS =
      Set.of("local", "deepgram", "openai_realtime", "google_live", "elevenlabs_agent", "grok");
  private static final Set<String> G711 =
      Set.of("ulaw", "mulaw", "mu-law", "alaw", "a-law", "g711_ulaw", "pcmu", "g711_alaw", "pcma");
  private static final List<String> WHOLE =
      List.of("_ms", "_hz", "_frames", "_threshold", "_aggressiveness", "max_tokens");

  private final Map<String, String> set;

  ReferenceEngine(Map<String, String> set) {
    this.set = set;
  }

  /** What answers a call that names neither pipeline nor provider. */
  Served served() {
    String byDefault = set.getOrDefault("default_provider", "");
    return isAgent(byDefault) ? new Served(true, byDefault) : new Served(false, pipeline());
  }

  /** A full agent or a pipeline by its name. */
  record Served(boolean agent, String name) {}

  /** Why the engine's model would refuse the settings, or empty. */
  Optional<String> refusal() {
    for (Map.Entry<String, String> entry : set.entrySet()) {
      if (!accepts(entry.getKey(), entry.getValue())) {
        return Optional.of(entry.getKey() + ": " + entry.getValue());
      }
    }
    if (!isAgent(get("default_provider")) && !has("pipelines." + get("default_provider"))) {
      return Optional.of("default_provider: " + get("default_provider"));
    }
    return set.containsKey("active_pipeline") && !has("pipelines." + get("active_pipeline"))
        ? Optional.of("active_pipeline: " + get("active_pipeline"))
        : Optional.empty();
  }

  private boolean accepts(String key, String value) {
    if (key.endsWith(".target_encoding")) {
      String rate = key.replace("_encoding", "_sample_rate_hz");
      return !G711.contains(value) || get(rate).isEmpty() || get(rate).equals("8000");
    }
    if (key.equals("profiles.default")) {
      return has("profiles." + value);
    }
    if (key.endsWith(".segment_silence_ms")) {
      return isWhole(value) && Integer.parseInt(value) >= 100 && Integer.parseInt(value) <= 5000;
    }
    if (key.startsWith("barge_in.provider_fallback_min_ms_by_provider.")) {
      return isWhole(value) && Integer.parseInt(value) >= 40 && Integer.parseInt(value) <= 5000;
    }
    if (key.endsWith("talk_detect_talking_threshold")) {
      return isWhole(value) && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= 32_768;
    }
    if (key.endsWith("turn_detection.threshold")) {
      return Double.parseDouble(value) >= 0 && Double.parseDouble(value) <= 1;
    }
    if (key.endsWith("overlap") || key.endsWith("enabled") || key.equals("vad.use_provider_vad")) {
      return value.equals("true") || value.equals("false");
    }
    boolean whole = WHOLE.stream().anyMatch(key::endsWith) && !key.endsWith("chunk_ms");
    return !whole || (isWhole(value) && Long.parseLong(value) >= 0);
  }

  /** Whether a call that was served so, and over this transport, goes by a key. */
  boolean reads(String key, Served served, String transport) {
    String own = served.name();
    boolean streams = !get("downstream_mode").equals("file");
    if (key.startsWith("providers.")) {
      return served.agent() && key.startsWith("providers." + own + ".") && knows(own, key);
    }
    if (key.startsWith("pipelines.")) {
      return !served.agent() && key.startsWith("pipelines." + own + ".") && uses(own, key, streams);
    }
    if (key.startsWith("barge_in.pipeline_")) {
      boolean asterisk = !get("barge_in.pipeline_talk_detect_enabled").equals("false");
      boolean overridden = has("profiles." + get("profiles.default") + ".talk_detect_talking");
      boolean ofAsterisk = key.endsWith("talking_threshold");
      return !served.agent() && ofAsterisk == asterisk && !(ofAsterisk && overridden);
    }
    return switch (key) {
      case "streaming.jitter_buffer_ms",
          "streaming.min_start_ms",
          "streaming.low_watermark_ms",
          "streaming.provider_grace_ms" ->
          streams;
      case "streaming.greeting_rtp_wait_ms" -> streams && transport.equals("externalmedia");
      case "streaming.pipeline_streaming_overlap" ->
          streams && !served.agent() && !has("pipelines." + own + ".options.tts.streaming_overlap");
      case "barge_in.enabled", "barge_in.greeting_protection_ms", "audio_transport" -> true;
      case "barge_in.energy_threshold" -> served.agent() && fallsBack();
      case "barge_in.min_ms" ->
          served.agent()
              && fallsBack()
              && !has("barge_in.provider_fallback_min_ms_by_provider." + own);
      case "vad.webrtc_aggressiveness" ->
          get("vad.enhanced_enabled").equals("true") && !get("vad.use_provider_vad").equals("true");
      case "audiosocket.format" -> transport.equals("audiosocket");
      case "downstream_mode" -> !served.agent();
      case "active_pipeline" ->
          !served.agent() && !isAgent(get("default_provider")) && own.equals(get(key));
      case "default_provider" -> served.agent() && own.equals(get(key));
      default ->
          key.equals("barge_in.provider_fallback_min_ms_by_provider." + own)
              && served.agent()
              && fallsBack();
    };
  }

  /**
   * What becomes of a key, or of the keys it is bounded together with; equal if nothing changes.
   */
  String applied(String key) {
    return switch (key) {
      case "streaming.jitter_buffer_ms", "streaming.min_start_ms", "streaming.low_watermark_ms" ->
          buffers();
      case "streaming.provider_grace_ms" -> "" + Math.min(2000, whole(key));
      default -> {
        if (key.endsWith("options.stt.chunk_ms")) {
          boolean reset = whole(key) > 1000;
          yield "" + (reset ? 160 : Math.max(80, whole(key)));
        }
        yield key.endsWith("encoding") || key.endsWith("format")
            ? codec(get(key))
            : get(key).toLowerCase(java.util.Locale.ROOT);
      }
    };
  }

  private String buffers() {
    int chunk = Math.max(1, whole("streaming.chunk_size_ms"));
    int capacity = Math.max(1, ceil(whole("streaming.jitter_buffer_ms"), chunk));
    int start = Math.max(1, whole("streaming.min_start_ms"));
    String rate = get("profiles." + get("profiles.default") + ".transport_out.sample_rate_hz");
    double wire = rate.isEmpty() ? 1 : Integer.parseInt(rate) / 8000.0;
    int buffered = (int) Math.max(40, Math.min(200, Math.max(Math.max(100, start * wire), start)));
    int warmUp = Math.max(1, Math.min(ceil(buffered, chunk), Math.max(1, capacity - 1)));
    int highest = Math.max(0, Math.min(warmUp - 1, capacity / 2));
    int wanted = Math.max(ceil(whole("streaming.low_watermark_ms"), chunk), ceil(2 * warmUp, 3));
    return warmUp + " " + Math.min(wanted, highest) + " " + highest;
  }

  private boolean uses(String pipeline, String key, boolean streams) {
    if (key.endsWith("llm.max_tokens")) {
      String llm = get("pipelines." + pipeline + ".llm");
      return !llm.equals("local_llm") && !llm.equals("telnyx_llm");
    }
    return !key.endsWith("streaming_overlap") || streams;
  }

  private boolean knows(String agent, String key) {
    String kind = kind(agent);
    if (key.contains(".turn_detection.")) {
      return kind.equals("openai_realtime") || kind.equals("grok");
    }
    if (key.endsWith(".vad_silence_duration_ms")) {
      return kind.equals("google_live");
    }
    return !key.contains(".target_") || !kind.equals("deepgram");
  }

  private boolean fallsBack() {
    return !get("barge_in.provider_fallback_enabled").equals("false");
  }

  private boolean isAgent(String name) {
    boolean part = name.endsWith("_stt") || name.endsWith("_llm") || name.endsWith("_tts");
    return !part && AGENTS.contains(kind(name));
  }

  private String kind(String name) {
    String type = get("providers." + name + ".type");
    return type.isEmpty() || type.equals("full") ? name : type;
  }

  private String pipeline() {
    String active = get("active_pipeline");
    return active.isEmpty() ? get("default_provider") : active;
  }

  private boolean has(String prefix) {
    return set.keySet().stream().anyMatch(key -> key.startsWith(prefix));
  }

  private String get(String key) {
    return set.getOrDefault(key, "");
  }

  private int whole(String key) {
    return get(key).isEmpty() ? 0 : Integer.parseInt(get(key));
  }

  private static boolean isWhole(String value) {
    return value.matches("-?[0-9]+");
  }

  private static int ceil(int value, int unit) {
    return -Math.floorDiv(-value, unit);
  }

  private static String codec(String word) {
    return switch (word) {
      case "mulaw", "mu-law", "g711_ulaw", "pcmu" -> "ulaw";
      case "a-law", "g711_alaw", "pcma" -> "alaw";
      default -> word;
    };
  }
}
