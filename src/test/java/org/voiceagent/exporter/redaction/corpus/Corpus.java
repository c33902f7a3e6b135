package org.voiceagent.exporter.redaction.corpus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.voiceagent.exporter.redaction.Utterance;

/** Calls made from a seed. The same seed, language and size give the same calls. */
record Corpus(List<Call> calls) {
  private static final int FEWEST_MATTERS = 3;
  private static final int MOST_MATTERS = 9;

  /** Calls with at least this many turns in all. */
  static Corpus of(long seed, int leastTurns, Tongue tongue) {
    return of(seed, leastTurns, tongue, Templates.weighted(tongue), 0);
  }

  /** English calls over a bad line: this share of the spoken digits was misheard. */
  static Corpus misheard(long seed, int leastTurns, double share) {
    return of(seed, leastTurns, Tongue.ENGLISH, Templates.weighted(Tongue.ENGLISH), share);
  }

  /** English calls with phrasings that occur in no other corpus. */
  static Corpus heldOut(long seed, int leastTurns) {
    return of(seed, leastTurns, Tongue.ENGLISH, List.of(Templates.HELD_OUT), 0);
  }

  private static Corpus of(
      long seed, int leastTurns, Tongue tongue, List<String> mix, double misheard) {
    Dice dice = new Dice(seed);
    Map<String, List<Template>> templates = new HashMap<>();
    mix.forEach(section -> templates.computeIfAbsent(section, Templates::of));
    List<Call> calls = new ArrayList<>();
    int turns = 0;
    while (turns < leastTurns) {
      CallWriter writer = new CallWriter(dice, tongue, misheard);
      for (int i = dice.between(FEWEST_MATTERS, MOST_MATTERS); i > 0; i--) {
        writer.add(dice.pick(templates.get(dice.pick(mix))));
      }
      calls.add(writer.build());
      turns += writer.turns();
    }
    return new Corpus(List.copyOf(calls));
  }

  /** All turns of all calls. */
  Stream<Utterance> turns() {
    return calls.stream().flatMap(call -> call.turns().stream());
  }

  /** Everything whose place is known. */
  Stream<Planted> planted() {
    return calls.stream().flatMap(call -> call.planted().stream());
  }
}
