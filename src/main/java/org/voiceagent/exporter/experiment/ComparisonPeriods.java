package org.voiceagent.exporter.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.voiceagent.exporter.call.Observation;

/**
 * The calls before a change, back to the previous change, and those after it, up to the next one;
 * and everything else that differs between them, which makes a comparison doubtful.
 *
 * @param change the change
 * @param before the calls before it with the old value, oldest first
 * @param after the calls after it with the new value, oldest first
 * @param closed whether another change has ended it
 * @param reverted whether that change restored the old value
 * @param confounders what else changed, as sentence fragments
 */
record ComparisonPeriods(
    SettingChange change,
    List<Observation> before,
    List<Observation> after,
    boolean closed,
    boolean reverted,
    List<String> confounders) {

  /** Changes at most this many calls apart count as simultaneous. */
  private static final int AT_ONCE = 2 * ChangeDetection.STAYS;

  /** Calls that are this many times as frequent, or as rare, come from another kind of day. */
  private static final double OTHER_VOLUME = 3;

  /** Every change among some calls with what is around it, in the order of time. */
  static List<ComparisonPeriods> of(List<Observation> calls) {
    List<Observation> known = calls.stream().filter(Observation::hasSnapshot).toList();
    if (known.isEmpty()) {
      known = calls.stream().filter(call -> !call.settings().isEmpty()).toList();
    }
    List<Observation> compared = known;
    List<SettingChange> changes = ChangeDetection.of(compared);
    return changes.stream().map(change -> of(change, changes, compared)).toList();
  }

  private static ComparisonPeriods of(
      SettingChange change, List<SettingChange> changes, List<Observation> calls) {
    int from = 0;
    int to = calls.size();
    boolean reverted = false;
    List<String> confounders = new ArrayList<>();
    for (SettingChange other : changes) {
      boolean atOnce = Math.abs(other.index() - change.index()) <= AT_ONCE;
      if (atOnce && !other.field().equals(change.field())) {
        confounders.add(other.field() + " changed at the same time");
      } else if (other.index() < change.index()) {
        from = Math.max(from, other.index());
      } else if (other.index() > change.index() && other.index() < to) {
        to = other.index();
        reverted = other.field().equals(change.field()) && other.to().equals(change.from());
      }
    }
    List<Observation> before = with(calls.subList(from, change.index()), change, change.from());
    List<Observation> after = with(calls.subList(change.index(), to), change, change.to());
    before = before.subList(Math.max(0, before.size() - InterimAnalysis.MOST_CALLS), before.size());
    after = after.subList(0, Math.min(InterimAnalysis.MOST_CALLS, after.size()));
    confounders.addAll(differences(before, after));
    return new ComparisonPeriods(change, before, after, to < calls.size(), reverted, confounders);
  }

  private static List<Observation> with(
      List<Observation> calls, SettingChange change, Optional<String> value) {
    return calls.stream()
        .filter(call -> Optional.ofNullable(call.settings().get(change.field())).equals(value))
        .toList();
  }

  /** What else differs between two groups of calls, as sentence fragments. */
  static List<String> differences(List<Observation> before, List<Observation> after) {
    List<String> found = new ArrayList<>();
    if (!usual(before, Observation::engineVersion)
        .equals(usual(after, Observation::engineVersion))) {
      found.add("the engine's version changed");
    }
    if (!usual(before, Observation::configHash).equals(usual(after, Observation::configHash))) {
      found.add("another key of the configuration changed");
    }
    double ratio = callsPerHour(after) / callsPerHour(before);
    if (ratio > OTHER_VOLUME || ratio < 1 / OTHER_VOLUME) {
      found.add(
          "calls came "
              + Math.round(Math.max(ratio, 1 / ratio))
              + " times as "
              + (ratio > 1 ? "often" : "seldom"));
    }
    return found;
  }

  /** The most frequent value, or empty without any call. */
  private static <T> Optional<T> usual(List<Observation> calls, Function<Observation, T> part) {
    return calls.stream()
        .collect(Collectors.groupingBy(part, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey);
  }

  /** NaN if there are too few calls; it compares as neither more nor less. */
  private static double callsPerHour(List<Observation> calls) {
    if (calls.size() < ChangeDetection.STAYS) {
      return Double.NaN;
    }
    double hours =
        (calls.get(calls.size() - 1).endedAt().toEpochMilli()
                - calls.get(0).endedAt().toEpochMilli())
            / 3_600_000.0;
    return hours > 0 ? calls.size() / hours : Double.NaN;
  }

  /** The keys of the rules that had advised this very change, in order. */
  Set<String> advisedBy() {
    Set<String> keys = new TreeSet<>();
    for (Observation call : before) {
      for (Observation.Advised advised : call.advised()) {
        if (advised.field().equals(change.field()) && isTowards(advised.suggested())) {
          keys.add(advised.key());
        }
      }
    }
    return keys;
  }

  private boolean isTowards(String suggested) {
    if (change.to().isEmpty()) {
      return false;
    }
    Optional<Double> from = change.from().flatMap(ComparisonPeriods::number);
    Optional<Double> to = change.to().flatMap(ComparisonPeriods::number);
    Optional<Double> wanted = number(suggested);
    if (from.isEmpty() || to.isEmpty() || wanted.isEmpty()) {
      return suggested.equalsIgnoreCase(change.to().get());
    }
    return Math.signum(to.get() - from.get()) == Math.signum(wanted.get() - from.get());
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.parseDouble(text));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }
}
