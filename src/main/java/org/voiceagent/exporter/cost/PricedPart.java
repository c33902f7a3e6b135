package org.voiceagent.exporter.cost;

import java.math.BigDecimal;
import org.voiceagent.exporter.call.CostComponent;

/**
 * A part of a call's cost with its money. Immutable.
 *
 * @param component what it was spent on; {@link CostComponent#TOTAL} for the whole call
 * @param provider who is paid, or "" if unknown
 * @param model what was used, or "" if unknown
 * @param amount the money in the currency's main unit, 0 or more
 * @param currency ISO 4217
 * @param source who says so
 */
public record PricedPart(
    CostComponent component,
    String provider,
    String model,
    BigDecimal amount,
    String currency,
    Source source) {

  /** Where an amount comes from. */
  public enum Source {
    /** The engine or its vendor billed it. */
    ENGINE,
    /** Usage times a price of the operator's table, or a sum with such a part. */
    PRICES
  }
}
