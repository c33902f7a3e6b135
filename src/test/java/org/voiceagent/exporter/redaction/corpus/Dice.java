package org.voiceagent.exporter.redaction.corpus;

import java.util.List;
import java.util.Random;

/** The only source of randomness: the same seed gives the same results. Not thread-safe. */
final class Dice {
  private final Random random;

  Dice(long seed) {
    random = new Random(seed);
  }

  /** A number from 0 to one less than {@code bound}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** A number from the first to the last, both included. */
  int between(int first, int last) {
    return first + random.nextInt(last - first + 1);
  }

  /** True with this probability. */
  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** One of them, with equal probability. */
  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** One of them, with equal probability. */
  String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** This many decimal digits; the first may be 0. */
  String digits(int count) {
    return characters("0123456789", count);
  }

  /** This many capital letters. */
  String capitals(int count) {
    return characters("ABCDEFGHIJKLMNOPQRSTUVWXYZ", count);
  }

  /** This many characters of an alphabet. */
  String characters(String alphabet, int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
