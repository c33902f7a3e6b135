package org.voiceagent.exporter.report;

import java.util.List;
import org.voiceagent.exporter.experiment.AdviceStory;
import org.voiceagent.exporter.experiment.Effect;

/**
 * What came of changes and of advice, as far as calls are remembered.
 *
 * @param effects what changes of the configuration did, the newest first
 * @param advice what became of each advice, by pipeline, provider and model
 */
public record Outcomes(List<Effect> effects, List<AdviceStory> advice) {
  /** Nothing is remembered. */
  public static final Outcomes NONE = new Outcomes(List.of(), List.of());

  /** Copies both lists. */
  public Outcomes {
    effects = List.copyOf(effects);
    advice = List.copyOf(advice);
  }
}
