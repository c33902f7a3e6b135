package org.voiceagent.exporter.callindex;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.EndReason;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Outcome;
import org.voiceagent.exporter.call.SentimentBand;

/**
 * A finished call as the list of calls knows it: as it was when it was counted. Unknown is never 0.
 * Immutable.
 *
 * @param id the call
 * @param endedAt when it ended, to the millisecond; never after it was counted
 * @param countedAt when it was counted, to the second
 * @param labels pipeline, provider and model
 * @param outcome how it went
 * @param endReason why it ended
 * @param durationSeconds how long it lasted, in s
 * @param turns how often caller and agent spoke; 65,534 stands for as many or more
 * @param longestWaitMs the longest time that the caller waited for an answer, in ms
 * @param deadAirSeconds how long neither of them spoke, in silences of more than 3 s, in s
 * @param sentiment how the caller sounded, from -1 to 1, to four digits
 * @param sentimentBand the same as one of five bands; may be known without the score
 * @param advice what it led to, best first
 */
public record ListedCall(
    CallId id,
    Instant endedAt,
    Instant countedAt,
    LabelSet labels,
    Outcome outcome,
    EndReason endReason,
    OptionalDouble durationSeconds,
    OptionalInt turns,
    OptionalDouble longestWaitMs,
    OptionalDouble deadAirSeconds,
    OptionalDouble sentiment,
    Optional<SentimentBand> sentimentBand,
    List<Advised> advice) {

  /**
   * A recommendation that a call led to.
   *
   * @param key the rule's key
   * @param field the dotted YAML key to change
   * @param severity how much it matters: {@code info}, {@code warning} or {@code critical}
   */
  public record Advised(String key, String field, String severity) {}

  /** Copies the list. */
  public ListedCall {
    advice = List.copyOf(advice);
  }

  /** How badly it went, in points; see {@link Trouble}. */
  public int trouble() {
    return Trouble.of(this);
  }
}
