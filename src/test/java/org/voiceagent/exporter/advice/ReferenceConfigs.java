package org.voiceagent.exporter.advice;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the eleven configuration files of the reference engine set, as far as advice goes by it:
 * facts written down for these tests, one map of dotted keys for each file.
 */
final class ReferenceConfigs {
  private ReferenceConfigs() {}

  /** Settings by the name of the file. */
  static Map<String, Map<String, String>> all() {
    Map<String, Map<String, String>> files = new LinkedHashMap<>();
    files.put("shipped", shipped());
    files.put("example", example());
    files.put("cambai", cambai());
    files.put("deepgram", fullAgent("deepgram", Map.of("model", "nova-3")));
    files.put("elevenlabs", fullAgent("elevenlabs_agent", targets("ulaw")));
    files.put("google-live", googleLive());
    files.put("grok", fullAgent("grok", targets("ulaw")));
    files.put("openai", openAi());
    files.put("local-gpu", localGpu());
    files.put("local-hybrid", byFile("local_hybrid", "openai_llm"));
    files.put("telnyx", byFile("telnyx_hybrid", "telnyx_llm"));
    return files;
  }

  private static Map<String, String> shipped() {
    Map<String, String> set = new TreeMap<>();
    set.put("config_version", "6");
    set.put("default_provider", "local_hybrid");
    transport(set, "audiosocket", "stream");
    streaming(set, 950, 60, 200);
    listening(set, 1000, 250);
    set.put("barge_in.greeting_protection_ms", "5000");
    set.put("barge_in.pipeline_min_ms", "120");
    set.put("barge_in.pipeline_energy_threshold", "300");
    set.put("barge_in.pipeline_talk_detect_enabled", "true");
    set.put("barge_in.pipeline_talk_detect_talking_threshold", "256");
    set.put("barge_in.provider_fallback_enabled", "true");
    set.put("barge_in.provider_fallback_min_ms_by_provider.grok", "120");
    pipeline(set, "local_hybrid", "local_stt", "native_llm", "local_tts", 200);
    pipeline(set, "local_hybrid_groq", "local_stt", "groq_llm", "local_tts", 200);
    pipeline(set, "hybrid_elevenlabs", "local_stt", "openai_llm", "elevenlabs_tts", 200);
    set.put("profiles.default", "telephony_ulaw_8k");
    profile(set, "telephony_ulaw_8k", "ulaw", 8000);
    profile(set, "telephony_responsive", "slin", 8000);
    profile(set, "wideband_pcm_16k", "slin16", 16000);
    set.put("profiles.wideband_pcm_16k.talk_detect_talking_threshold", "1000");
    provider(set, "deepgram", Map.of("type", "full"));
    provider(set, "google_live", targets("ulaw"));
    set.put("providers.google_live.type", "full");
    set.put("providers.google_live.vad_silence_duration_ms", "500");
    provider(set, "openai_realtime", targets("mulaw"));
    set.put("providers.openai_realtime.type", "openai_realtime");
    turnDetection(set, "openai_realtime", 1000);
    provider(set, "elevenlabs_agent", targets("ulaw"));
    set.put("providers.elevenlabs_agent.type", "full");
    provider(set, "local", Map.of("type", "full", "max_tokens", "64"));
    for (String part : new String[] {"local_stt", "groq_stt", "azure_stt", "openai_stt"}) {
      provider(set, part, Map.of("enabled", "true"));
    }
    return set;
  }

  private static Map<String, String> example() {
    Map<String, String> set = new TreeMap<>();
    set.put("active_pipeline", "local_hybrid");
    set.put("default_provider", "local_hybrid");
    transport(set, "audiosocket", "stream");
    set.put("audiosocket.format", "ulaw");
    streaming(set, 100, 300, 500);
    set.put("streaming.low_watermark_ms", "200");
    set.put("streaming.connection_timeout_ms", "10000");
    listening(set, 1800, 400);
    set.put("barge_in.enabled", "false");
    pipeline(set, "cloud_openai", "openai_stt", "openai_llm", "openai_tts", 150);
    pipeline(set, "local_only", "local_stt", "local_llm", "local_tts", 64);
    pipeline(set, "local_hybrid", "local_stt", "openai_llm", "local_tts", 150);
    pipeline(set, "hybrid_elevenlabs", "local_stt", "openai_llm", "elevenlabs_tts", 150);
    set.put("pipelines.local_hybrid.options.stt.chunk_ms", "320");
    provider(set, "local", Map.of("chunk_ms", "320"));
    provider(set, "openai", Map.of("enabled", "true"));
    provider(set, "openai_realtime", Map.of("enabled", "true"));
    provider(set, "grok", targets("ulaw"));
    provider(set, "deepgram", Map.of("model", "nova-2"));
    return set;
  }

  private static Map<String, String> cambai() {
    Map<String, String> set = golden("cambai_pipeline", "local");
    set.put("audiosocket.format", "ulaw");
    pipeline(set, "cambai_pipeline", "deepgram_stt", "openai_llm", "cambai_tts", 300);
    pipeline(set, "cambai_local_stt", "local_stt", "openai_llm", "cambai_tts", 300);
    provider(set, "cambai", Map.of("output_format", "pcm_s16le"));
    provider(set, "local", Map.of("enabled", "true"));
    return set;
  }

