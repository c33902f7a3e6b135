package org.voiceagent.exporter.catalog;

import java.util.List;
import java.util.OptionalInt;

/**
 * Reads one kind of value from a record, such as the duration of a call. Immutable.
 *
 * @param <R> the type of record
 */
public interface Source<R> {

  /** How many values a record gives. */
  enum Occurs {
    /** Exactly one, whatever the record says. */
    ALWAYS,
    /** One, or none if it is unknown. */
    IF_KNOWN,
    /** Any number. */
    SEVERAL
  }

  /** Why a value was dropped: it would make a sum useless. */
  enum Fault {
    /** Below 0, so a counter or a sum would fall. */
    NEGATIVE,
    /** Infinite, or not a number. */
    NOT_FINITE
  }

  /** Takes the values of one record. */
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

  /** The name that a catalog uses for it. */
  String key();

  /** What it is, in a few words for the documentation. */
  String description();

  /** How many values a record gives. */
  Occurs occurs();

  /** {@code seconds}, {@code milliseconds}, or "" if it is not a time. */
  default String unit() {
    return "";
  }

  /** Whether a value may be below 0, so that a sum of them may fall. */
  default boolean negative() {
    return false;
  }

  /** Whether it describes the present as a whole, so that single records say nothing about it. */
  default boolean live() {
    return false;
  }

  /** The labels that only this source can fill. */
  default List<String> labels() {
    return List.of();
  }

  /**
   * How many values of one of its own labels may have series, where others choose the values, as
   * they do the names of tools. Further ones become {@link Label#OTHER}. Empty for a label with a
   * fixed set of values.
   */
  default OptionalInt limit(String label) {
    return OptionalInt.empty();
  }

  /**
   * The fact it reads, if that may become known only after the record was counted; "" otherwise.
   * What such a source changes is recorded apart from the record, once for each fact.
   */
  default String late() {
    return "";
  }

  /** Hands out the values of a record. */
  void read(R record, Sink sink);

  /**
   * Hands out a value for a value of another source that was dropped. Only a source that counts
   * dropped values does so.
   *
   * @param source the key of the other source
   */
  default void dropped(String source, Fault why, Sink sink) {}
}
