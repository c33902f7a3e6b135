package org.voiceagent.exporter.experiment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.voiceagent.exporter.call.LabelSet;

/**
 * A change of the engine's configuration and its effect, as far as the calls before and after it
 * show. Observational, not randomised: something unrecorded may have changed as well.
 *
 * @param labels the pipeline, provider and model whose calls were compared
 * @param field the dotted key that changed
 * @param from its value before, or empty if the snapshot did not have it
 * @param to its value after, or empty
 * @param at when the first call with the new value ended
 * @param callsBefore how many calls before it can be compared, at most 400
 * @param callsAfter how many calls after it can be compared, at most 400
 * @param verdict what the change did
 * @param decided whether the verdict is final, however many calls follow
 * @param why one sentence for an operator
 * @param callsNeeded about how many more calls a verdict takes, if more calls would help
 * @param measures the figures, those the advice aims at first; empty before the first analysis
 * @param confounders what else changed; with any, the verdict is at most inconclusive
 * @param ruleKeys the rules that had advised it; empty for a change of the operator's own
 */
public record Effect(
    LabelSet labels,
    String field,
    Optional<String> from,
    Optional<String> to,
    Instant at,
    int callsBefore,
    int callsAfter,
    EffectVerdict verdict,
    boolean decided,
    String why,
    OptionalInt callsNeeded,
    List<MeasureEffect> measures,
    List<String> confounders,
    List<String> ruleKeys) {

  /** Copies the lists. */
  public Effect {
    measures = List.copyOf(measures);
    confounders = List.copyOf(confounders);
    ruleKeys = List.copyOf(ruleKeys);
  }
}