  private static Map<String, String> googleLive() {
    Map<String, String> set = fullAgent("google_live", targets("ulaw"));
    set.put("providers.google_live.vad_silence_duration_ms", "500");
    return set;
  }

  private static Map<String, String> openAi() {
    Map<String, String> set = fullAgent("openai_realtime", targets("mulaw"));
    turnDetection(set, "openai_realtime", 200);
    return set;
  }

  private static Map<String, String> localGpu() {
    Map<String, String> set = fullAgent("local", Map.of("max_tokens", "48", "chunk_ms", "320"));
    set.remove("active_pipeline");
    listening(set, 1000, 250);
    set.put("barge_in.provider_fallback_enabled", "true");
    return set;
  }

  private static Map<String, String> byFile(String pipeline, String llm) {
    Map<String, String> set = golden(pipeline, pipeline);
    transport(set, "externalmedia", "file");
    pipeline(set, pipeline, "local_stt", llm, "local_tts", 150);
    provider(set, "local", Map.of("chunk_ms", "320", "max_tokens", "32"));
    return set;
  }

  /** An agent by default, beside a pipeline that active_pipeline names and nobody uses. */
  private static Map<String, String> fullAgent(String name, Map<String, String> settings) {
    Map<String, String> set = golden("local_hybrid", name);
    pipeline(set, "local_hybrid", "local_stt", "openai_llm", "local_tts", 150);
    provider(set, name, settings);
    return set;
  }

  private static Map<String, String> golden(String active, String byDefault) {
    Map<String, String> set = new TreeMap<>();
    set.put("config_version", "6");
    set.put("active_pipeline", active);
    set.put("default_provider", byDefault);
    transport(set, "audiosocket", "stream");
    streaming(set, 950, 120, 500);
    set.put("streaming.continuous_stream", "true");
    listening(set, 700, 150);
    set.put("profiles.default", "telephony_responsive");
    profile(set, "telephony_responsive", "slin", 8000);
    profile(set, "telephony_ulaw_8k", "slin", 8000);
    return set;
  }

  private static void transport(Map<String, String> set, String transport, String mode) {
    set.put("audio_transport", transport);
    set.put("downstream_mode", mode);
    set.put("audiosocket.format", "slin");
    set.put("external_media.codec", "ulaw");
  }

  private static void streaming(Map<String, String> set, int buffer, int start, int grace) {
    set.put("streaming.jitter_buffer_ms", "" + buffer);
    set.put("streaming.min_start_ms", "" + start);
    set.put("streaming.low_watermark_ms", "80");
    set.put("streaming.provider_grace_ms", "" + grace);
    set.put("streaming.chunk_size_ms", "20");
    set.put("streaming.fallback_timeout_ms", "8000");
    set.put("streaming.connection_timeout_ms", "120000");
    set.put("streaming.greeting_rtp_wait_ms", "250");
    set.put("streaming.pipeline_streaming_overlap", "true");
  }

  private static void listening(Map<String, String> set, int energy, int minMs) {
    set.put("barge_in.enabled", "true");
    set.put("barge_in.energy_threshold", "" + energy);
    set.put("barge_in.min_ms", "" + minMs);
    set.put("vad.enhanced_enabled", "true");
    set.put("vad.use_provider_vad", "false");
    set.put("vad.webrtc_aggressiveness", "1");
    set.put("vad.webrtc_end_silence_frames", "50");
  }

  private static void pipeline(
      Map<String, String> set, String name, String stt, String llm, String tts, int tokens) {
    String key = "pipelines." + name + ".";
    set.put(key + "stt", stt);
    set.put(key + "llm", llm);
    set.put(key + "tts", tts);
    set.put(key + "options.stt.chunk_ms", "160");
    set.put(key + "options.llm.max_tokens", "" + tokens);
    set.put(key + "options.llm.model", "gpt-4o-mini");
    set.put(key + "options.tts.format.encoding", "mulaw");
  }

  private static void profile(Map<String, String> set, String name, String codec, int rate) {
    set.put("profiles." + name + ".chunk_ms", "auto");
    set.put("profiles." + name + ".transport_out.encoding", codec);
    set.put("profiles." + name + ".transport_out.sample_rate_hz", "" + rate);
  }

  private static void provider(Map<String, String> set, String name, Map<String, String> values) {
    values.forEach((key, value) -> set.put("providers." + name + "." + key, value));
  }

  private static void turnDetection(Map<String, String> set, String provider, int silence) {
    String key = "providers." + provider + ".turn_detection.";
    set.put(key + "type", "server_vad");
    set.put(key + "threshold", "0.5");
    set.put(key + "silence_duration_ms", "" + silence);
  }

  private static Map<String, String> targets(String encoding) {
    return Map.of("target_encoding", encoding, "target_sample_rate_hz", "8000");
  }
}
