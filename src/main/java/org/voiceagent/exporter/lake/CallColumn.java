package org.voiceagent.exporter.lake;

import static org.voiceagent.exporter.call.Sensitivity.INTERNAL;
import static org.voiceagent.exporter.call.Sensitivity.PERSONAL;
import static org.voiceagent.exporter.lake.ColumnType.FLAG;
import static org.voiceagent.exporter.lake.ColumnType.MOMENT;
import static org.voiceagent.exporter.lake.ColumnType.NUMBER;
import static org.voiceagent.exporter.lake.ColumnType.NUMBERS;
import static org.voiceagent.exporter.lake.ColumnType.TEXT;
import static org.voiceagent.exporter.lake.ColumnType.TEXTS;

import java.util.Locale;
import org.voiceagent.exporter.call.Sensitivity;

/**
 * The columns of the dataset {@code calls}: everything that is kept of a call in the journal and in
 * the lake. Only what is listed here leaves the ledger; no word of a conversation and no number of
 * a caller does. Absent is never 0. Append new ones at the end.
 */
public enum CallColumn {
  CALL_UUID(TEXT, PERSONAL, "The id of the call, as pages show it."),
  ENDED_AT(MOMENT, INTERNAL, "When the call ended, but never after it was counted."),
  COUNTED_AT(MOMENT, INTERNAL, "When the call, or its newest late fact, was counted."),
  HOST(TEXT, INTERNAL, "The machine that counted the call (`lake.host`)."),
  CALLER_HASH(TEXT, PERSONAL, "The keyed hash of the caller, in 16 hexadecimal digits."),
  PIPELINE_NAME(TEXT, INTERNAL, "The pipeline, as in the labels of the metrics."),
  PROVIDER_ID(TEXT, INTERNAL, "The provider, as in the labels of the metrics."),
  MODEL_VARIANT(TEXT, INTERNAL, "The model, as in the labels of the metrics."),
  OUTCOME(TEXT, INTERNAL, "How the call went; absent if only late facts of it were counted here."),
  END_REASON(TEXT, INTERNAL, "Why the call ended."),
  TRANSPORT(TEXT, INTERNAL, "How audio travelled, where a count of it is known."),
  SENTIMENT_BAND(TEXT, INTERNAL, "The band of the sentiment score, from very_negative."),
  DURATION_SECONDS(NUMBER, INTERNAL, "How long the call lasted."),
  TURNS(NUMBER, INTERNAL, "Turns of both sides."),
  BARGE_INS(NUMBER, INTERNAL, "Times the caller interrupted the agent."),
  AGENT_INTERRUPTIONS(NUMBER, INTERNAL, "Times the agent interrupted the caller."),
  TRANSFERRED(FLAG, INTERNAL, "Whether the call was given to a person; absent if unknown."),
  RESOLVED(FLAG, INTERNAL, "Whether the request was stated as resolved."),
  CSAT(NUMBER, INTERNAL, "The rating of the caller, 1 to 5."),
  WER(NUMBER, INTERNAL, "The word error rate."),
  RECOGNISED_SECONDS(NUMBER, INTERNAL, "Seconds of speech that were recognised."),
  SPEECH_TO_SPEECH(FLAG, INTERNAL, "Whether the model hears the caller itself."),
  MOS(NUMBER, INTERNAL, "The mean opinion score, 1 to 5."),
  MOS_SOURCE(TEXT, INTERNAL, "Where that score comes from: engine or g107."),
  AGENT_SPEECH_SECONDS(NUMBER, INTERNAL, "Seconds in which the agent spoke."),
  CALLER_SPEECH_SECONDS(NUMBER, INTERNAL, "Seconds in which the caller spoke."),
  OVERLAP_SECONDS(NUMBER, INTERNAL, "Seconds in which both spoke."),
  CALLER_SILENCE_SECONDS(NUMBER, INTERNAL, "Dead air that the caller caused."),
  AGENT_SILENCE_SECONDS(NUMBER, INTERNAL, "Dead air that the agent caused."),
  TOOL_SILENCE_SECONDS(NUMBER, INTERNAL, "Dead air that a tool caused."),
  UNATTRIBUTED_SILENCE_SECONDS(NUMBER, INTERNAL, "Dead air without a known cause."),
  CACHE_HITS(NUMBER, INTERNAL, "Answers from the engine's cache."),
  CACHE_MISSES(NUMBER, INTERNAL, "Answers that the cache did not have."),
  INPUT_TOKENS(NUMBER, INTERNAL, "Tokens that the language model read."),
  CACHED_INPUT_TOKENS(NUMBER, INTERNAL, "Those of them that came from the vendor's cache."),
  OUTPUT_TOKENS(NUMBER, INTERNAL, "Tokens that the language model wrote."),
  TTS_CHARACTERS(NUMBER, INTERNAL, "Characters that were spoken."),
  STT_SECONDS(NUMBER, INTERNAL, "Seconds of audio that speech recognition was paid for."),
  COST(NUMBER, INTERNAL, "What the call cost: its total, else the sum of its parts."),
  COST_CURRENCY(TEXT, INTERNAL, "The currency of the cost, by ISO 4217."),
  OTHER_COSTS(NUMBERS, INTERNAL, "What the call cost in further currencies."),
  OTHER_CURRENCIES(TEXTS, INTERNAL, "These currencies, in the same order."),
  EVALUATIONS_PASSED(NUMBER, INTERNAL, "Evaluations with the verdict pass."),
  EVALUATIONS_FAILED(NUMBER, INTERNAL, "Evaluations with the verdict fail."),
  TOOL_CALLS(NUMBER, INTERNAL, "Tool calls that say how they ended."),
  TOOL_FAILURES(NUMBER, INTERNAL, "Those of them that failed."),
  LOW_WATERMARK_HITS(NUMBER, INTERNAL, "Times the jitter buffer ran low."),
  UNDERFLOWS(NUMBER, INTERNAL, "Times the jitter buffer ran dry."),
  TRANSPORT_RESTARTS(NUMBER, INTERNAL, "Times the audio transport was restarted."),
  FALLBACKS(NUMBER, INTERNAL, "Times the engine played a file instead of streaming."),
  ERRORS(NUMBER, INTERNAL, "Errors that the engine reports."),
  RECOMMENDATIONS(TEXTS, INTERNAL, "The keys of the recommendations that the call led to."),
  FIRST_WORD_SECONDS(NUMBER, INTERNAL, "From the answer of the call to the agent's first sound."),
  RESPONSE_SECONDS(NUMBERS, INTERNAL, "Every response latency."),
  STT_LATENCY_SECONDS(NUMBERS, INTERNAL, "Latencies of speech recognition."),
  LLM_LATENCY_SECONDS(NUMBERS, INTERNAL, "Latencies of the language model."),
  TTS_LATENCY_SECONDS(NUMBERS, INTERNAL, "Latencies of speech synthesis."),
  EOU_LATENCY_SECONDS(NUMBERS, INTERNAL, "Times until the end of a turn was decided."),
  TRANSPORT_LATENCY_SECONDS(NUMBERS, INTERNAL, "Latencies of the audio transport."),
  UNATTRIBUTED_LATENCY_SECONDS(NUMBERS, INTERNAL, "Response latency that no part explains.");

  private final String key = name().toLowerCase(Locale.ROOT);
  private final ColumnType type;
  private final Sensitivity sensitivity;
  private final String meaning;

  CallColumn(ColumnType type, Sensitivity sensitivity, String meaning) {
    this.type = type;
    this.sensitivity = sensitivity;
    this.meaning = meaning;
  }

  /** The name in JSON, Parquet and SQL. */
  public String key() {
    return key;
  }

  /** What it holds. */
  public ColumnType type() {
    return type;
  }

  /** Who may read it. */
  public Sensitivity sensitivity() {
    return sensitivity;
  }

  /** What it means, in a sentence. */
  public String meaning() {
    return meaning;
  }
}
