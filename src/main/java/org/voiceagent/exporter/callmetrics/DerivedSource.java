package org.voiceagent.exporter.callmetrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.catalog.Source;
import org.voiceagent.exporter.report.CallReport;

/**
 * Values that code derives from what is known of a call. Immutable.
 *
 * @param key the name that the catalog uses
 * @param description what the values are, in a few words for the documentation
 * @param shape how many there are, in which unit, and with which labels
 * @param late the fact they say, if it may become known after the call was counted; else ""
 * @param reader hands them out
 */
record DerivedSource(
    String key, String description, Shape shape, String late, BiConsumer<CallReport, Sink> reader)
    implements Source<CallReport> {

  /**
   * What the values look like.
   *
   * @param occurs how many a call gives
   * @param unit as {@link Source#unit}
   * @param labels the source's own labels
   * @param limits how many values those of the labels may have whose values engines choose
   */
  record Shape(Occurs occurs, String unit, List<String> labels, Map<String, Integer> limits) {

    /** Copies both. */
    Shape {
      labels = List.copyOf(labels);
      limits = Map.copyOf(limits);
    }
  }

  /** One value at most. */
  static DerivedSource one(String key, String description, BiConsumer<CallSession, Sink> reader) {
    Shape shape = new Shape(Occurs.IF_KNOWN, "", List.of(), Map.of());
    return new DerivedSource(
        key, description, shape, "", (report, sink) -> reader.accept(report.session(), sink));
  }

  /** Any number of values. */
  static DerivedSource several(
      String key, String description, BiConsumer<CallSession, Sink> reader) {
    return ofReport(key, description, (report, sink) -> reader.accept(report.session(), sink));
  }

  /** Any number of values, for which more than the call itself is needed. */
  static DerivedSource ofReport(
      String key, String description, BiConsumer<CallReport, Sink> reader) {
    Shape shape = new Shape(Occurs.SEVERAL, "", List.of(), Map.of());
    return new DerivedSource(key, description, shape, "", reader);
  }

  /** The same values in a unit of time. */
  DerivedSource in(String unit) {
    return shaped(new Shape(shape.occurs(), unit, shape.labels(), shape.limits()));
  }

  /** The same values with these labels. */
  DerivedSource by(String... labels) {
    return shaped(new Shape(shape.occurs(), shape.unit(), List.of(labels), shape.limits()));
  }

  /** The same values, where engines choose what this label says. */
  DerivedSource limited(String label, int most) {
    Map<String, Integer> limits = new HashMap<>(shape.limits());
    limits.put(label, most);
    return shaped(new Shape(shape.occurs(), shape.unit(), shape.labels(), limits));
  }

  /** The same values as a fact that may come late. */
  DerivedSource lateAs(String fact) {
    return new DerivedSource(key, description, shape, fact, reader);
  }

  private DerivedSource shaped(Shape other) {
    return new DerivedSource(key, description, other, late, reader);
  }

  @Override
  public Occurs occurs() {
    return shape.occurs();
  }

  @Override
  public String unit() {
    return shape.unit();
  }

  @Override
  public List<String> labels() {
    return shape.labels();
  }

  @Override
  public OptionalInt limit(String label) {
    Integer most = shape.limits().get(label);
    return most == null ? OptionalInt.empty() : OptionalInt.of(most);
  }

  @Override
  public void read(CallReport report, Sink sink) {
    reader.accept(report, sink);
  }
}
