package org.voiceagent.exporter.metrics;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.LabelSet;

/**
 * Which labels may have series of their own: so many sets of pipeline, provider and model over all,
 * and so many of a family's own labels for each family. Thread-safe.
 */
final class LabelBudgets {
  private static final Logger logger = LoggerFactory.getLogger(LabelBudgets.class);

  /** Rules and their fields are few; only somebody's odd rule book could come near. */
  private static final int MOST_OWN_LABELS = 500;

  private final int mostLabelSets;
  private final SelfMetrics self;
  private final LabelBudget<LabelSet> labelSets;
  private final Map<String, LabelBudget<List<String>>> ownLabels = new HashMap<>();
  private final AtomicBoolean foldingLogged = new AtomicBoolean();

  /**
   * @param specs the families with labels
   * @param mostLabelSets how many distinct label sets have series of their own
   * @param self counts what was folded
   */
  LabelBudgets(List<CallFamily> specs, int mostLabelSets, SelfMetrics self) {
    this.mostLabelSets = mostLabelSets;
    this.self = self;
    this.labelSets = new LabelBudget<>(mostLabelSets);
    specs.forEach(spec -> ownLabels.put(spec.family().name(), new LabelBudget<>(MOST_OWN_LABELS)));
  }

  /** The labels of a call, or {@code other} for all three. */
  LabelSet admitted(LabelSet labels) {
    if (labelSets.admits(labels)) {
      return labels;
    }
    self.labelSetFolded();
    if (foldingLogged.compareAndSet(false, true)) {
      logger.warn(
          "There are more than {} sets of pipeline_name, provider_id and model_variant; calls with"
              + " further ones are counted under \"{}\". See whether an engine puts something into"
              + " these names that changes from call to call.",
          mostLabelSets,
          LabelSet.OTHER);
    }
    return LabelSet.folded();
  }

  /**
   * A series' label values, or those with {@code other} for each of the family's own labels.
   *
   * @param labels the call's pipeline, provider and model, admitted before
   * @param own the values of the source's own labels
   */
  List<String> admitted(
      LabelReading family, CallSession session, LabelSet labels, List<String> own) {
    List<String> values = family.values(session, labels, own);
    return own.isEmpty() || budget(family.spec()).admits(family.own(values, own))
        ? values
        : family.values(session, labels, Collections.nCopies(own.size(), LabelSet.OTHER));
  }

  /** Learns that a series is there, so that its labels stay admitted whatever the limits are. */
  void learn(CallFamily spec, List<String> labelValues) {
    spec.labelSet(labelValues)
        .filter(labels -> !labels.equals(LabelSet.folded()))
        .ifPresent(labelSets::take);
    List<String> own = spec.ownLabels(labelValues);
    if (own.stream().anyMatch(value -> !value.equals(LabelSet.OTHER))) {
      budget(spec).take(own);
    }
  }

  private LabelBudget<List<String>> budget(CallFamily spec) {
    return ownLabels.get(spec.family().name());
  }
}
