package org.voiceagent.exporter.experiment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Observation;

/**
 * Two groups of calls compared in every measure that both have, with the same tests as for a change
 * of the configuration: block medians against autocorrelation, a bootstrap interval, and Holm's
 * correction for the number of measures. The groups were not drawn at random, so that anything else
 * that differs between them may be the cause.
 *
 * @param callsBefore how many calls of the first group were compared, at most 2,000
 * @param callsAfter how many calls of the second group were compared, at most 2,000
 * @param measures the comparisons, in the order of {@link Measure}
 * @param confounders what else differs, as sentence fragments
 */
public record GroupComparison(
    int callsBefore, int callsAfter, List<Compared> measures, List<String> confounders) {
  /** With one comparison, there is one chance in twenty of a difference that does not exist. */
  private static final double LEVEL = 0.05;

  /** Of larger groups only the newest calls are compared, which bounds the work. */
  private static final int MOST_CALLS = 2_000;

  /** A group whose share of a label set differs by more than this has another mix. */
  private static final double OTHER_MIX = 0.1;

  /** What was found for a measure. */
  public enum Finding {
    /** It got better, and not by chance. */
    BETTER,
    /** It got worse, and not by chance. */
    WORSE,
    /** Any difference is too small to matter: the whole interval says so. */
    NO_DIFFERENCE,
    /** A difference that matters may or may not exist: more calls could tell. */
    CANNOT_TELL,
    /** A group has too few calls with this measure. */
    NOT_ENOUGH_CALLS;

    /** The lower-case word used in JSON. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One measure in both groups.
   *
   * @param measure what was compared
   * @param before how many calls of the first group have it
   * @param after how many calls of the second group have it
   * @param finding what was found
   * @param effect the figures; empty if there are not enough calls
   */
  public record Compared(
      Measure measure, int before, int after, Finding finding, Optional<MeasureEffect> effect) {}

  /** Makes immutable copies. */
  public GroupComparison {
    measures = List.copyOf(measures);
    confounders = List.copyOf(confounders);
  }

  /** How many calls with a measure each group needs. */
  public static int fewest() {
    return MeasureComparison.FEWEST;
  }

  /**
   * Compares the calls of two selections. A call that is in both is in neither group.
   *
   * @param calls all calls, in any order
   */
  public static GroupComparison of(
      List<Observation> calls, CallSelection before, CallSelection after) {
    List<Observation> first = chosen(calls, call -> before.contains(call) && !after.contains(call));
    List<Observation> second =
        chosen(calls, call -> after.contains(call) && !before.contains(call));
    List<MeasureEffect> effects = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      // The same calls give the same interval.
      long seed = 31L * first.size() + second.size() + measure.key().hashCode();
      MeasureComparison.of(
              measure,
              false,
              MeasureSeries.of(first, measure),
              MeasureSeries.of(second, measure),
              Optional.of(new Random(seed)))
          .ifPresent(effects::add);
    }
    Map<Measure, MeasureEffect> corrected =
        HolmCorrection.correct(effects).stream()
            .collect(Collectors.toMap(MeasureEffect::measure, effect -> effect));
    List<Compared> measures = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      Optional<MeasureEffect> effect = Optional.ofNullable(corrected.get(measure));
      int has = MeasureSeries.of(first, measure).size();
      int hasAfter = MeasureSeries.of(second, measure).size();
      measures.add(new Compared(measure, has, hasAfter, finding(effect), effect));
    }
    return new GroupComparison(
        first.size(), second.size(), measures, confounders(calls, first, second));
  }

  private static List<Observation> chosen(List<Observation> calls, Predicate<Observation> which) {
    List<Observation> chosen =
        calls.stream().filter(which).sorted(Comparator.comparing(Observation::endedAt)).toList();
    return chosen.subList(Math.max(0, chosen.size() - MOST_CALLS), chosen.size());
  }

  private static Finding finding(Optional<MeasureEffect> effect) {
    if (effect.isEmpty()) {
      return Finding.NOT_ENOUGH_CALLS;
    }
    if (effect.get().p() <= LEVEL) {
      return effect.get().isBetter() ? Finding.BETTER : Finding.WORSE;
    }
    return effect.get().isNegligible() ? Finding.NO_DIFFERENCE : Finding.CANNOT_TELL;
  }

  private static List<String> confounders(
      List<Observation> all, List<Observation> first, List<Observation> second) {
    List<String> found = new ArrayList<>();
    if (first.isEmpty() || second.isEmpty()) {
      return found;
    }
    found.addAll(ComparisonPeriods.differences(first, second));
    Map<LabelSet, Double> before = shares(first, Observation::labels);
    Map<LabelSet, Double> after = shares(second, Observation::labels);
    boolean otherMix =
        all.stream()
            .map(Observation::labels)
            .distinct()
            .anyMatch(
                labels ->
                    Math.abs(before.getOrDefault(labels, 0.0) - after.getOrDefault(labels, 0.0))
                        > OTHER_MIX);
    if (otherMix) {
      found.add("the mix of pipelines, providers and models differs");
    }
    Instant end = first.get(first.size() - 1).endedAt();
    if (end.isAfter(second.get(0).endedAt())
        && second.get(second.size() - 1).endedAt().isAfter(first.get(0).endedAt())) {
      found.add("the two groups overlap in time");
    }
    return found;
  }

  private static <T> Map<T, Double> shares(
      List<Observation> calls, Function<Observation, T> label) {
    return calls.stream()
        .collect(
            Collectors.groupingBy(label, Collectors.summingDouble(call -> 1.0 / calls.size())));
  }
}
