package org.voiceagent.exporter.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;
import org.voiceagent.exporter.call.CostComponent;

/**
 * What something costs from a day on. Immutable.
 *
 * @param provider whose price it is
 * @param model for which models
 * @param component what the money is spent on
 * @param unit what is counted
 * @param price the money for {@code per} units, in the currency's main unit; 0 or more
 * @param per for how many units; above 0
 * @param step the count is rounded up to a multiple of this, if it is present
 * @param currency ISO 4217
 * @param effectiveFrom the first day of the price, by UTC
 */
record Price(
    NamePattern provider,
    NamePattern model,
    CostComponent component,
    PriceUnit unit,
    BigDecimal price,
    BigDecimal per,
    Optional<BigDecimal> step,
    String currency,
    LocalDate effectiveFrom) {

  /** More digits than any bill has; fewer than would cost time. */
  private static final int DIGITS = 12;

  /** The money for so many units, to 12 digits after the point. */
  BigDecimal of(BigDecimal quantity) {
    BigDecimal billed =
        step.map(one -> quantity.divide(one, 0, RoundingMode.UP).multiply(one)).orElse(quantity);
    return price.multiply(billed).divide(per, DIGITS, RoundingMode.HALF_EVEN);
  }
}
