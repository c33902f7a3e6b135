package org.voiceagent.exporter.metrics;

import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.feedback.CallReport;
import org.voiceagent.exporter.ledger.Increment;

/** Reads what a call adds to every total. Thread-safe. */
final class CallReading {
  private final List<CallFamily> specs;
  private final LabelBudgets budgets;

  /**
   * @param specs the families that are totals
   */
  CallReading(List<CallFamily> specs, LabelBudgets budgets) {
    this.specs = specs;
    this.budgets = budgets;
  }

  /** A value that would poison a sum or make it fall. */
  private record Unsound(String field, Finding.Reason reason) {}

  /** Everything the call says; a value that is unsound is counted as dropped instead. */
  List<Increment> increments(CallReport report) {
    CallSession session = report.session();
    LabelSet labels = budgets.admitted(session.labels());
    List<Increment> increments = new ArrayList<>();
    List<Unsound> unsound = new ArrayList<>();
    for (CallFamily spec : specs) {
      spec.source()
          .read(
              report,
              (value, own) -> {
                double scaled = spec.scaled(value);
                if (Double.isFinite(scaled) && scaled >= 0) {
                  increments.add(increment(spec, session, labels, own, scaled));
                } else {
                  unsound.add(new Unsound(spec.source().key(), reason(scaled)));
                }
              });
    }
    for (CallFamily spec : specs) {
      if (spec.source() == Derivation.FINDINGS) {
        unsound.forEach(
            one ->
                Derivation.dropped(
                    one.field(),
                    one.reason(),
                    (value, own) -> increments.add(increment(spec, session, labels, own, value))));
      }
    }
    return increments;
  }

  private Increment increment(
      CallFamily spec, CallSession session, LabelSet labels, List<String> own, double value) {
    return new Increment(spec.family().name(), budgets.admitted(spec, session, labels, own), value);
  }

  private static Finding.Reason reason(double scaled) {
    return scaled < 0 ? Finding.Reason.NEGATIVE : Finding.Reason.NOT_FINITE;
  }
}
