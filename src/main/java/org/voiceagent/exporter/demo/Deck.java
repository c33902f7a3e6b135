package org.voiceagent.exporter.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Deals things in random order but in exact proportion, like cards: each run through the deck
 * brings every card once, so that even a short demo shows everything.
 *
 * @param <T> what is dealt
 */
final class Deck<T> {
  private final List<T> cards = new ArrayList<>();
  private final long seed;
  private final long purpose;

  /**
   * @param purpose tells this deck's order from another's of the same seed
   * @param kinds what may be dealt
   * @param copies how many cards of a kind there are
   */
  Deck(long seed, long purpose, List<T> kinds, ToIntFunction<T> copies) {
    this.seed = seed;
    this.purpose = purpose;
    for (T kind : kinds) {
      cards.addAll(Collections.nCopies(copies.applyAsInt(kind), kind));
    }
  }

  /** The card at a place in the endless row of shuffled decks; needs no card before it. */
  T card(long index) {
    List<T> shuffled = new ArrayList<>(cards);
    Dice dice = Dice.of(seed, purpose, index / cards.size());
    Collections.shuffle(shuffled, dice.random());
    return shuffled.get((int) (index % cards.size()));
  }
}
