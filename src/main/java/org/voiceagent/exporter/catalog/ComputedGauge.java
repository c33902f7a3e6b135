package org.voiceagent.exporter.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A gauge that is worked out from hidden families whenever a page is written, because it changes as
 * time goes by even if nothing happens. Immutable.
 */
public sealed interface ComputedGauge {

  /** The gauge as a page shows it. */
  Family family();

  /** The names of the hidden families it is worked out from. */
  List<String> reads();

  /** What is made of the numbers of several entities. */
  enum Aggregate {
    /** How many there are. */
    COUNT,
    /** Their sum. */
    SUM,
    /** The largest. */
    MAX,
    /** The smallest. */
    MIN,
    /** Their mean. */
    MEAN
  }

  /**
   * Entities by the labels of their newest event.
   *
   * @param entities a hidden keyed family: the key, {@link #INSIDE} or "", then the gauge's labels
   */
  record Entities(Family family, String entities, Aggregate aggregate) implements ComputedGauge {
    /** The second label of an entity that counts. */
    public static final String INSIDE = "1";

    @Override
    public List<String> reads() {
      return List.of(entities);
    }
  }

  /**
   * Something that is summed up over a sliding window.
   *
   * @param name a hidden family: of sums in spans of time, whose first label is the span's start;
   *     or a keyed one
   * @param distinct whether it is keyed, so that keys are counted rather than values summed up
   */
  record Operand(String name, boolean distinct) {}

  /**
   * One sum divided by another.
   *
   * @param window how far back both look
   * @param scale what the ratio is multiplied by
   * @param least there is no sample if the denominator is smaller than this
   */
  record Ratio(
      Family family,
      Operand numerator,
      Operand denominator,
      Duration window,
      double scale,
      double least)
      implements ComputedGauge {

    @Override
    public List<String> reads() {
      return List.of(numerator.name(), denominator.name());
    }
  }

  /**
   * The population stability index: how far the shares of some values are from a baseline.
   *
   * @param counts a hidden family of counts in spans of time: the span's start, the value, then the
   *     gauge's labels
   * @param baseline the share of each value; the shares add up to 1
   * @param least there is no sample below this many values
   */
  record Drift(
      Family family, String counts, Map<String, Double> baseline, Duration window, double least)
      implements ComputedGauge {

    /** Copies the map. */
    public Drift {
      baseline = Map.copyOf(baseline);
    }

    @Override
    public List<String> reads() {
      return List.of(counts);
    }
  }
}
