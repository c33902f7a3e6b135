package org.voiceagent.exporter.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Corrects the probabilities of several measures of one change: with five measures, a difference by
 * chance is five times as likely. The step-down method of S. Holm, A Simple Sequentially Rejective
 * Multiple Test Procedure, Scandinavian Journal of Statistics 6 (1979).
 */
final class HolmCorrection {
  private HolmCorrection() {}

  /** The same effects with corrected probabilities, in their order. */
  static List<MeasureEffect> correct(List<MeasureEffect> effects) {
    List<MeasureEffect> byP = new ArrayList<>(effects);
    byP.sort(Comparator.comparingDouble(MeasureEffect::p));
    double highest = 0;
    List<MeasureEffect> corrected = new ArrayList<>(effects);
    for (int i = 0; i < byP.size(); i++) {
      MeasureEffect effect = byP.get(i);
      highest = Math.max(highest, Math.min(1, effect.p() * (byP.size() - i)));
      corrected.set(effects.indexOf(effect), effect.withP(highest));
    }
    return List.copyOf(corrected);
  }
}
