package org.voiceagent.exporter.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.feedback.CallReport;

/** The running totals of all families over all calls, within limits; not thread-safe. */
final class FleetTotals {
  private static final Logger logger = LoggerFactory.getLogger(FleetTotals.class);

  /** Rules and their fields are few; only somebody's odd rule book could come near. */
  private static final int MOST_OWN_LABELS = 500;

  private final List<FleetFamily> families;
  private final int mostLabelSets;
  private final SelfMetrics self;
  private final LabelBudget<LabelSet> labelSets;
  private final LabelBudget<List<String>> ownLabels = new LabelBudget<>(MOST_OWN_LABELS);
  private boolean foldingLogged;

  /**
   * @param mostLabelSets how many distinct label sets have series of their own
   * @param self counts what was folded or refused
   */
  FleetTotals(List<CallFamily> specs, int mostLabelSets, SelfMetrics self) {
    this.families = specs.stream().map(FleetFamily::new).toList();
    this.mostLabelSets = mostLabelSets;
    this.self = self;
    this.labelSets = new LabelBudget<>(mostLabelSets);
  }

  /** Adds a call to every family; first reads all it says, so that a fault adds nothing at all. */
  void add(CallReport report, Trace trace) {
    CallSession session = report.session();
    LabelSet labels = budgeted(session.labels());
    List<Addition> additions = new ArrayList<>();
    for (FleetFamily family : families) {
      CallFamily spec = family.spec();
      spec.source()
          .read(
              report,
              (value, own) ->
                  sound(spec, value)
                      .ifPresent(
                          sound ->
                              additions.add(
                                  new Addition(
                                      family,
                                      spec.labelValues(session, labels, budgeted(own)),
                                      sound))));
    }
    additions.forEach(one -> one.family().add(one.labelValues(), one.value(), trace));
  }

  /** All families as they stand now. */
  List<FleetFamily.Copy> copy() {
    return families.stream().map(FleetFamily::copy).toList();
  }

  private record Addition(FleetFamily family, List<String> labelValues, double value) {}

  /** The value in the family's unit; empty if it would poison a sum or make it fall. */
  private OptionalDouble sound(CallFamily spec, double value) {
    double scaled = spec.scaled(value);
    if (Double.isFinite(scaled) && scaled >= 0) {
      return OptionalDouble.of(scaled);
    }
    self.valueRejected(
        spec.source().key(), scaled < 0 ? Finding.Reason.NEGATIVE : Finding.Reason.NOT_FINITE);
    return OptionalDouble.empty();
  }

  private LabelSet budgeted(LabelSet labels) {
    if (labelSets.admits(labels)) {
      return labels;
    }
    self.labelSetFolded();
    if (!foldingLogged) {
      foldingLogged = true;
      logger.warn(
          "There are more than {} sets of pipeline_name, provider_id and model_variant; calls with"
              + " further ones are counted under \"{}\". See whether an engine puts something into"
              + " these names that changes from call to call.",
          mostLabelSets,
          LabelSet.OTHER);
    }
    return LabelSet.folded();
  }

  private List<String> budgeted(List<String> own) {
    return own.isEmpty() || ownLabels.admits(own)
        ? own
        : Collections.nCopies(own.size(), LabelSet.OTHER);
  }
}
