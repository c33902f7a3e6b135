package org.voiceagent.exporter.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Facts;

/**
 * Says what a call cost: for each component what the engine billed, else what its usage costs by
 * the table of prices. Credits never become money. Pure: the same call and prices give the same
 * result. Thread-safe; a reload makes a new one.
 */
public final class Pricing {
  private final PriceTable prices;

  /**
   * @param prices what usage costs
   */
  public Pricing(PriceTable prices) {
    this.prices = prices;
  }

  /** The cost of a call. */
  public PricedCall of(CallSession call) {
    if (!mayCost(call.facts()) && prices.size() == 0) {
      return PricedCall.NOTHING;
    }
    return new CallPricing(prices, call, day(call)).ofAll();
  }

  /**
   * The cost of a call by the table of prices alone, as if its engine had billed nothing; to check
   * a vendor's bill.
   */
  public PricedCall byPrices(CallSession call) {
    return new CallPricing(prices, call, day(call)).ofUsage();
  }

  private static boolean mayCost(Facts facts) {
    return facts.known(CallField.COST_PARTS)
        || facts.known(CallField.COST_USD)
        || facts.known(CallField.MODEL_USAGE)
        || facts.known(CallField.INPUT_TOKENS)
        || facts.known(CallField.OUTPUT_TOKENS)
        || facts.known(CallField.TTS_CHARACTERS)
        || facts.known(CallField.STT_SECONDS);
  }

  /** The decimal that was written, which is the shortest one that gives this double. */
  static BigDecimal money(double amount) {
    return BigDecimal.valueOf(amount);
  }

  private static LocalDate day(CallSession call) {
    return call.startedAt().orElse(call.endedAt()).atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
