package org.voiceagent.exporter.advice.fact;

import java.util.List;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Facts;

/**
 * Where the time between the caller's last word and the agent's first goes, as far as the call
 * measured it. All times are means over the call, in ms; {@link Double#NaN} if unknown.
 *
 * @param wholeMs the response latency
 * @param stt the part of speech recognition
 * @param llm the part of the language model
 * @param tts the part of speech synthesis
 */
record LatencyBreakdown(double wholeMs, double stt, double llm, double tts) {
  /** What it takes to know which part is slow. */
  static final List<String> MISSING =
      List.of(
          CallField.STT_LATENCY_MS.key(),
          CallField.LLM_LATENCY_MS.key(),
          CallField.TTS_LATENCY_MS.key());

  /** The parts of a call's responses. */
  static LatencyBreakdown of(Facts facts) {
    return new LatencyBreakdown(
        facts.number(CallField.AVG_TURN_LATENCY_MS, Double.NaN),
        facts.number(CallField.STT_LATENCY_MS, Double.NaN),
        facts.number(CallField.LLM_LATENCY_MS, Double.NaN),
        facts.number(CallField.TTS_LATENCY_MS, Double.NaN));
  }

  /**
   * What none of the measured parts accounts for; NaN without a response latency or any measured
   * part. Parts may overlap, so it is never below 0.
   */
  double unattributedMs() {
    return isAnyMeasured()
        ? Math.max(0, wholeMs - (orElse(stt, 0) + orElse(llm, 0) + orElse(tts, 0)))
        : Double.NaN;
  }

  /**
   * The part that took longest, or {@code unattributed} if more time than that is in none of the
   * measured parts; "" if no part was measured. A tie goes to the measured part.
   */
  String slowest() {
    if (!isAnyMeasured()) {
      return "";
    }
    String slowest = "stt";
    double most = orElse(stt, -1);
    if (orElse(llm, -1) > most) {
      slowest = "llm";
      most = llm;
    }
    if (orElse(tts, -1) > most) {
      slowest = "tts";
      most = tts;
    }
    return unattributedMs() > most ? "unattributed" : slowest;
  }

  private boolean isAnyMeasured() {
    return !(Double.isNaN(stt) && Double.isNaN(llm) && Double.isNaN(tts));
  }

  private static double orElse(double value, double ifUnknown) {
    return Double.isNaN(value) ? ifUnknown : value;
  }
}
