package org.voiceagent.exporter.cost;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.voiceagent.exporter.call.ModelUsage;
import org.voiceagent.exporter.call.TokenKind;

/**
 * Divides the tokens of a model into kinds that share none: what is cached, written, sound or
 * thought is taken out of the input and the output. An engine that says only how many of each kind
 * there are does not say how they overlap; where the kinds are more than the whole, the audio that
 * is too much was cached.
 */
final class TokenSplit {
  private TokenSplit() {}

  /** How many tokens to pay by each price; kinds without a token are left out. */
  static Map<PriceUnit, BigDecimal> of(ModelUsage usage) {
    Map<PriceUnit, BigDecimal> split = new EnumMap<>(PriceUnit.class);
    split(
        usage,
        TokenKind.INPUT,
        split,
        TokenKind.CACHED_INPUT,
        TokenKind.CACHE_WRITE,
        TokenKind.AUDIO_INPUT);
    split(usage, TokenKind.OUTPUT, split, TokenKind.REASONING, TokenKind.AUDIO_OUTPUT);
    return split;
  }

  private static void split(
      ModelUsage usage, TokenKind whole, Map<PriceUnit, BigDecimal> to, TokenKind... kinds) {
    double left = usage.tokens(whole).orElse(sum(usage, kinds));
    for (TokenKind kind : kinds) {
      double count = Math.min(left, usage.tokens(kind).orElse(0));
      left -= count;
      put(kind, count, to);
    }
    put(whole, left, to);
  }

  private static double sum(ModelUsage usage, TokenKind... kinds) {
    double sum = 0;
    for (TokenKind kind : kinds) {
      sum += usage.tokens(kind).orElse(0);
    }
    return sum;
  }

  private static void put(TokenKind kind, double count, Map<PriceUnit, BigDecimal> to) {
    if (count > 0) {
      to.put(PriceUnit.of(kind), BigDecimal.valueOf(count));
    }
  }
}
