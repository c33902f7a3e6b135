package org.voiceagent.exporter.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.report.CallReport;

/** Where a family's values come from, by name: a field of the call's summary, or a derivation. */
sealed interface Source permits FieldSource, Derivation, Level {

  /** How many values a call gives. */
  enum Occurs {
    /** Exactly one, whatever is known of the call. */
    ALWAYS,
    /** One, or none where nothing is known. */
    IF_KNOWN,
    /** Any number. */
    SEVERAL
  }

  /** Takes the values of one call. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes one value.
     *
     * @param value in the source's unit
     * @param own the values of the source's own labels, in their order
     */
    void accept(double value, List<String> own);
  }

  /** The name by which the catalog speaks of it. */
  String key();

  /** What it is, in a few words for the documentation. */
  String description();

  /** How many values a call gives. */
  Occurs occurs();

  /** {@code seconds}, {@code milliseconds}, or "" if it is no time. */
  String unit();

  /** Whether a value may be below 0, so that its sum may fall. */
  boolean negative();

  /** The labels that only this source can tell. */
  List<String> labels();

  /** Hands out what a call says. */
  void read(CallReport report, Sink sink);

  /** Every source by name. */
  static Map<String, Source> all() {
    Map<String, Source> sources = new LinkedHashMap<>();
    Stream.of(Derivation.values()).forEach(source -> sources.put(source.key(), source));
    Stream.of(Level.values()).forEach(source -> sources.put(source.key(), source));
    Stream.of(CallField.values())
        .filter(FieldSource::isNumber)
        .map(FieldSource::new)
        .forEach(source -> sources.put(source.key(), source));
    return sources;
  }
}
