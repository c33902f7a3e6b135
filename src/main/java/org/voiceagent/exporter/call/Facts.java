package org.voiceagent.exporter.call;

import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What is known of one call: a value for some fields, nothing for the others. Absent is never 0.
 *
 * <p>Immutable and safe to share. Numbers are finite and in the base unit of their {@link
 * FieldKind}: seconds for durations, milliseconds for latencies, 1 or 0 for flags.
 */
public final class Facts {
  private final Map<CallField, Object> values;
  private final Set<CallField> timed;

  private Facts(EnumMap<CallField, Object> values, Set<CallField> timed) {
    this.values = values;
    this.timed = timed;
  }

  /** Facts about which nothing is known. */
  public static Facts none() {
    return new Builder().build();
  }

  /** The number of a count, number, flag, duration, latency or sentiment field, if known. */
  public OptionalDouble number(CallField field) {
    return values.get(field) instanceof Double number
        ? OptionalDouble.of(number)
        : OptionalDouble.empty();
  }

  /** The same, or another number if it is unknown; for callers that ask very often. */
  public double number(CallField field, double ifUnknown) {
    return values.get(field) instanceof Double number ? number : ifUnknown;
  }

  /** The text of a text field, if known; never blank. */
  public Optional<String> text(CallField field) {
    return values.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** The moment of an instant field, if known. */
  public Optional<Instant> instant(CallField field) {
    return values.get(field) instanceof Instant instant ? Optional.of(instant) : Optional.empty();
  }

  /** The numbers of a list field, in order; empty if unknown. Immutable. */
  public List<Double> numbers(CallField field) {
    return list(field, Double.class);
  }

  /** The texts of a list field, in order; empty if unknown. Immutable. */
  public List<String> texts(CallField field) {
    return list(field, String.class);
  }

  /**
   * The rows of a field that holds rows, in the order of the file; empty if unknown. Immutable.
   *
   * @param type the type of its rows, as {@link CallField#rowType} names it
   * @throws IllegalArgumentException if the field holds rows of another type
   */
  @SuppressWarnings("unchecked") // the builder lets in rows of this type only
  public <T> List<T> rows(CallField field, Class<T> type) {
    if (field.rowType() != type) {
      throw new IllegalArgumentException(field + " holds no " + type.getSimpleName());
    }
    return values.get(field) instanceof List<?> rows ? (List<T>) rows : List.of();
  }

  /** Whether anything is known of the field. */
  public boolean known(CallField field) {
    return values.containsKey(field);
  }

  /**
   * Whether the number comes from the times of the transcript's lines, not from the engine's own
   * measurement.
   */
  public boolean isFromTranscriptTimes(CallField field) {
    return timed.contains(field);
  }

  /** A builder that starts from these facts. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.values.putAll(values);
    builder.timed.addAll(timed);
    return builder;
  }

  private <T> List<T> list(CallField field, Class<T> type) {
    return values.get(field) instanceof List<?> list
        ? list.stream().map(type::cast).toList()
        : List.of();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Facts facts && values.equals(facts.values) && timed.equals(facts.timed);
  }

  @Override
  public int hashCode() {
    return 31 * values.hashCode() + timed.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }

  /** Collects facts; not thread-safe. A later value of a field replaces the earlier one. */
  public static final class Builder {
    private final EnumMap<CallField, Object> values = new EnumMap<>(CallField.class);
    private final Set<CallField> timed = EnumSet.noneOf(CallField.class);

    /**
     * Sets a number, in the base unit of the field's kind.
     *
     * @throws IllegalArgumentException if it is not finite: one NaN would poison a counter for good
     */
    public Builder number(CallField field, double value) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(field.key() + " is not finite: " + value);
      }
      values.put(field, value);
      timed.remove(field);
      return this;
    }

    /** Sets a number and notes that {@link #isFromTranscriptTimes} holds for it. */
    public Builder numberFromTranscriptTimes(CallField field, double value) {
      number(field, value);
      timed.add(field);
      return this;
    }

    /** Sets a text; a blank one is ignored. */
    public Builder text(CallField field, String value) {
      if (!value.isBlank()) {
        values.put(field, value.strip());
      }
      return this;
    }

    /** Sets a moment. */
    public Builder instant(CallField field, Instant value) {
      values.put(field, value);
      return this;
    }

    /** Sets a list of numbers in the base unit; an empty list is ignored. */
    public Builder numbers(CallField field, List<Double> value) {
      if (!value.isEmpty()) {
        values.put(field, List.copyOf(value));
      }
      return this;
    }

    /** Sets a list of texts; an empty list is ignored. */
    public Builder texts(CallField field, List<String> value) {
      if (!value.isEmpty()) {
        values.put(field, List.copyOf(value));
      }
      return this;
    }

    /**
     * Sets the rows of a field that holds rows; an empty list is ignored.
     *
     * @throws IllegalArgumentException if a row is not of the type that {@link CallField#rowType}
     *     names
     */
    public Builder rows(CallField field, List<?> value) {
      for (Object row : value) {
        if (!field.rowType().isInstance(row)) {
          throw new IllegalArgumentException(field + " holds no " + row.getClass());
        }
      }
      if (!value.isEmpty()) {
        values.put(field, List.copyOf(value));
      }
      return this;
    }

    /** Takes a value back. */
    public Builder forget(CallField field) {
      values.remove(field);
      timed.remove(field);
      return this;
    }

    /** The number collected so far; see {@link Facts#number}. */
    public OptionalDouble number(CallField field) {
      return values.get(field) instanceof Double number
          ? OptionalDouble.of(number)
          : OptionalDouble.empty();
    }

    /** The text collected so far; see {@link Facts#text}. */
    public Optional<String> text(CallField field) {
      return values.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The moment collected so far; see {@link Facts#instant}. */
    public Optional<Instant> instant(CallField field) {
      return values.get(field) instanceof Instant instant ? Optional.of(instant) : Optional.empty();
    }

    /** Whether the field has a value already. */
    public boolean known(CallField field) {
      return values.containsKey(field);
    }

    /** The facts collected so far; the builder may go on. */
    public Facts build() {
      return new Facts(new EnumMap<>(values), timed.isEmpty() ? Set.of() : EnumSet.copyOf(timed));
    }
  }
}
