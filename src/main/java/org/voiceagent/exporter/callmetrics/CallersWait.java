package org.voiceagent.exporter.callmetrics;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallNumber;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.catalog.Source.Sink;

/**
 * What the caller waits for, part by part: end of turn, recognition, language model, speech,
 * transport, and what no part explains. The parts are the call's own figures, each once, and add up
 * to what the caller hears.
 *
 * <p>The engine measures the response latency at its own end. Its parts are end of turn,
 * recognition, language model and speech; what they leave of it is unattributed. Transport is the
 * line's round trip, which the caller hears on top: the last word goes to the engine, and the
 * answer comes back.
 *
 * <p>The unattributed part is given only if response latency, language model and speech are known,
 * and never below 0: parts that exceed the whole overlap, so that they do not add up. One overlap
 * is usual and is not added twice: recognition that runs while the engine waits for the end of the
 * turn, as in LiveKit Agents. It is not given either if the end of the turn comes from the times of
 * a transcript: that is the wait before the engine began to measure, so its response latency does
 * not contain it.
 */
final class CallersWait {
  private static final String UNATTRIBUTED = "unattributed";

  private static final List<Map.Entry<String, CallField>> PARTS =
      List.of(
          Map.entry("eou", CallField.END_OF_TURN_MS),
          Map.entry("stt", CallField.STT_LATENCY_MS),
          Map.entry("llm", CallField.LLM_LATENCY_MS),
          Map.entry("tts", CallField.TTS_LATENCY_MS));

  private CallersWait() {}

  /** Hands out the parts that are known, in milliseconds. */
  static void read(CallSession call, Sink sink) {
    Facts facts = call.facts();
    double sum = 0;
    for (Map.Entry<String, CallField> part : PARTS) {
      OptionalDouble latency = facts.number(part.getValue());
      if (latency.isPresent()) {
        sink.accept(latency.getAsDouble(), List.of(part.getKey()));
        sum += latency.getAsDouble();
      }
    }
    OptionalDouble roundTrip = facts.number(CallField.RTT_MS);
    if (roundTrip.isPresent()) {
      sink.accept(roundTrip.getAsDouble(), List.of("transport"));
    }
    OptionalDouble whole = CallNumber.RESPONSE_LATENCY_MS.of(call);
    if (whole.isPresent()
        && !facts.isFromTranscriptTimes(CallField.END_OF_TURN_MS)
        && facts.known(CallField.LLM_LATENCY_MS)
        && facts.known(CallField.TTS_LATENCY_MS)) {
      double rest = whole.getAsDouble() - sum;
      double unexplained = rest < 0 ? rest + withinEndOfTurn(facts) : rest;
      if (unexplained >= 0) {
        sink.accept(unexplained, List.of(UNATTRIBUTED));
      }
    }
  }

  /** The recognition that fits into the wait for the end of the turn. */
  private static double withinEndOfTurn(Facts facts) {
    double recognition = facts.number(CallField.STT_LATENCY_MS, 0);
    return recognition <= facts.number(CallField.END_OF_TURN_MS, 0) ? recognition : 0;
  }
}
