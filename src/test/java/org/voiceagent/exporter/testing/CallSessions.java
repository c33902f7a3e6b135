package org.voiceagent.exporter.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.voiceagent.exporter.call.CallError;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.ConfigSnapshot;
import org.voiceagent.exporter.call.Evaluation;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.SentimentSource;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.call.ToolCall;
import org.voiceagent.exporter.call.TurnRow;

/**
 * Makes finished calls for tests, in the manner of {@code
 * CallSessions.call("1761449250.2163").with(CallField.TURNS, 7).build()}. Without more it is a call
 * of pipeline {@code local_hybrid}, provider {@code openai_realtime} and model {@code gpt-realtime}
 * that was complete at {@link #COMPLETED_AT} and of which nothing else is known.
 */
public final class CallSessions {
  /** When a call was complete if the test does not say. */
  public static final Instant COMPLETED_AT = Instant.parse("2025-10-26T03:28:17Z");

  private final CallId id;
  private final Facts.Builder facts = Facts.none().toBuilder();
  private final Map<String, String> settings = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private LabelSet labels = new LabelSet("local_hybrid", "openai_realtime", "gpt-realtime");
  private SentimentSource sentimentSource = SentimentSource.NONE;
  private Instant completedAt = COMPLETED_AT;

  private CallSessions(CallId id) {
    this.id = id;
  }

  /** Starts a call with this id. */
  public static CallSessions call(String id) {
    return new CallSessions(new CallId(id));
  }

  /** A call of which every fact is known that an engine of today writes. */
  public static CallSessions complete(String id) {
    return call(id)
        .with(CallField.STARTED_AT, Instant.parse("2025-10-26T03:27:30Z"))
        .with(CallField.ENDED_AT, Instant.parse("2025-10-26T03:28:16Z"))
        .with(CallField.DURATION_SECONDS, 45.9)
        .with(CallField.ENGINE_VERSION, "4.3.0")
        .with(CallField.OUTCOME, "completed")
        .with(CallField.END_REASON, "caller_hangup")
        .with(CallField.TURNS, 7)
        .with(CallField.BARGE_INS, 1)
        .with(CallField.LOW_WATERMARK_HITS, 4)
        .with(CallField.UNDERFLOWS, 12)
        .with(CallField.FRAMES_SENT, 2250)
        .with(CallField.FALLBACKS, 1)
        .withTexts(CallField.FALLBACK_REASONS, "timeout>8.0s")
        .with(CallField.RESTARTS, 0)
        .with(CallField.FIRST_FRAME_MS, 310)
        .withNumbers(CallField.TURN_LATENCIES_MS, 820, 1430)
        .with(CallField.AVG_TURN_LATENCY_MS, 1125)
        .with(CallField.MAX_TURN_LATENCY_MS, 1430)
        .with(CallField.STT_LATENCY_MS, 180)
        .with(CallField.LLM_LATENCY_MS, 610)
        .with(CallField.TTS_LATENCY_MS, 240)
        .with(CallField.TRANSPORT, "audiosocket")
        .with(CallField.COST_USD, 0.041)
        .with(CallField.RESOLVED, 1)
        .sentiment(-0.2, SentimentSource.ENGINE);
  }

  /** A call of a cascade of models, of which usage, cost, quality and business are known, too. */
  public static CallSessions measured(String id) {
    OptionalDouble none = OptionalDouble.empty();
    return complete(id)
        .labels("cascade", "deepgram", "nova-3")
        .with(CallField.END_OF_TURN_MS, 60)
        .with(CallField.FIRST_AUDIO_MS, 900)
        .with(CallField.CALLER_SPEECH_SECONDS, 11)
        .with(CallField.AGENT_SPEECH_SECONDS, 22)
        .with(CallField.OVERLAP_SECONDS, 0.5)
        .with(CallField.AGENT_INTERRUPTIONS, 2)
        .with(CallField.INPUT_TOKENS, 1_800)
        .with(CallField.CACHED_INPUT_TOKENS, 900)
        .with(CallField.OUTPUT_TOKENS, 240)
        .with(CallField.TTS_CHARACTERS, 900)
        .with(CallField.STT_SECONDS, 31.5)
        .with(CallField.CACHE_HITS, 3)
        .with(CallField.CACHE_MISSES, 1)
        .with(CallField.WER, 0.08)
        .with(CallField.MOS, 4.1)
        .with(CallField.RTT_MS, 80)
        .with(CallField.CSAT, 4)
        .with(CallField.HUMAN_RATING, 5)
        .withRows(
            CallField.TURN_ROWS,
            turn(Speaker.CALLER, 1, 3),
            turn(Speaker.AGENT, 9, 12),
            turn(Speaker.CALLER, 16, 17))
        .withRows(CallField.TOOLS, new ToolCall("look_up", "success", OptionalDouble.of(1_200)))
        .withRows(CallField.ERRORS, new CallError("tts", "timeout"))
        .withRows(CallField.EVALUATIONS, new Evaluation("greeted", none, "pass", ""));
  }

  private static TurnRow turn(Speaker speaker, double start, double end) {
    OptionalDouble none = OptionalDouble.empty();
    return new TurnRow(
        speaker,
        OptionalDouble.of(start),
        OptionalDouble.of(end),
        Optional.empty(),
        none,
        none,
        none,
        none,
        none);
  }

  /** Sets pipeline, provider and model. */
  public CallSessions labels(String pipelineName, String providerId, String modelVariant) {
    labels = new LabelSet(pipelineName, providerId, modelVariant);
    return this;
  }

  /** Sets a number in the base unit of the field's kind: s, ms, or 1 and 0 for flags. */
  public CallSessions with(CallField field, double value) {
    facts.number(field, value);
    return this;
  }

  /** Sets a number that comes from the times of the transcript, not from the engine itself. */
  public CallSessions withTranscriptTime(CallField field, double value) {
    facts.numberFromTranscriptTimes(field, value);
    return this;
  }

  /** Sets a text. */
  public CallSessions with(CallField field, String value) {
    facts.text(field, value);
    return this;
  }

  /** Sets a moment. */
  public CallSessions with(CallField field, Instant value) {
    facts.instant(field, value);
    return this;
  }

  /** Sets a list of texts. */
  public CallSessions withTexts(CallField field, String... values) {
    facts.texts(field, List.of(values));
    return this;
  }

  /** Sets a list of numbers in the base unit. */
  public CallSessions withNumbers(CallField field, double... values) {
    List<Double> list = new ArrayList<>();
    for (double value : values) {
      list.add(value);
    }
    facts.numbers(field, list);
    return this;
  }

  /** Sets the rows of a field that holds rows. */
  public CallSessions withRows(CallField field, Object... rows) {
    facts.rows(field, List.of(rows));
    return this;
  }

  /** Sets the score, in [-1,1], and where it comes from. */
  public CallSessions sentiment(double score, SentimentSource source) {
    facts.number(CallField.SENTIMENT_SCORE, score);
    sentimentSource = source;
    return this;
  }

  /** Sets one key of the configuration snapshot, such as {@code streaming.low_watermark_ms}. */
  public CallSessions setting(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /** Adds something that was wrong in the call's files. */
  public CallSessions finding(Finding finding) {
    findings.add(finding);
    return this;
  }

  /** Sets when the summary was written. */
  public CallSessions completedAt(Instant when) {
    completedAt = when;
    return this;
  }

  /** The call as set so far; the builder may go on. */
  public CallSession build() {
    return new CallSession(
        id,
        labels,
        facts.build(),
        ConfigSnapshot.of(settings),
        sentimentSource,
        completedAt,
        findings);
  }
}
