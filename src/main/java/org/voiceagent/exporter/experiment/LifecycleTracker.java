package org.voiceagent.exporter.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.experiment.AdviceLifecycle.State;

/** Follows one rule's advice on one key from call to call. Used once. */
final class LifecycleTracker {
  /** A silence more likely than this may be chance. */
  private static final double CHANCE = 0.05;

  private static final int SHORTEST_SILENCE = 20;
  private static final int LONGEST_SILENCE = 200;
  private static final int BACK_AGAIN = 3;
  private static final int BACK_AGAIN_OF = 20;
  private static final int IGNORED_CALLS = 50;
  private static final Duration IGNORED_FOR = Duration.ofDays(7);

  private final LabelSet labels;
  private final String ruleKey;
  private final String field;

  private State state = State.OPEN;
  private Instant since = Instant.EPOCH;
  private int advised;
  private int advisedWhileOpen;
  private Optional<Instant> openSince = Optional.empty();
  private Optional<String> valueBefore = Optional.empty();
  private int judged;
  private int fired;
  private int silence;
  private final Deque<Boolean> newest = new ArrayDeque<>();

  LifecycleTracker(LabelSet labels, String ruleKey, String field) {
    this.labels = labels;
    this.ruleKey = ruleKey;
    this.field = field;
  }

  AdviceLifecycle of(List<Observation> oldestFirst, List<Effect> effects) {
    Deque<Effect> ahead = new ArrayDeque<>();
    effects.stream()
        .filter(effect -> effect.labels().equals(labels) && effect.field().equals(field))
        .sorted(Comparator.comparing(Effect::at))
        .forEach(ahead::add);
    for (Observation call : oldestFirst) {
      while (!ahead.isEmpty() && !ahead.peek().at().isAfter(call.endedAt())) {
        changed(ahead.remove());
      }
      ended(call);
    }
    return new AdviceLifecycle(labels, ruleKey, field, state, since, advised, why());
  }

  /** A change that follows the advice restarts the count of silence; undoing it reopens it. */
  private void changed(Effect effect) {
    if (effect.ruleKeys().contains(ruleKey)) {
      turn(State.APPLIED, effect.at());
      valueBefore = effect.from();
    } else if (state != State.OPEN && effect.to().isPresent() && effect.to().equals(valueBefore)) {
      turn(State.OPEN, effect.at());
      openSince = Optional.of(effect.at());
      advisedWhileOpen = 0;
      valueBefore = Optional.empty();
    }
  }

  private void ended(Observation call) {
    if (call.advised().stream().anyMatch(this::isThis)) {
      advised++;
      advisedWhileOpen++;
      if (openSince.isEmpty()) {
        turn(State.OPEN, call.endedAt());
        openSince = Optional.of(call.endedAt());
      }
    }
    if (!call.unjudged().contains(ruleKey)) {
      judged(call.fired().contains(ruleKey), call.endedAt());
    }
    if (state == State.OPEN && isLongOpen(call.endedAt())) {
      state = State.IGNORED;
      since = call.endedAt();
    }
  }

  private void judged(boolean fires, Instant at) {
    newest.add(fires);
    if (newest.size() > BACK_AGAIN_OF) {
      newest.remove();
    }
    judged++;
    fired += fires ? 1 : 0;
    silence = fires ? 0 : silence + 1;
    if (openSince.isEmpty()) {
      return;
    }
    if (state != State.RESOLVED && silence >= enoughSilence()) {
      state = State.RESOLVED;
      since = at;
    } else if (state == State.RESOLVED && firedLately() >= BACK_AGAIN) {
      state = State.REGRESSED;
      since = at;
    }
  }

  private void turn(State next, Instant at) {
    state = next;
    since = at;
    silence = 0;
    newest.clear();
  }

  /** How long a silence must be that chance produces in one of twenty cases. */
  private int enoughSilence() {
    double share = (double) fired / Math.max(1, judged - silence);
    double calls = share < 1 ? Math.log(CHANCE) / Math.log1p(-share) : SHORTEST_SILENCE;
    return (int) Math.ceil(Math.max(SHORTEST_SILENCE, Math.min(LONGEST_SILENCE, calls)));
  }

  private boolean isLongOpen(Instant now) {
    return advisedWhileOpen >= IGNORED_CALLS
        && openSince.filter(begin -> !now.isBefore(begin.plus(IGNORED_FOR))).isPresent();
  }

  private boolean isThis(Observation.Advised said) {
    return said.key().equals(ruleKey) && said.field().equals(field);
  }

  private long firedLately() {
    return newest.stream().filter(one -> one).count();
  }

  private String why() {
    String lately =
        "the rule fired for "
            + firedLately()
            + " of the last "
            + newest.size()
            + " calls it could judge";
    return switch (state) {
      case OPEN -> field + " has not been changed as advised; " + lately;
      case APPLIED -> field + " was changed as advised; since then " + lately;
      case RESOLVED ->
          "the rule has been silent for "
              + silence
              + " calls, after firing for "
              + share()
              + " of those before";
      case REGRESSED -> "the rule had fallen silent; now " + lately;
      case IGNORED ->
          advisedWhileOpen
              + " calls have advised it over "
              + IGNORED_FOR.toDays()
              + " days or more; "
              + lately;
    };
  }

  private String share() {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * fired / Math.max(1, judged - silence));
  }
}
