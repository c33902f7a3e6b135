package org.voiceagent.exporter.report;

import java.util.List;
import org.voiceagent.exporter.experiment.AdviceLifecycle;
import org.voiceagent.exporter.experiment.Effect;

/**
 * What changes did and what became of advice, as far as calls are remembered.
 *
 * @param effects what changes of the configuration did, the newest first
 * @param advice what became of each advice, by pipeline, provider and model
 */
public record AdviceOutcomes(List<Effect> effects, List<AdviceLifecycle> advice) {
  /** Nothing is remembered. */
  public static final AdviceOutcomes NONE = new AdviceOutcomes(List.of(), List.of());

  /** Copies both lists. */
  public AdviceOutcomes {
    effects = List.copyOf(effects);
    advice = List.copyOf(advice);
  }
}
