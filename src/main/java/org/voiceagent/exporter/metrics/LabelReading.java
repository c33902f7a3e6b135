package org.voiceagent.exporter.metrics;

import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.LabelSet;

/**
 * How the label values of a family's samples are read from a call, worked out once for the family
 * instead of once for each sample. Immutable.
 */
final class LabelReading {
  private final CallFamily spec;
  private final List<Reader> readers;
  private final boolean hasAllOwn;

  private interface Reader {
    String value(CallSession session, LabelSet labels, List<String> own);
  }

  LabelReading(CallFamily spec) {
    this.spec = spec;
    List<Reader> made = new ArrayList<>();
    for (String label : spec.family().labels()) {
      made.add(reader(label, spec.source().labels().indexOf(label)));
    }
    this.readers = List.copyOf(made);
    this.hasAllOwn = spec.family().labels().containsAll(spec.source().labels());
  }

  private static Reader reader(String label, int place) {
    if (place >= 0) {
      return (session, labels, own) -> own.get(place);
    }
    CallLabel callLabel = CallLabel.of(label);
    return (session, labels, own) -> callLabel.value(session, labels);
  }

  CallFamily spec() {
    return spec;
  }

  /** The label values of a sample; see {@link CallFamily#labelValues}. */
  List<String> values(CallSession session, LabelSet labels, List<String> own) {
    String[] values = new String[readers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = readers.get(i).value(session, labels, own);
    }
    return List.of(values);
  }

  /** Those of the source's own labels that the family has, in the source's order. */
  List<String> own(List<String> values, List<String> own) {
    return hasAllOwn ? own : spec.ownLabels(values);
  }
}
