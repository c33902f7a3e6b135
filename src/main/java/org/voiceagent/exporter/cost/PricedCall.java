package org.voiceagent.exporter.cost;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one call cost. Immutable.
 *
 * @param parts the parts with their money, without the totals
 * @param totals the whole call, once for each currency; empty if a part is unpriced and the engine
 *     gives no total
 * @param unpriced the parts whose money is not known
 */
public record PricedCall(
    List<PricedPart> parts, List<PricedPart> totals, List<UnpricedPart> unpriced) {
  /** A call that says nothing about its cost. */
  public static final PricedCall NOTHING = new PricedCall(List.of(), List.of(), List.of());

  /** Copies the lists. */
  public PricedCall {
    parts = List.copyOf(parts);
    totals = List.copyOf(totals);
    unpriced = List.copyOf(unpriced);
  }

  /** The sums of some parts by currency. */
  static Map<String, BigDecimal> sums(List<PricedPart> parts) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    parts.forEach(part -> sums.merge(part.currency(), part.amount(), BigDecimal::add));
    return sums;
  }
}
