package org.voiceagent.exporter.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.LabelSet;

/**
 * A family whose values come from calls.
 *
 * @param family its name, type, labels and so on
 * @param source where its values come from
 * @param scale a power of ten that turns the source's unit into the family's
 * @param missing what happens to a call of which the source says nothing
 * @param missingMeans the same in words, for the documentation
 */
record CallFamily(
    Family family, Source source, double scale, Missing missing, String missingMeans) {

  /** What becomes of a call without the value. */
  enum Missing {
    /** Nothing is added and no sample appears: absent is never 0. */
    SKIP,
    /** It is counted all the same, because the source says something of every call. */
    COUNT
  }

  /**
   * A value of the source in the family's unit. Divides rather than multiplies by a fraction: only
   * so does 1100 ms become the double nearest to 1.1, and falls into the bucket of that bound.
   */
  double scaled(double value) {
    return scale < 1 ? value / Math.rint(1 / scale) : value * scale;
  }

  /**
   * The label values of a sample.
   *
   * @param session the call
   * @param labels the call's pipeline, provider and model, folded if there are too many
   * @param own the values of the source's own labels
   */
  List<String> labelValues(CallSession session, LabelSet labels, List<String> own) {
    List<String> values = new ArrayList<>(family.labels().size());
    for (String label : family.labels()) {
      int place = source.labels().indexOf(label);
      values.add(place < 0 ? CallLabel.of(label).value(session, labels) : own.get(place));
    }
    return List.copyOf(values);
  }

  /** The pipeline, provider and model among a series' label values; empty if one is not there. */
  Optional<LabelSet> labelSet(List<String> labelValues) {
    List<String> values =
        Stream.of(CallLabel.PIPELINE_NAME, CallLabel.PROVIDER_ID, CallLabel.MODEL_VARIANT)
            .map(label -> family.labels().indexOf(label.key()))
            .filter(place -> place >= 0)
            .map(labelValues::get)
            .toList();
    return values.size() == 3
        ? Optional.of(new LabelSet(values.get(0), values.get(1), values.get(2)))
        : Optional.empty();
  }

  /** The values of the source's own labels among a series' label values, in the source's order. */
  List<String> ownLabels(List<String> labelValues) {
    return source.labels().stream()
        .map(family.labels()::indexOf)
        .filter(place -> place >= 0)
        .map(labelValues::get)
        .toList();
  }
}
