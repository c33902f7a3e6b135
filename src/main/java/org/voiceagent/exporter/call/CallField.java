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
import static org.voiceagent.exporter.call.FieldKind.ROWS;
import static org.voiceagent.exporter.call.FieldKind.SENTIMENT;
import static org.voiceagent.exporter.call.FieldKind.SHARE;
import static org.voiceagent.exporter.call.FieldKind.TEXT;
import static org.voiceagent.exporter.call.FieldKind.TEXTS;
import static org.voiceagent.exporter.call.Sensitivity.INTERNAL;
import static org.voiceagent.exporter.call.Sensitivity.PERSONAL;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every fact a call's summary can hold, one entry each: kind, who may read it, what it means, the
 * object it is nested in ("" for the top level), its canonical name there, then its other accepted
 * names. The published schemas and the tables of fields in the documentation follow this table. A
 * name is accepted at the top level as well as inside its group, except those of {@code speech};
 * names of durations and latencies are given without their unit suffix, and any of {@code _ms},
 * {@code _s}, {@code _sec}, {@code _seconds} or none is accepted.
 *
 * <p>The reader, the metric catalog and the rules all name a fact by {@link #key()}.
 */
public enum CallField {
  CALL_UUID(
      NAME,
      PERSONAL,
      "The call's id, which is the name of its folder. Where the two differ, the folder wins and"
          + " the difference is reported.",
      "",
      "call_uuid",
      "call_id",
      "uuid",
      "id"),
  CALLER_HASH(
      CALLER,
      PERSONAL,
      "Who called: a number, or a SIP or tel address. Only a keyed hash of it is kept or shown.",
      "",
      "caller_id",
      "caller_number",
      "caller_key",
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
  PIPELINE_NAME(
      NAME,
      INTERNAL,
      "The pipeline that served the call, by its name in the engine's configuration.",
      "",
      "pipeline_name",
      "pipeline"),
  PROVIDER_ID(
      NAME,
      INTERNAL,
      "The provider that served the call, by its name in the engine's configuration.",
      "",
      "provider_id",
      "provider_name",
      "provider"),
  MODEL_VARIANT(
      NAME,
      INTERNAL,
      "The model that answered, as the engine names it.",
      "",
      "model_variant",
      "model",
      "llm_model",
      "chat_model",
      "model_id"),
  ENGINE_VERSION(NAME, INTERNAL, "The engine's release, such as 4.3.0.", "", "engine_version"),
  AGENT_VERSION(
      NAME,
      INTERNAL,
      "The version of the agent that served the call. It counts as a setting when calls are"
          + " compared.",
      "",
      "agent_version"),
  PROMPT_VERSION(
      NAME,
      INTERNAL,
      "The version of the prompt that the agent followed. It counts as a setting when calls are"
          + " compared.",
      "",
      "prompt_version"),
  LANGUAGE(
      NAME,
      PERSONAL,
      "The language of the call as a BCP 47 tag, such as de or pt-BR. If absent and the sentiment"
          + " is scored here, the language that the words seem to be in.",
      "",
      "language",
      "language_code",
      "locale"),
  LANGUAGE_CONFIDENCE(
      SHARE,
      PERSONAL,
      "How certain the language is, if it was recognised.",
      "",
      "language_confidence",
      "language_probability"),
  DIRECTION(
      TEXT,
      PERSONAL,
      "Who placed the call: inbound or outbound. Any other word counts as other.",
      "",
      "direction",
      "call_direction"),
  SIMULATED(
      FLAG,
      INTERNAL,
      "Whether the call is a test, without a real caller.",
      "",
      "simulated",
      "is_simulated"),
  STARTED_AT(
      INSTANT,
      PERSONAL,
      "When the call was answered, by the engine's clock.",
      "",
      "started_at",
      "start_time"),
  ENDED_AT(
      INSTANT, PERSONAL, "When the call ended, by the engine's clock.", "", "ended_at", "end_time"),
  DURATION_SECONDS(
      DURATION, PERSONAL, "How long the call lasted.", "", "duration", "call_duration"),
  OUTCOME(
      TEXT,
      PERSONAL,
      "How the call ended: completed, transferred, abandoned, no_input_timeout or error. Any other"
          + " word counts as other.",
      "",
      "outcome",
      "call_outcome"),
  END_REASON(
      TEXT,
      PERSONAL,
      "Why the call ended, in the engine's words, such as caller_hangup.",
      "",
      "end_reason"),
  VOICEMAIL(
      FLAG,
      PERSONAL,
      "Whether a voicemail answered.",
      "",
      "voicemail",
      "voicemail_detected",
      "in_voicemail"),
  ERROR_MESSAGE(
      TEXT,
      PERSONAL,
      "What went wrong, in the engine's words. Never in a metric.",
      "",
      "error_message"),
  ERRORS(
      ROWS,
      PERSONAL,
      "Faults during the call, each with component and type. What else a fault says is ignored.",
      "",
      "errors"),
  DELETE_AFTER(
      INSTANT, PERSONAL, "From when on the call's folder may be deleted.", "", "delete_after"),
  TURNS(
      COUNT,
      PERSONAL,
      "Number of turns, caller's and agent's. If absent, counted from the transcript.",
      "",
      "turns",
      "turn_count"),
  TURN_ROWS(
      ROWS,
      PERSONAL,
      "What was measured of each turn: speaker, start, end, interrupted_by and latency with eou_ms,"
          + " stt_ms, llm_ms, tts_ms and turn_ms. The key turns may hold this list, too.",
      "",
      "turn_rows"),
  MEASURED_TURNS(
      COUNT,
      PERSONAL,
      "Number of turns whose latency was measured. Used if nothing else gives the number of turns;"
          + " advice that needs a true number of turns is then silent.",
      "",
      "total_turns"),
  BARGE_INS(
      COUNT,
      PERSONAL,
      "How often the caller cut the agent off.",
      "",
      "barge_in_count",
      "barge_ins"),
  IGNORED_BARGE_INS(
      COUNT,
      PERSONAL,
      "How often the caller spoke while the agent spoke, and the agent went on. If absent, counted"
          + " from a transcript that says when each line ended.",
      "",
      "ignored_barge_in_count",
      "ignored_barge_ins"),
  TALK_OVERS(
      COUNT,
      PERSONAL,
      "How often the agent began before the caller had ended. If absent, counted from a transcript"
          + " that says when each line ended.",
      "",
      "talk_over_count",
      "talk_overs"),
  AGENT_INTERRUPTIONS(
      COUNT,
      PERSONAL,
      "How often the agent cut the caller off. If absent, counted from turn rows that say who"
          + " interrupted.",
      "",
      "agent_interruptions",
      "agent_interruption_count"),
  AGENT_SPEECH_SECONDS(
      DURATION,
      PERSONAL,
      "How long the agent spoke. If absent, taken from times of turns.",
      "speech",
      "agent"),
  CALLER_SPEECH_SECONDS(
      DURATION,
      PERSONAL,
      "How long the caller spoke. If absent, taken from times of turns.",
      "speech",
      "caller"),
  OVERLAP_SECONDS(
      DURATION,
      PERSONAL,
      "How long both spoke at once. If absent, taken from times of turns.",
      "speech",
      "overlap"),
  LONGEST_SILENCE_SECONDS(
      DURATION,
      PERSONAL,
      "The longest time in which neither spoke. If absent, taken from times of turns.",
      "speech",
      "longest_silence"),
  GREETING_INTERRUPTED(
      FLAG, PERSONAL, "Whether the agent's first words were cut off.", "", "greeting_interrupted"),
  SENTIMENT_SCORE(
      SENTIMENT,
      PERSONAL,
      "The caller's sentiment over the whole call, from very negative to very positive. If absent,"
          + " taken from the transcript.",
      "",
      "sentiment_score",
      "sentiment",
      "sentiment.score",
      "sentiment.label"),
  LOW_WATERMARK_HITS(
      COUNT,
      INTERNAL,
      "How often playback fell below streaming.low_watermark_ms and waited.",
      "streaming",
      "jitter_low_watermark_hits",
      "low_watermark_hits",
      "low_watermark_events"),
  UNDERFLOWS(
      COUNT,
      INTERNAL,
      "How often a frame was due and the buffer was empty.",
      "streaming",
      "underflow_events",
      "underflows",
      "underflow_count"),
  FRAMES_SENT(
      COUNT,
      INTERNAL,
      "Audio frames sent to the caller, 50 a second at 20 ms.",
      "streaming",
      "frames_sent"),
  FALLBACKS(
      COUNT,
      INTERNAL,
      "How often the engine gave up streaming and played a file.",
      "streaming",
      "fallback_count",
      "fallbacks",
      "streaming_fallback_count"),
  FALLBACK_REASONS(
      TEXTS,
      PERSONAL,
      "Why, one text for each fallback, such as timeout>8.0s or transport-failure.",
      "streaming",
      "fallback_reasons",
      "fallback_reason",
      "last_streaming_error"),
  RESTARTS(
      COUNT,
      INTERNAL,
      "How often the stream was torn down and set up again during the call.",
      "streaming",
      "restarts"),
  KEEPALIVE_TIMEOUTS(
      COUNT,
      INTERNAL,
      "How often the provider's connection was silent for too long.",
      "streaming",
      "keepalive_timeouts"),
  JITTER_BUFFER_DEPTH_MAX(
      COUNT,
      INTERNAL,
      "The greatest depth of the jitter buffer, in chunks.",
      "streaming",
      "jitter_buffer_depth_max"),
  FIRST_FRAME_MS(
      LATENCY,
      INTERNAL,
      "Time from the start of the reply to its first frame.",
      "streaming",
      "first_frame"),
  TURN_LATENCIES_MS(
      LATENCIES,
      PERSONAL,
      "Time from the end of the caller's turn to the agent's first sound, one number for each"
          + " response.",
      "latency",
      "turn",
      "turn_latencies"),
  AVG_TURN_LATENCY_MS(
      LATENCY,
      INTERNAL,
      "Mean of the response latencies: the engine's, else that of latency.turn_ms.",
      "latency",
      "avg_turn",
      "avg_turn_latency"),
  MAX_TURN_LATENCY_MS(
      LATENCY,
      INTERNAL,
      "The longest response latency.",
      "latency",
      "max_turn",
      "max_turn_latency"),
  P95_TURN_LATENCY_MS(
      LATENCY,
      INTERNAL,
      "The 95th percentile of the response latencies by nearest rank (docs/kpis.md).",
      "latency",
      "p95_turn",
      "p95_turn_latency"),
  END_OF_TURN_MS(
      LATENCY,
      INTERNAL,
      "Median time from the end of the caller's words until the engine took the turn as ended.",
      "latency",
      "end_of_turn",
      "end_of_turn_delay",
      "eou",
      "eou_delay"),
  FIRST_AUDIO_MS(
      LATENCY,
      INTERNAL,
      "Time from the call's start until the caller heard the agent. If absent, taken from times of"
          + " turns.",
      "latency",
      "first_audio"),
  STT_LATENCY_MS(
      LATENCY,
      INTERNAL,
      "Mean time that speech to text took for a response.",
      "latency",
      "stt",
      "stt_latency"),
  LLM_LATENCY_MS(
      LATENCY,
      INTERNAL,
      "Mean time that the language model took for a response.",
      "latency",
      "llm",
      "llm_latency"),
  TTS_LATENCY_MS(
      LATENCY,
      INTERNAL,
      "Mean time that text to speech took for a response.",
      "latency",
      "tts",
      "tts_latency"),
  TRANSPORT(
      TEXT,
      INTERNAL,
      "How audio travels: audiosocket (also tcp), externalmedia (also rtp, external_media),"
          + " websocket, webrtc or sip. Any other word counts as other.",
      "audio",
      "transport",
      "audio_transport"),
  DOWNSTREAM_MODE(
      TEXT,
      INTERNAL,
      "stream, or file where whole files are played to the caller.",
      "audio",
      "downstream_mode"),
  CODEC(TEXT, INTERNAL, "Format on the wire, such as slin or ulaw.", "audio", "codec"),
  SAMPLE_RATE_HZ(
      COUNT, INTERNAL, "Sample rate on the wire, in Hz, such as 8000.", "audio", "sample_rate_hz"),
  CODEC_ALIGNMENT_OK(
      FLAG,
      INTERNAL,
      "Whether provider and wire agree on format and rate.",
      "audio",
      "codec_alignment_ok"),
  INPUT_TOKENS(COUNT, INTERNAL, "Tokens that the language model read.", "usage", "input_tokens"),
  CACHED_INPUT_TOKENS(
      COUNT,
      INTERNAL,
      "Those of the input tokens that came from the provider's cache.",
      "usage",
      "cached_input_tokens",
      "input_cached_tokens"),
  CACHE_WRITE_TOKENS(
      COUNT,
      INTERNAL,
      "Those of the input tokens that were written to the provider's cache.",
      "usage",
      "cache_write_tokens"),
  AUDIO_INPUT_TOKENS(
      COUNT,
      INTERNAL,
      "Those of the input tokens that were sound.",
      "usage",
      "audio_input_tokens",
      "input_audio_tokens"),
  OUTPUT_TOKENS(COUNT, INTERNAL, "Tokens that the language model wrote.", "usage", "output_tokens"),
  REASONING_TOKENS(
      COUNT,
      INTERNAL,
      "Those of the output tokens that the model wrote only to think.",
      "usage",
      "reasoning_tokens",
      "output_reasoning_tokens"),
  AUDIO_OUTPUT_TOKENS(
      COUNT,
      INTERNAL,
      "Those of the output tokens that were sound.",
      "usage",
      "audio_output_tokens",
      "output_audio_tokens"),
  MODEL_USAGE(
      ROWS,
      INTERNAL,
      "Usage by model: provider, model, and the counts of this object.",
      "usage",
      "by_model"),
  TTS_CHARACTERS(COUNT, INTERNAL, "Characters that were spoken.", "usage", "tts_characters"),
  STT_SECONDS(DURATION, INTERNAL, "Audio that was transcribed.", "usage", "stt"),
  COST_USD(NUMBER, PERSONAL, "What the call cost, in US dollars.", "usage", "cost_usd"),
  COST_PARTS(
      ROWS,
      PERSONAL,
      "What the call cost by component: component, provider, model, unit, quantity, amount and"
          + " currency.",
      "",
      "cost",
      "costs"),
  CACHE_HITS(
      COUNT,
      INTERNAL,
      "Answers that came from the engine's own cache.",
      "cache",
      "hits",
      "cache_hits"),
  CACHE_MISSES(
      COUNT,
      INTERNAL,
      "Answers that the engine looked for in its own cache and did not find.",
      "cache",
      "misses",
      "cache_misses"),
  WER(NUMBER, INTERNAL, "Word error rate of the transcription; 0.08 is 8 %.", "quality", "wer"),
  MOS(RATING, INTERNAL, "Mean opinion score of the line, from bad to excellent.", "quality", "mos"),
  RTT_MS(
      LATENCY,
      INTERNAL,
      "Mean round-trip time of the audio's packets.",
      "quality",
      "rtt",
      "round_trip_time"),
  JITTER_MS(LATENCY, INTERNAL, "Mean jitter of the audio's packets.", "quality", "jitter"),
  PACKET_LOSS_RATIO(
      SHARE,
      INTERNAL,
      "Share of the audio's packets that were lost; 0.02 is 2 %.",
      "quality",
      "packet_loss_ratio",
      "loss_ratio"),
  RESOLVED(FLAG, PERSONAL, "Whether the caller's request was resolved.", "business", "resolved"),
  CSAT(RATING, PERSONAL, "The caller's own rating, from bad to good.", "business", "csat"),
  HUMAN_RATING(
      RATING,
      PERSONAL,
      "A reviewer's rating of the call, from bad to good.",
      "business",
      "human_rating"),
  TRANSFERRED(
      FLAG, PERSONAL, "Whether the call was handed to a person.", "business", "transferred"),
  EVALUATIONS(
      ROWS,
      PERSONAL,
      "How criteria judged the call: name, score, label and explanation.",
      "",
      "evaluations"),
  TOOLS(
      ROWS,
      PERSONAL,
      "Tools that the agent used: name, status and duration_ms. Arguments and results are ignored.",
      "",
      "tools");

  private final FieldKind kind;
  private final Sensitivity sensitivity;
  private final String description;
  private final String group;
  private final List<String> names;

  CallField(
      FieldKind kind, Sensitivity sensitivity, String description, String group, String... names) {
    this.kind = kind;
    this.sensitivity = sensitivity;
    this.description = description;
    this.group = group;
    this.names = List.of(names);
  }

  /** What kind of value it is, and with it the base unit and the plausible range. */
  public FieldKind kind() {
    return kind;
  }

  /** Who may read its value. */
  public Sensitivity sensitivity() {
    return sensitivity;
  }

  /** What the field means, in sentences, without its unit and range. */
  public String description() {
    return description;
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

  /**
   * Whether its names are accepted outside its group, too. Those of speech are not: {@code agent}
   * and {@code caller} mean other things elsewhere.
   */
  public boolean isReadAnywhere() {
    return !group.equals("speech");
  }

  /**
   * The type of the rows that a field of kind {@link FieldKind#ROWS} holds.
   *
   * @throws IllegalStateException for a field of another kind
   */
  public Class<?> rowType() {
    return switch (this) {
      case TURN_ROWS -> TurnRow.class;
      case COST_PARTS -> CostPart.class;
      case MODEL_USAGE -> ModelUsage.class;
      case EVALUATIONS -> Evaluation.class;
      case ERRORS -> CallError.class;
      case TOOLS -> ToolCall.class;
      default -> throw new IllegalStateException(this + " holds no rows");
    };
  }

  /** Accepted names, the canonical one first; without unit suffix for durations and latencies. */
  public List<String> names() {
    return names;
  }

  /** The stable lower-case name that catalog, rules, findings and JSON use for this fact. */
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
