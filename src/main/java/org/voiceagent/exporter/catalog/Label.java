package org.voiceagent.exporter.catalog;

import java.util.OptionalInt;
import java.util.function.Function;

/**
 * A label that any family of a catalog may have. Immutable.
 *
 * @param <R> the type of record
 */
public interface Label<R> {
  /** The value that stands for all values beyond a limit. */
  String OTHER = "other";

  /** The name on the page. */
  String key();

  /** What it says, in a few words for the documentation. */
  String description();

  /**
   * Whether the number of its values grows without end, like that of ids. Such a label is allowed
   * for single records only, never for totals.
   */
  default boolean unbounded() {
    return false;
  }

  /** How many values may have series of their own; empty for as many as there are. */
  default OptionalInt limit() {
    return OptionalInt.empty();
  }

  /** The value for a record; never blank. */
  String value(R record);

  /** A label with at most so many values; further ones become {@link #OTHER}. */
  static <R> Label<R> limited(String key, int limit, Function<R, String> value) {
    return new Limited<>(key, limit, value);
  }

  /**
   * A label with a limit of its own.
   *
   * @param key the name on the page
   * @param most how many values may have series of their own
   * @param reads the value for a record
   */
  record Limited<R>(String key, int most, Function<R, String> reads) implements Label<R> {
    @Override
    public String description() {
      return "";
    }

    @Override
    public OptionalInt limit() {
      return OptionalInt.of(most);
    }

    @Override
    public String value(R record) {
      return reads.apply(record);
    }
  }
}
