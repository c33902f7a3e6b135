package org.voiceagent.exporter.metrics;

import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.feedback.CallReport;

/**
 * What the page shows of one call while it is among the newest. Holds finished samples and no
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
   * @param sample as it stands on the page
   */
  record Value(int family, Sample sample) {}

  /** The samples a call gives to these families: at most one each, none where nothing is known. */
  static RecentCall of(CallReport report, List<CallFamily> families) {
    CallSession session = report.session();
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < families.size(); i++) {
      int place = i;
      CallFamily spec = families.get(i);
      spec.source()
          .read(
              report,
              (value, own) -> {
                double scaled = spec.scaled(value);
                if (Double.isFinite(scaled)) {
                  values.add(new Value(place, sample(spec, session, own, scaled)));
                }
              });
    }
    return new RecentCall(session.id(), session.endedAt(), values);
  }

  private static Sample sample(
      CallFamily spec, CallSession session, List<String> own, double value) {
    return new Sample(
        spec.family().name(),
        spec.family().labels(),
        spec.labelValues(session, session.labels(), own),
        value);
  }
}
