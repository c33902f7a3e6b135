package org.voiceagent.exporter.event.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.voiceagent.exporter.catalog.Label;
import org.voiceagent.exporter.catalog.LabelBudget;

/**
 * Which values the labels of one metric may have, and the one list that stands for each combination
 * of them. What is beyond a limit, or must not be shown, shares {@link Label#OTHER}. One thread
 * reads events; others may teach it which series exist.
 */
final class MetricLabels {
  private static final int SHORTEST_ID = 4;

  private final String metric;
  private final List<Admission> admissions;
  private final SeriesCount series;
  private final LabelMeter meter;

  /** How many series of Prometheus each is: a histogram has one for each bucket. */
  private final int weight;

  private final Map<List<String>, List<String>> known = new ConcurrentHashMap<>();

  /** The values of one label that were admitted, each with the one text that stands for it. */
  private static final class Admission {
    private final LabelBudget<String> budget;
    private final Map<String, String> admitted = new ConcurrentHashMap<>();

    Admission(int most) {
      this.budget = new LabelBudget<>(most);
    }
  }

  /**
   * @param metric whose labels they are
   * @param series how many series there are in all
   */
  MetricLabels(EventMetric metric, SeriesCount series, LabelMeter meter) {
    this.metric = metric.family().name();
    this.admissions =
        metric.labels().stream()
            .map(label -> new Admission(label.open() ? label.most() : Integer.MAX_VALUE))
            .toList();
    this.series = series;
    this.meter = meter;
    List<Double> buckets = metric.family().buckets();
    this.weight = buckets.isEmpty() ? 1 : buckets.size() + 3;
  }

  /**
   * The label values of an event; empty if there are too many series.
   *
   * @param labels how this event fills them
   * @param ids the identifiers in the event, which must not be shown
   */
  Optional<List<String>> of(List<EventLabel> labels, EventReading reading, List<String> ids) {
    String[] values = new String[labels.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(i, labels.get(i), reading, ids);
    }
    List<String> found = known.get(Arrays.asList(values));
    return found != null ? Optional.of(found) : begin(List.of(values));
  }

  private Optional<List<String>> begin(List<String> values) {
    if (!series.admits(weight)) {
      meter.seriesRefused();
      return Optional.empty();
    }
    known.put(values, values);
    return Optional.of(values);
  }

  private String value(int place, EventLabel label, EventReading reading, List<String> ids) {
    if (label.from().isEmpty()) {
      return label.byDefault();
    }
    String text = text(label.from().get(), label, reading);
    if (!label.open()) {
      return label.values().contains(text) || text.equals(label.byDefault()) ? text : folded(label);
    }
    if (holdsId(text, ids)) {
      return folded(label);
    }
    Admission admission = admissions.get(place);
    String admitted = admission.admitted.get(text);
    return admitted != null ? admitted : admit(admission, label, text);
  }

  /** What an event says a label is, before any limit. */
  static String text(DataPath from, EventLabel label, EventReading reading) {
    JsonNode node = from.in(reading);
    String text = node.isTextual() ? node.textValue() : node.isValueNode() ? node.asText() : "";
    return node.isNull() || text.isBlank() ? label.byDefault() : text;
  }

  private String admit(Admission admission, EventLabel label, String text) {
    if (text.equals(Label.OTHER)) {
      return Label.OTHER;
    }
    if (!LabelShape.isName(text) || !admission.budget.admits(text)) {
      return folded(label);
    }
    admission.admitted.put(text, text);
    return text;
  }

  private String folded(EventLabel label) {
    meter.labelFolded(metric, label.name());
    return Label.OTHER;
  }

  /** Whether a text holds an identifier, and so must not be shown. */
  static boolean holdsId(String text, List<String> ids) {
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      if (id.length() >= SHORTEST_ID ? text.contains(id) : text.equals(id)) {
        return true;
      }
    }
    return false;
  }

  /** Learns that a series exists. */
  List<String> learn(List<String> existing) {
    List<String> values = List.copyOf(existing);
    if (values.size() == admissions.size()) {
      for (int i = 0; i < values.size(); i++) {
        String value = values.get(i);
        if (!value.equals(Label.OTHER)) {
          Admission admission = admissions.get(i);
          admission.budget.take(value);
          admission.admitted.put(value, value);
        }
      }
    }
    List<String> first = known.putIfAbsent(values, values);
    if (first == null) {
      series.take(weight);
    }
    return first == null ? values : first;
  }

  /** How many series the metrics of all catalogs have. Thread-safe. */
  static final class SeriesCount {
    private final int most;
    private int taken;

    SeriesCount(int most) {
      this.most = most;
    }

    /** Takes so many if there are as many left. */
    synchronized boolean admits(int wanted) {
      boolean left = taken + wanted <= most;
      taken += left ? wanted : 0;
      return left;
    }

    /** Takes some that exist already. */
    synchronized void take(int existing) {
      taken += existing;
    }
  }
}
