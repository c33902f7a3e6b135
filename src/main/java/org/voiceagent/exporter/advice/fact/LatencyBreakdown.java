package org.voiceagent.exporter.advice.fact;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Facts;

/**
 * Where the time between the caller's last word and the agent's first goes, as far as the call
 * measured it. All times are means over the call, in ms.
 *
 * @param wholeMs the response latency, if known
 * @param stt speech recognition, if measured
 * @param llm the language model, if measured
 * @param tts speech synthesis, if measured
 */
public record LatencyBreakdown(
    OptionalDouble wholeMs, OptionalDouble stt, OptionalDouble llm, OptionalDouble tts) {
  /** What it takes to tell which part is slow. */
  public static final List<String> MISSING =
      List.of(
          CallField.STT_LATENCY_MS.key(),
          CallField.LLM_LATENCY_MS.key(),
          CallField.TTS_LATENCY_MS.key());

  /** The parts of a call's responses. */
  public static LatencyBreakdown of(Facts facts) {
    return new LatencyBreakdown(
        facts.number(CallField.AVG_TURN_LATENCY_MS),
        facts.number(CallField.STT_LATENCY_MS),
        facts.number(CallField.LLM_LATENCY_MS),
        facts.number(CallField.TTS_LATENCY_MS));
  }

  /**
   * What none of the measured parts accounts for; empty without a response latency or any measured
   * part. Parts may overlap, so it is never below 0.
   */
  public OptionalDouble unattributedMs() {
    return wholeMs.isPresent() && isAnyMeasured()
        ? OptionalDouble.of(Math.max(0, wholeMs.getAsDouble() - measuredMs()))
        : OptionalDouble.empty();
  }

  /**
   * The part that took longest, or {@code unattributed} if more time than that is in none of the
   * measured parts; empty if no part was measured. A tie goes to the measured part.
   */
  public Optional<String> slowest() {
    if (!isAnyMeasured()) {
      return Optional.empty();
    }
    String slowest = "stt";
    double most = stt.orElse(-1);
    if (llm.orElse(-1) > most) {
      slowest = "llm";
      most = llm.orElse(-1);
    }
    if (tts.orElse(-1) > most) {
      slowest = "tts";
      most = tts.orElse(-1);
    }
    return Optional.of(unattributedMs().orElse(0) > most ? "unattributed" : slowest);
  }

  private boolean isAnyMeasured() {
    return stt.isPresent() || llm.isPresent() || tts.isPresent();
  }

  private double measuredMs() {
    return stt.orElse(0) + llm.orElse(0) + tts.orElse(0);
  }
}
