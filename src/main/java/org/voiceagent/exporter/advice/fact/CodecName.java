package org.voiceagent.exporter.advice.fact;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The spellings of codec names. Engines, providers and Asterisk spell them differently, and a
 * change from one spelling to another has no effect.
 */
public final class CodecName {
  private static final Map<String, String> CANONICAL = canonical();

  private CodecName() {}

  /**
   * The word in lower case, with every spelling of a codec folded into one. {@code slin} (8 kHz)
   * and {@code slin16} (16 kHz) stay apart, because the reference engine distinguishes them.
   */
  public static String folded(String word) {
    String lower = word.strip().toLowerCase(Locale.ROOT);
    return CANONICAL.getOrDefault(lower, lower);
  }

  private static Map<String, String> canonical() {
    Map<String, String> names = new HashMap<>();
    fold(names, "ulaw", "mulaw", "mu-law", "mu_law", "u-law", "u_law", "µ-law", "µlaw");
    fold(names, "ulaw", "g711_ulaw", "g711-ulaw", "g711ulaw", "g711_mulaw", "g711u", "pcmu");
    fold(names, "alaw", "a-law", "a_law", "pcma");
    fold(names, "alaw", "g711_alaw", "g711-alaw", "g711alaw", "g711a");
    fold(names, "linear16", "pcm16", "pcm_16", "pcm_s16le", "s16le", "l16", "pcm16le");
    return Map.copyOf(names);
  }

  private static void fold(Map<String, String> names, String into, String... spellings) {
    List.of(spellings).forEach(spelling -> names.put(spelling, into));
  }
}
