package org.voiceagent.exporter.call;

import static org.voiceagent.exporter.call.FieldKind.CALLER;
import static org.voiceagent.exporter.call.FieldKind.COUNT;
import static org.voiceagent.exporter.call.FieldKind.DURATION;
import static org.voiceagent.exporter.call.FieldKind.FLAG;
import static org.voiceagent.exporter.call.FieldKind.INSTANT;
import static org.voiceagent.exporter.call.FieldKind.LATENCIES;
import static org.voiceagent.exporter.call.FieldKind.LATENCY;
import static org.voiceagent.exporter.call.FieldKind.NAME;
import static org.voiceagent.exporter.call.FieldKind.NUMBER;
import static org.voiceagent.exporter.call.FieldKind.RATING;
import static org.voiceagent.exporter.call.FieldKind.SENTIMENT;
import static org.voiceagent.exporter.call.FieldKind.TEXT;
import static org.voiceagent.exporter.call.FieldKind.TEXTS;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every fact a call's summary can hold, one line each: kind, the object it is nested in ("" for the
 * top level), its canonical name there, then its other accepted names. A name is accepted at the
 * top level as well as inside its group; names of durations and latencies are given without their
 * unit suffix, and any of {@code _ms}, {@code _s}, {@code _sec}, {@code _seconds} or none is
 * accepted.
 *
 * <p>The reader, the metric catalog and the rules all name a fact by {@link #key()}.
 */
public enum CallField {
  CALL_UUID(NAME, "", "call_uuid", "call_id", "uuid", "id"),
  CALLER_HASH(
      CALLER,
      "",
      "caller_id",
      "caller_number",
      "caller",
      "from",
      "from_number",
      "phone_number",
      "ani",
      "caller.id",
      "caller.number",
      "caller.phone_number",
      "caller.from_number",
      "caller.ani",
      "caller.caller_id",
      "caller.caller_number",
      "call.caller_id",
      "call.caller_number",
      "call.caller",
      "call.from",
      "call.from_number",
      "call.phone_number",
      "call.ani"),
  PIPELINE_NAME(NAME, "", "pipeline_name", "pipeline"),
  PROVIDER_ID(NAME, "", "provider_id", "provider_name", "provider"),
  MODEL_VARIANT(NAME, "", "model_variant", "model", "llm_model", "chat_model", "model_id"),
  ENGINE_VERSION(NAME, "", "engine_version"),
  STARTED_AT(INSTANT, "", "started_at", "start_time"),
  ENDED_AT(INSTANT, "", "ended_at", "end_time"),
  DURATION_SECONDS(DURATION, "", "duration", "call_duration"),
  OUTCOME(TEXT, "", "outcome", "call_outcome"),
  END_REASON(TEXT, "", "end_reason"),
  ERROR_MESSAGE(TEXT, "", "error_message"),
  TURNS(COUNT, "", "turns", "turn_count"),
  /** How many turns had their latency measured: the reference engine's {@code total_turns}. */
  MEASURED_TURNS(COUNT, "", "total_turns"),
  BARGE_INS(COUNT, "", "barge_in_count", "barge_ins"),
  IGNORED_BARGE_INS(COUNT, "", "ignored_barge_in_count", "ignored_barge_ins"),
  TALK_OVERS(COUNT, "", "talk_over_count", "talk_overs"),
  GREETING_INTERRUPTED(FLAG, "", "greeting_interrupted"),
  SENTIMENT_SCORE(
      SENTIMENT, "", "sentiment_score", "sentiment", "sentiment.score", "sentiment.label"),
  LOW_WATERMARK_HITS(
      COUNT,
      "streaming",
      "jitter_low_watermark_hits",
      "low_watermark_hits",
      "low_watermark_events"),
  UNDERFLOWS(COUNT, "streaming", "underflow_events", "underflows", "underflow_count"),
  FRAMES_SENT(COUNT, "streaming", "frames_sent"),
  FALLBACKS(COUNT, "streaming", "fallback_count", "fallbacks", "streaming_fallback_count"),
  FALLBACK_REASONS(
      TEXTS, "streaming", "fallback_reasons", "fallback_reason", "last_streaming_error"),
  RESTARTS(COUNT, "streaming", "restarts"),
  KEEPALIVE_TIMEOUTS(COUNT, "streaming", "keepalive_timeouts"),
  JITTER_BUFFER_DEPTH_MAX(COUNT, "streaming", "jitter_buffer_depth_max"),
  FIRST_FRAME_MS(LATENCY, "streaming", "first_frame"),
  TURN_LATENCIES_MS(LATENCIES, "latency", "turn", "turn_latencies"),
  AVG_TURN_LATENCY_MS(LATENCY, "latency", "avg_turn", "avg_turn_latency"),
  MAX_TURN_LATENCY_MS(LATENCY, "latency", "max_turn", "max_turn_latency"),
  P95_TURN_LATENCY_MS(LATENCY, "latency", "p95_turn", "p95_turn_latency"),
  END_OF_TURN_MS(LATENCY, "latency", "end_of_turn", "end_of_turn_delay", "eou_delay"),
  STT_LATENCY_MS(LATENCY, "latency", "stt", "stt_latency"),
  LLM_LATENCY_MS(LATENCY, "latency", "llm", "llm_latency"),
  TTS_LATENCY_MS(LATENCY, "latency", "tts", "tts_latency"),
  TRANSPORT(TEXT, "audio", "transport", "audio_transport"),
  DOWNSTREAM_MODE(TEXT, "audio", "downstream_mode"),
  CODEC(TEXT, "audio", "codec"),
  SAMPLE_RATE_HZ(COUNT, "audio", "sample_rate_hz"),
  CODEC_ALIGNMENT_OK(FLAG, "audio", "codec_alignment_ok"),
  INPUT_TOKENS(COUNT, "usage", "input_tokens"),
  OUTPUT_TOKENS(COUNT, "usage", "output_tokens"),
  TTS_CHARACTERS(COUNT, "usage", "tts_characters"),
  STT_SECONDS(DURATION, "usage", "stt"),
  COST_USD(NUMBER, "usage", "cost_usd"),
  CACHE_HITS(COUNT, "cache", "hits", "cache_hits"),
  CACHE_MISSES(COUNT, "cache", "misses", "cache_misses"),
  WER(NUMBER, "quality", "wer"),
  MOS(RATING, "quality", "mos"),
  RESOLVED(FLAG, "business", "resolved"),
  CSAT(RATING, "business", "csat"),
  HUMAN_RATING(RATING, "business", "human_rating"),
  TRANSFERRED(FLAG, "business", "transferred");

  private final FieldKind kind;
  private final String group;
  private final List<String> names;

  CallField(FieldKind kind, String group, String... names) {
    this.kind = kind;
    this.group = group;
    this.names = List.of(names);
  }

  /** What kind of value it is, and with it the base unit and the plausible range. */
  public FieldKind kind() {
    return kind;
  }

  /** The JSON object that holds it in schema version 1, or "" for the top level. */
  public String group() {
    return group;
  }

  /** Its place in {@code metrics.json} as schema version 1 has it, with the suffix of its unit. */
  public String place() {
    String suffix =
        switch (kind) {
          case DURATION -> "_seconds";
          case LATENCY, LATENCIES -> "_ms";
          default -> "";
        };
    return (group.isEmpty() ? "" : group + ".") + names.get(0) + suffix;
  }

  /** Accepted names, the canonical one first; without unit suffix for durations and latencies. */
  public List<String> names() {
    return names;
  }

  /** The stable lower-case name by which catalog, rules, findings and JSON speak of this fact. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the field with this key, or empty. */
  public static Optional<CallField> named(String key) {
    for (CallField field : values()) {
      if (field.key().equals(key)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }
}
