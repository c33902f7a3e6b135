package org.voiceagent.exporter.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.call.Observation.Decided;
import org.voiceagent.exporter.experiment.AdviceLifecycle;
import org.voiceagent.exporter.experiment.Effect;
import org.voiceagent.exporter.experiment.Effects;
import org.voiceagent.exporter.history.RecentCalls;

/**
 * Knows the effects of all changes among the remembered calls, and recomputes them only where new
 * calls have come. It hands out a decided effect once, to the call that decided it. That call is
 * stored with it, so the effect is counted once, also across restarts. Thread-safe.
 */
public final class EffectTracker {
  /** A comparison takes some milliseconds, and one more call rarely decides. */
  private static final long FEWEST_CALLS_BETWEEN = 20;

  /** With more calls a comparison takes longer, and one more call changes less. */
  private static final int SHARE_OF_CALLS_BETWEEN = 10;

  /** Calls that arrive late may shift the start of a change a little. */
  private static final Duration SAME_CHANGE = Duration.ofHours(1);

  private static final Comparator<Effect> NEWEST_FIRST =
      Comparator.comparing(Effect::at).reversed();

  private final RecentCalls history;
  private final Function<String, Set<Measure>> measuresOf;
  private final Map<LabelSet, Judged> judged = new HashMap<>();
  private final Map<LabelSet, Asked> asked = new HashMap<>();

  /** Who was given each decision; empty once that call is forgotten. */
  private final Map<Decided, Optional<CallId>> handedOut = new HashMap<>();

  private boolean changed = true;

  /** The outcomes, the revision of the history they come from, and how many calls it held. */
  private record Judged(long revision, int calls, AdviceOutcomes outcomes) {}

  /** At which revision a call last asked, and which; empty once that call is forgotten. */
  private record Asked(long revision, Optional<CallId> by) {
    boolean isBy(CallId call) {
      return by.filter(call::equals).isPresent();
    }
  }

  /**
   * @param history the calls
   * @param measuresOf the measures that advice on a key aims at, by the rules in force
   */
  public EffectTracker(RecentCalls history, Function<String, Set<Measure>> measuresOf) {
    this.history = history;
    this.measuresOf = measuresOf;
  }

  /** All effects, the newest change first, and what became of all advice. */
  public synchronized AdviceOutcomes all() {
    List<Effect> effects = new ArrayList<>();
    List<AdviceLifecycle> advice = new ArrayList<>();
    List<LabelSet> known = history.labelSets();
    changed |= judged.keySet().retainAll(Set.copyOf(known));
    for (LabelSet labels : known) {
      effects.addAll(judged(labels).outcomes().effects());
      advice.addAll(judged(labels).outcomes().advice());
    }
    effects.sort(NEWEST_FIRST);
    return new AdviceOutcomes(effects, advice);
  }

  /**
   * The effects that are decided and were not handed out before. Each call that ends asks, but only
   * every twentieth is looked into, and fewer the more calls are remembered.
   *
   * @param call the call that ends; for the same call the answer is the same again
   */
  public synchronized List<Effect> decidedBy(CallId call, LabelSet labels) {
    long revision = history.revision(labels);
    long between = callsBetween(labels);
    Asked before = asked.getOrDefault(labels, new Asked(-between, Optional.of(call)));
    boolean soon = revision - before.revision() < between && !before.isBy(call);
    if (soon || !history.variesIn(labels)) {
      return List.of();
    }
    asked.put(labels, new Asked(revision, Optional.of(call)));
    List<Effect> decided = new ArrayList<>();
    List<Decided> known = decidedBefore(labels);
    for (Effect effect : judged(labels).outcomes().effects()) {
      if (effect.decided() && isNew(effect, call, known)) {
        handedOut.put(decision(effect), Optional.of(call));
        decided.add(effect);
      }
    }
    return decided;
  }

  /** Drops the ids of these calls, but not which effects were handed out. */
  public synchronized void forget(Set<CallId> calls) {
    handedOut.replaceAll((decided, by) -> by.filter(call -> !calls.contains(call)));
    asked.replaceAll(
        (labels, last) ->
            new Asked(last.revision(), last.by().filter(call -> !calls.contains(call))));
  }

  private long callsBetween(LabelSet labels) {
    Judged known = judged.get(labels);
    int calls = known == null ? 0 : known.calls();
    return Math.max(FEWEST_CALLS_BETWEEN, calls / SHARE_OF_CALLS_BETWEEN);
  }

  /**
   * The effects that are not decided yet, as last computed; empty if nothing has changed since this
   * was last asked.
   */
  public synchronized Optional<List<Effect>> undecidedIfChanged() {
    if (!changed) {
      return Optional.empty();
    }
    changed = false;
    return Optional.of(undecided());
  }

  private List<Effect> undecided() {
    return judged.values().stream()
        .flatMap(known -> known.outcomes().effects().stream())
        .filter(effect -> !effect.decided())
        .toList();
  }

  /** What is stored with a call about an effect it decided. */
  public static Decided decision(Effect effect) {
    return new Decided(
        effect.field(), effect.to().orElse(""), effect.at(), effect.verdict().label());
  }

  private boolean isNew(Effect effect, CallId call, List<Decided> known) {
    Optional<CallId> other = handedOut.get(decision(effect));
    if (other != null) {
      return other.filter(call::equals).isPresent();
    }
    return known.stream().noneMatch(before -> isSame(before, effect));
  }

  private List<Decided> decidedBefore(LabelSet labels) {
    List<Decided> known = new ArrayList<>();
    for (Observation call : history.last(labels, Instant.MAX, Integer.MAX_VALUE)) {
      known.addAll(call.decided());
    }
    return known;
  }

  private static boolean isSame(Decided known, Effect effect) {
    return known.field().equals(effect.field())
        && known.to().equals(effect.to().orElse(""))
        && Duration.between(known.at(), effect.at()).abs().compareTo(SAME_CHANGE) <= 0;
  }

  private Judged judged(LabelSet labels) {
    long revision = history.revision(labels);
    Judged known = judged.get(labels);
    if (known == null || known.revision() != revision) {
      List<Observation> calls = history.last(labels, Instant.MAX, Integer.MAX_VALUE);
      Map<String, Set<Measure>> measures = new HashMap<>();
      List<Effect> effects =
          Effects.of(labels, calls, field -> measures.computeIfAbsent(field, measuresOf));
      AdviceOutcomes outcomes =
          new AdviceOutcomes(effects, AdviceLifecycle.of(labels, calls, effects));
      known = new Judged(revision, calls.size(), outcomes);
      judged.put(labels, known);
      changed = true;
    }
    return known;
  }
}
