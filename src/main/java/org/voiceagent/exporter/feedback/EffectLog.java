package org.voiceagent.exporter.feedback;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.call.Observation.Decided;
import org.voiceagent.exporter.effect.AdviceStory;
import org.voiceagent.exporter.effect.Effect;
import org.voiceagent.exporter.effect.Effects;
import org.voiceagent.exporter.history.RecentCalls;

/**
 * The effects of all changes among the remembered calls, judged anew only where calls have come
 * since. A decided effect is handed out once, to the call that decided it, which remembers it: so
 * it is counted once, over restarts too. Thread-safe.
 */
public final class EffectLog {
  /** A comparison takes some milliseconds, and one call more seldom decides. */
  private static final long CALLS_BETWEEN = 10;

  /** Calls that arrive late may move the beginning of a change a little. */
  private static final Duration SAME_CHANGE = Duration.ofHours(1);

  /** Stands for a call that is forgotten; no call has this id twice in a row by accident. */
  private static final CallId NOBODY = new CallId("0");

  private static final Comparator<Effect> NEWEST_FIRST =
      Comparator.comparing(Effect::at).reversed();

  private final RecentCalls history;
  private final Function<String, Set<Measure>> measuresOf;
  private final Map<LabelSet, Judged> judged = new HashMap<>();
  private final Map<LabelSet, Asked> asked = new HashMap<>();
  private final Map<Decided, CallId> handedOut = new HashMap<>();

  /** What is known, and how many calls had come then. */
  private record Judged(long revision, Outcomes outcomes) {}

  /** When it was last looked into, and by which call. */
  private record Asked(long revision, CallId by) {}

  /**
   * @param history the calls
   * @param measuresOf what the advice on a key is about, by the rules in force
   */
  public EffectLog(RecentCalls history, Function<String, Set<Measure>> measuresOf) {
    this.history = history;
    this.measuresOf = measuresOf;
  }

  /** All effects, the newest change first, and what became of all advice. */
  public synchronized Outcomes all() {
    List<Effect> effects = new ArrayList<>();
    List<AdviceStory> advice = new ArrayList<>();
    List<LabelSet> known = history.labelSets();
    judged.keySet().retainAll(Set.copyOf(known));
    for (LabelSet labels : known) {
      effects.addAll(judged(labels).outcomes().effects());
      advice.addAll(judged(labels).outcomes().advice());
    }
    effects.sort(NEWEST_FIRST);
    return new Outcomes(effects, advice);
  }

  /**
   * The effects that are decided and were not handed out before. Asked for each call that ends, but
   * looked into only every tenth time.
   *
   * @param call the call that ends; for the same call the answer is the same again
   */
  public synchronized List<Effect> decidedBy(CallId call, LabelSet labels) {
    long revision = history.revision(labels);
    Asked before = asked.getOrDefault(labels, new Asked(-CALLS_BETWEEN, call));
    boolean soon = revision - before.revision() < CALLS_BETWEEN && !before.by().equals(call);
    if (soon || !history.variesIn(labels)) {
      return List.of();
    }
    asked.put(labels, new Asked(revision, call));
    List<Effect> decided = new ArrayList<>();
    for (Effect effect : judged(labels).outcomes().effects()) {
      if (effect.decided() && isNew(effect, call)) {
        handedOut.put(decision(effect), call);
        decided.add(effect);
      }
    }
    return decided;
  }

  /** Drops the ids of these calls; that the effects they decided were told of stays known. */
  public synchronized void forget(Set<CallId> calls) {
    handedOut.replaceAll((decided, by) -> calls.contains(by) ? NOBODY : by);
    asked.replaceAll(
        (labels, last) -> calls.contains(last.by()) ? new Asked(last.revision(), NOBODY) : last);
  }

  /** The effects that were looked into and are not decided, as they stood then; cheap. */
  public synchronized List<Effect> undecided() {
    return judged.values().stream()
        .flatMap(known -> known.outcomes().effects().stream())
        .filter(effect -> !effect.decided())
        .toList();
  }

  /** What a call remembers of an effect it decided. */
  public static Decided decision(Effect effect) {
    return new Decided(
        effect.field(), effect.to().orElse(""), effect.at(), effect.verdict().word());
  }

  private boolean isNew(Effect effect, CallId call) {
    CallId other = handedOut.get(decision(effect));
    if (other != null) {
      return other.equals(call);
    }
    return history.last(effect.labels(), Instant.MAX, Integer.MAX_VALUE).stream()
        .map(Observation::decided)
        .flatMap(List::stream)
        .noneMatch(known -> isSame(known, effect));
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
      List<Effect> effects = Effects.of(labels, calls, measuresOf);
      known = new Judged(revision, new Outcomes(effects, AdviceStory.of(labels, calls, effects)));
      judged.put(labels, known);
    }
    return known;
  }
}
