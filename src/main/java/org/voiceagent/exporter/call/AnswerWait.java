package org.voiceagent.exporter.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * How long the caller waited for one answer of the agent, and for what. What is unknown is empty
 * and never 0. All times are in ms.
 *
 * @param totalMs from the end of the caller's words to the agent's first sound
 * @param eouMs until the engine took the caller's turn as ended
 * @param sttMs for speech to text
 * @param llmMs for the language model
 * @param ttsMs for text to speech
 */
public record AnswerWait(
    OptionalDouble totalMs,
    OptionalDouble eouMs,
    OptionalDouble sttMs,
    OptionalDouble llmMs,
    OptionalDouble ttsMs) {

  /**
   * The waits of a call, one for each answer, in order: with their parts if the engine measures
   * each turn, else the totals alone, else none.
   */
  public static List<AnswerWait> of(Facts facts) {
    List<AnswerWait> measured = measured(facts.rows(CallField.TURN_ROWS, TurnRow.class));
    if (!measured.isEmpty()) {
      return measured;
    }
    OptionalDouble none = OptionalDouble.empty();
    return facts.numbers(CallField.TURN_LATENCIES_MS).stream()
        .map(total -> new AnswerWait(OptionalDouble.of(total), none, none, none, none))
        .toList();
  }

  /** The means of a call's waits, as its engine gives them; empty if it gives none. */
  public static Optional<AnswerWait> mean(Facts facts) {
    AnswerWait mean =
        new AnswerWait(
            facts.number(CallField.AVG_TURN_LATENCY_MS),
            facts.number(CallField.END_OF_TURN_MS),
            facts.number(CallField.STT_LATENCY_MS),
            facts.number(CallField.LLM_LATENCY_MS),
            facts.number(CallField.TTS_LATENCY_MS));
    return mean.isKnown() ? Optional.of(mean) : Optional.empty();
  }

  /** Some engines measure the end of turn and the recognition with the caller's turn before. */
  private static List<AnswerWait> measured(List<TurnRow> rows) {
    List<AnswerWait> waits = new ArrayList<>();
    OptionalDouble eou = OptionalDouble.empty();
    OptionalDouble stt = OptionalDouble.empty();
    for (TurnRow row : rows) {
      if (row.speaker() == Speaker.CALLER) {
        eou = row.eouMs();
        stt = row.sttMs();
      } else if (row.speaker() == Speaker.AGENT) {
        AnswerWait wait =
            new AnswerWait(
                row.turnMs(),
                row.eouMs().isPresent() ? row.eouMs() : eou,
                row.sttMs().isPresent() ? row.sttMs() : stt,
                row.llmMs(),
                row.ttsMs());
        if (wait.isKnown()) {
          waits.add(wait);
        }
        eou = OptionalDouble.empty();
        stt = OptionalDouble.empty();
      }
    }
    return waits;
  }

  /**
   * What no part explains, 0 or more; empty if it cannot be known. It is known only if the total
   * and the times of language model and speech are, and if the parts do not exceed the total:
   * otherwise they overlap. One overlap is usual and is not added twice: recognition that runs
   * while the engine waits for the end of the turn.
   */
  public OptionalDouble unattributedMs() {
    if (totalMs.isEmpty() || llmMs.isEmpty() || ttsMs.isEmpty()) {
      return OptionalDouble.empty();
    }
    double rest = totalMs.getAsDouble() - sumMs();
    if (rest < 0 && sttMs.orElse(0) <= eouMs.orElse(0)) {
      rest += sttMs.orElse(0);
    }
    return rest < 0 ? OptionalDouble.empty() : OptionalDouble.of(rest);
  }

  /** The sum of the parts that are known. */
  public double sumMs() {
    return parts().filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble).sum();
  }

  private boolean isKnown() {
    return totalMs.isPresent() || parts().anyMatch(OptionalDouble::isPresent);
  }

  private Stream<OptionalDouble> parts() {
    return Stream.of(eouMs, sttMs, llmMs, ttsMs);
  }
}
