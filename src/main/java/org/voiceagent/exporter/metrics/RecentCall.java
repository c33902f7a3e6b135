package org.voiceagent.exporter.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.report.CallReport;

/**
 * What the page shows of one call while it is among the newest. Holds finished labels and no
 * report, so that a large window keeps no snapshots and no advice alive.
 *
 * @param id the call
 * @param endedAt when it ended
 * @param values what is known of it
 */
record RecentCall(CallId id, Instant endedAt, List<Value> values) {

  /** Copies the values. */
  RecentCall {
    values = List.copyOf(values);
  }

  /**
   * One sample.
   *
   * @param family the place of its family among the families it was made for
   * @param number in the family's unit
   */
  record Value(int family, LabelText labels, double number) {}

  /** The samples a call gives to these families: at most one each, none where nothing is known. */
  static RecentCall of(CallReport report, List<CallFamily> families) {
    CallSession session = report.session();
    Map<List<String>, LabelText> shared = new HashMap<>();
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < families.size(); i++) {
      int place = i;
      CallFamily spec = families.get(i);
      List<String> names = spec.family().labels();
      spec.source()
          .read(
              report,
              (value, own) -> {
                double scaled = spec.scaled(value);
                if (Double.isFinite(scaled)) {
                  List<String> labels = spec.labelValues(session, session.labels(), own);
                  LabelText text =
                      own.isEmpty()
                          ? shared.computeIfAbsent(names, same -> LabelText.of(same, labels))
                          : LabelText.of(names, labels);
                  values.add(new Value(place, text, scaled));
                }
              });
    }
    return new RecentCall(session.id(), session.endedAt(), values);
  }

  /** Writes the call's line of a family, if it has one. */
  void write(int family, FamilyText text, PageBuffer out) {
    for (Value value : values) {
      if (value.family() == family) {
        text.value(value.labels(), value.number(), Trace.NONE, 0, out);
      }
    }
  }
}
