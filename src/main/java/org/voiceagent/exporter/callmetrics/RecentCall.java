package org.voiceagent.exporter.callmetrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.catalog.Mapping;
import org.voiceagent.exporter.ledger.SeriesTotal.Exemplar;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.totals.SampleWriter;
import org.voiceagent.exporter.totals.SeriesLabels;

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
   * @param family the place of its family among the recent ones
   * @param number in the family's unit
   */
  record Value(int family, SeriesLabels labels, double number) {}

  /** The samples a call gives to these families: at most one each, none where nothing is known. */
  static RecentCall of(CallReport report, List<Mapping<CallReport>> families) {
    CallSession session = report.session();
    Map<List<String>, SeriesLabels> shared = new HashMap<>();
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < families.size(); i++) {
      int place = i;
      Mapping<CallReport> mapping = families.get(i);
      List<String> names = mapping.family().labels();
      mapping
          .source()
          .read(
              report,
              (value, own) -> {
                double scaled = mapping.scaled(value);
                if (Double.isFinite(scaled)) {
                  List<String> labels = mapping.labelValues(report, own);
                  SeriesLabels text =
                      own.isEmpty()
                          ? shared.computeIfAbsent(names, same -> SeriesLabels.of(same, labels))
                          : SeriesLabels.of(names, labels);
                  values.add(new Value(place, text, scaled));
                }
              });
    }
    return new RecentCall(session.id(), session.endedAt(), values);
  }

  /** Writes the call's line of a family, if it has one. */
  void write(int family, SampleWriter out) {
    for (Value value : values) {
      if (value.family() == family) {
        out.value(value.labels(), value.number(), Exemplar.NONE);
      }
    }
  }
}
