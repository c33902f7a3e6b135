package org.voiceagent.exporter.lake;

import java.util.Locale;

/**
 * What the dataset {@code daily} counts and sums, so that all indicators of {@code
 * monitoring/sql/kpi.sql} can be computed from it. Append new ones at the end.
 */
public enum DailyMeasure {
  /** For the mean handle time. */
  HANDLED_SECONDS(
      "CASE WHEN outcome <> 'abandoned' THEN duration_seconds END",
      "Durations of calls that were not abandoned."),
  /** For costs per minute. */
  DURATION_SECONDS("duration_seconds", "Durations of all calls."),
  /** Turns. */
  TURNS("turns", "Turns of both sides."),
  /** Interruptions by callers. */
  BARGE_INS("barge_ins", "Times callers interrupted the agent."),
  /** Interruptions by the agent. */
  AGENT_INTERRUPTIONS("agent_interruptions", "Times the agent interrupted callers."),
  /** For containment. */
  TRANSFERRED(flag("transferred"), "Calls given to a person, of those where it is known."),
  /** For resolution. */
  RESOLVED(flag("resolved"), "Calls stated as resolved, of those that state it."),
  /** Ratings. */
  CSAT("csat", "Ratings of callers."),
  /** Ratings of 4 or 5. */
  CSAT_TOP_TWO(
      "CASE WHEN csat >= 4e0 THEN 1e0 WHEN csat < 4e0 THEN 0e0 END", "Ratings of 4 or 5, of all."),
  /** For the share of speech. */
  AGENT_SPEECH_SECONDS(
      "CASE WHEN caller_speech_seconds IS NOT NULL THEN agent_speech_seconds END",
      "Speech of the agent, where that of the caller is known too."),
  /** For the share of speech. */
  SPEECH_SECONDS(
      "agent_speech_seconds + caller_speech_seconds", "Speech of both sides, where both is known."),
  /** Silence. */
  DEAD_AIR_SECONDS("silence_seconds", "Dead air of any cause."),
  /** Silence caused by the agent or its tools. */
  DEAD_AIR_AGENT_SECONDS(
      "CASE WHEN silence_seconds IS NOT NULL THEN coalesce(agent_silence_seconds, 0e0)"
          + " + coalesce(tool_silence_seconds, 0e0) END",
      "Dead air that the agent or a tool caused."),
  /** For the share of silence. */
  TIMED_DEAD_AIR_SECONDS(
      "CASE WHEN duration_seconds IS NOT NULL THEN silence_seconds END",
      "Dead air of calls whose duration is known."),
  /** For the share of silence. */
  DEAD_AIR_CALL_SECONDS(
      "CASE WHEN silence_seconds IS NOT NULL THEN duration_seconds END",
      "Durations of calls whose dead air is known."),
  /** Word error rates. */
  WER("transcribed_wer", "Word error rates of speech that was transcribed."),
  /** For the weighted word error rate. */
  WRONG_SECONDS(
      "CASE WHEN recognised_seconds > 0e0 THEN transcribed_wer * recognised_seconds END",
      "Word error rates times the seconds of speech behind them."),
  /** For the weighted word error rate. */
  RECOGNISED_SECONDS(
      "CASE WHEN transcribed_wer IS NOT NULL THEN recognised_seconds END",
      "Seconds of speech with a word error rate."),
  /** Opinion scores of engines. */
  MOS_ENGINE(
      "CASE WHEN mos_source <> 'g107' THEN mos END", "Mean opinion scores that engines report."),
  /** Opinion scores by the E-model. */
  MOS_G107("CASE WHEN mos_source = 'g107' THEN mos END", "Mean opinion scores by G.107."),
  /** Cached answers. */
  CACHE_HITS("cache_hits", "Answers from engines' caches."),
  /** Answers that were not cached. */
  CACHE_MISSES("cache_misses", "Answers that the caches did not have."),
  /** Cached tokens. */
  CACHED_INPUT_TOKENS("cached_input_tokens", "Tokens from vendors' caches."),
  /** For the share of cached tokens. */
  CACHEABLE_INPUT_TOKENS(
      "CASE WHEN cached_input_tokens IS NOT NULL THEN input_tokens END",
      "Tokens read, where those from the cache are known."),
  /** Tokens that were read. */
  INPUT_TOKENS("input_tokens", "Tokens that language models read."),
  /** Tokens that were written. */
  OUTPUT_TOKENS("output_tokens", "Tokens that language models wrote."),
  /** Passed evaluations. */
  EVALUATIONS_PASSED("evaluations_passed", "Evaluations with the verdict pass."),
  /** Failed evaluations. */
  EVALUATIONS_FAILED("evaluations_failed", "Evaluations with the verdict fail."),
  /** Calls of tools. */
  TOOL_CALLS("tool_calls", "Tool calls that say how they ended."),
  /** Failed calls of tools. */
  TOOL_FAILURES("tool_failures", "Those of them that failed.");

  private final String value;
  private final String meaning;

  DailyMeasure(String value, String meaning) {
    this.value = value;
    this.meaning = meaning;
  }

  private static String flag(String column) {
    return "CASE WHEN %s THEN 1e0 WHEN NOT %s THEN 0e0 END".formatted(column, column);
  }

  /** Its name in the column {@code measure}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The expression whose values of a day are counted and summed; null where a call has none. */
  String value() {
    return value;
  }

  /** What the documentation says of it, in Markdown. */
  public String meaning() {
    return meaning;
  }
}
