package org.voiceagent.exporter.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.report.CallReport;

/** Reads what a call adds to every total. Thread-safe. */
final class CallReading {
  private final List<LabelReading> families;
  private final LabelBudgets budgets;

  /** For each family, the first one with the same labels and none of its own. */
  private final int[] sameLabels;

  /**
   * @param specs the families that are totals
   */
  CallReading(List<CallFamily> specs, LabelBudgets budgets) {
    this.families = specs.stream().map(LabelReading::new).toList();
    this.budgets = budgets;
    this.sameLabels = new int[specs.size()];
    Map<List<String>, Integer> first = new HashMap<>();
    for (int i = 0; i < sameLabels.length; i++) {
      Integer known = first.putIfAbsent(specs.get(i).family().labels(), i);
      sameLabels[i] = known == null ? i : known;
    }
  }

  /** A value that would poison a sum or make it fall. */
  private record Unsound(String field, Finding.Reason reason) {}

  /** Everything the call says; a value that is unsound is counted as dropped instead. */
  List<Change> changes(CallReport report) {
    CallSession session = report.session();
    LabelSet labels = budgets.admitted(session.labels());
    List<Change> changes = new ArrayList<>();
    List<Unsound> unsound = new ArrayList<>();
    // A call's samples have few different label values, and a histogram many samples with the same.
    List<List<String>> known = new ArrayList<>(Collections.nCopies(families.size(), List.of()));
    for (int i = 0; i < sameLabels.length; i++) {
      LabelReading family = families.get(i);
      CallFamily spec = family.spec();
      int same = sameLabels[i];
      spec.source()
          .read(
              report,
              (value, own) -> {
                double scaled = spec.scaled(value);
                if (Double.isFinite(scaled) && scaled >= 0) {
                  List<String> values =
                      own.isEmpty()
                          ? common(known, same, family, session, labels)
                          : budgets.admitted(family, session, labels, own);
                  changes.add(new Change.Add(spec.family().name(), values, scaled));
                } else {
                  unsound.add(new Unsound(spec.source().key(), reason(scaled)));
                }
              });
    }
    if (!unsound.isEmpty()) {
      addDropped(unsound, changes, session, labels);
    }
    return changes;
  }

  private static List<String> common(
      List<List<String>> known,
      int same,
      LabelReading family,
      CallSession session,
      LabelSet labels) {
    List<String> values = known.get(same);
    if (values.isEmpty()) {
      values = family.values(session, labels, List.of());
      known.set(same, values);
    }
    return values;
  }

  private void addDropped(
      List<Unsound> unsound, List<Change> changes, CallSession session, LabelSet labels) {
    for (LabelReading family : families) {
      if (family.spec().source() == Derivation.FINDINGS) {
        String name = family.spec().family().name();
        unsound.forEach(
            one ->
                Derivation.dropped(
                    one.field(),
                    one.reason(),
                    (value, own) ->
                        changes.add(
                            new Change.Add(
                                name, budgets.admitted(family, session, labels, own), value))));
      }
    }
  }

  private static Finding.Reason reason(double scaled) {
    return scaled < 0 ? Finding.Reason.NEGATIVE : Finding.Reason.NOT_FINITE;
  }
}
