package org.voiceagent.exporter.redaction.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A bad line: English figures come out as words that sound alike.
 *
 * @param dice the source of chance
 * @param share how many of the figures that could be are misheard, from 0 to 1
 */
record Mishearing(Dice dice, double share) {
  private static final Map<String, List<String>> SOUNDS_LIKE =
      Map.of(
          "one", List.of("won", "want"),
          "two", List.of("to", "too"),
          "three", List.of("tree", "free"),
          "four", List.of("for", "fore"),
          "six", List.of("sicks", "sex"),
          "eight", List.of("ate"),
          "nine", List.of("nein", "line"),
          "oh", List.of("owe", "ho"));

  /** The same value as it comes out of a bad line. */
  Rendering hear(Rendering rendering) {
    if (share == 0) {
      return rendering;
    }
    List<Rendering.Chunk> chunks = new ArrayList<>();
    for (Rendering.Chunk chunk : rendering.chunks()) {
      List<String> alike = SOUNDS_LIKE.getOrDefault(chunk.text(), List.of());
      boolean misheard = chunk.value() && !alike.isEmpty() && dice.chance(share);
      chunks.add(misheard ? new Rendering.Chunk(dice.pick(alike), true) : chunk);
    }
    return new Rendering(chunks);
  }
}
