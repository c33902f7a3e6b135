package org.voiceagent.exporter.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One finished call, read from its folder. Immutable; holds no transcript text, so that keeping
 * calls in memory costs little and leaks nothing.
 *
 * @param id the folder's name
 * @param labels pipeline, provider and model
 * @param facts what the artifacts say about the call
 * @param snapshot the engine's configuration during the call, or {@link ConfigSnapshot#none()}
 * @param sentimentSource where {@link CallField#SENTIMENT_SCORE} comes from
 * @param completedAt when {@code metrics.json} was last written, by the file system's clock
 * @param findings what was wrong or odd in the files; values named here are absent from the facts
 */
public record CallSession(
    CallId id,
    LabelSet labels,
    Facts facts,
    ConfigSnapshot snapshot,
    SentimentSource sentimentSource,
    Instant completedAt,
    List<Finding> findings) {

  /** Copies the findings. */
  public CallSession {
    findings = List.copyOf(findings);
  }

  /** When the call ended: what the engine says, else when its summary was written. */
  public Instant endedAt() {
    return facts.instant(CallField.ENDED_AT).orElse(completedAt);
  }

  /** When the call began, if the engine says so. */
  public Optional<Instant> startedAt() {
    return facts.instant(CallField.STARTED_AT);
  }

  /** How the call went, folded to a fixed set. */
  public Outcome outcome() {
    return Outcome.of(facts.text(CallField.OUTCOME).orElse(""));
  }

  /** Why the call ended, folded to a fixed set. */
  public EndReason endReason() {
    return EndReason.of(facts);
  }

  /** Who placed the call, folded to a fixed set. */
  public CallDirection direction() {
    return CallDirection.of(facts.text(CallField.DIRECTION).orElse(""));
  }

  /** Whether the engine says that the call was a test without a real caller. */
  public boolean isSimulated() {
    return facts.number(CallField.SIMULATED, 0) == 1;
  }

  /** How audio travelled between engine and switch, folded to a fixed set. */
  public Transport transport() {
    return Transport.of(facts.text(CallField.TRANSPORT).orElse(""));
  }
}
