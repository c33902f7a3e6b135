package org.voiceagent.exporter.event.catalog;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Labels that several metrics fill alike from the same event. Their values are read once for all of
 * them, and the lists that stand for these values are remembered. Only values that every limit
 * admitted as they are get remembered, so this holds no more than there are series. Not
 * thread-safe.
 */
final class SharedLabels {
  private final List<EventLabel> labels;
  private final Map<List<String>, List<String>[]> known = new HashMap<>();
  private int metrics;

  /** What the event has. */
  private List<String> values = List.of();

  /** Whether it may be remembered: no value holds an identifier. */
  private boolean plain;

  /** By the places of metrics; null where a metric has not met these values yet. */
  private List<String>[] found = none(0);

  SharedLabels(List<EventLabel> labels) {
    this.labels = labels;
  }

  /** One more metric has these labels; returns its place among them. */
  int join() {
    return metrics++;
  }

  /**
   * Looks at another event.
   *
   * @param ids the identifiers in the event, which must not be shown
   */
  void lookAt(EventReading reading, List<String> ids) {
    String[] texts = new String[labels.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = text(labels.get(i), reading);
      if (labels.get(i).open() && MetricLabels.holdsId(texts[i], ids)) {
        plain = false;
        return;
      }
    }
    plain = true;
    values = Arrays.asList(texts);
    List<String>[] all = known.get(values);
    found = all == null ? none(metrics) : all;
  }

  private static String text(EventLabel label, EventReading reading) {
    return label.from().isEmpty()
        ? label.byDefault()
        : MetricLabels.text(label.from().get(), label, reading);
  }

  /** The values for a metric; empty if there are too many series. */
  Optional<List<String>> of(
      int place, MetricLabels admitted, EventReading reading, List<String> ids) {
    if (plain && found[place] != null) {
      return Optional.of(found[place]);
    }
    Optional<List<String>> made = admitted.of(labels, reading, ids);
    if (plain && made.isPresent() && made.get().equals(values)) {
      found[place] = made.get();
      known.putIfAbsent(made.get(), found);
    }
    return made;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static List<String>[] none(int size) {
    return new List[size];
  }
}
