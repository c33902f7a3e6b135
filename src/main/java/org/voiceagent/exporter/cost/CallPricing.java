package org.voiceagent.exporter.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.CostComponent;
import org.voiceagent.exporter.call.CostPart;
import org.voiceagent.exporter.cost.PriceTable.Wanted;
import org.voiceagent.exporter.cost.PricedPart.Source;

/**
 * Prices one call: takes what was billed in money, prices what was billed in units, then prices the
 * usage of all other components. For one use; not thread-safe.
 */
final class CallPricing {
  private static final BigDecimal SECONDS_PER_MINUTE = BigDecimal.valueOf(60);

  private final PriceTable prices;
  private final CallSession call;
  private final LocalDate day;
  private final List<PricedPart> parts = new ArrayList<>();
  private final List<PricedPart> totals = new ArrayList<>();
  private final List<UnpricedPart> unpriced = new ArrayList<>();

  /** Parts that were billed in units without a price, such as credits. */
  private final List<CostPart> withoutMoney = new ArrayList<>();

  /**
   * @param day when the call began, by UTC
   */
  CallPricing(PriceTable prices, CallSession call, LocalDate day) {
    this.prices = prices;
    this.call = call;
    this.day = day;
  }

  PricedCall ofAll() {
    Set<CostComponent> billed = EnumSet.noneOf(CostComponent.class);
    for (CostPart part : call.facts().rows(CallField.COST_PARTS, CostPart.class)) {
      if (take(part)) {
        billed.add(part.component());
      } else {
        withoutMoney.add(part);
      }
    }
    if (totals.isEmpty()) {
      call.facts()
          .number(CallField.COST_USD)
          .ifPresent(usd -> totals.add(total(Pricing.money(usd), "USD", Source.ENGINE)));
    }
    new UsagePricing(prices, call, day, parts, unpriced).priceAllBut(billed);
    withoutMoney.stream()
        .filter(this::lacksMoney)
        .map(CallPricing::unpriced)
        .forEach(unpriced::add);
    sumUp();
    if (totals.isEmpty()) {
      withoutMoney.stream()
          .filter(part -> part.component() == CostComponent.TOTAL)
          .map(CallPricing::unpriced)
          .forEach(unpriced::add);
    }
    return new PricedCall(parts, totals, unpriced);
  }

  PricedCall ofUsage() {
    new UsagePricing(prices, call, day, parts, unpriced)
        .priceAllBut(EnumSet.noneOf(CostComponent.class));
    sumUp();
    return new PricedCall(parts, totals, unpriced);
  }

  /** Takes a part if its money is known. */
  private boolean take(CostPart part) {
    Optional<PricedPart> priced = part.amount().isPresent() ? billed(part) : byQuantity(part);
    priced.ifPresent(known -> (isTotal(part) ? totals : parts).add(known));
    return priced.isPresent();
  }

  private static Optional<PricedPart> billed(CostPart part) {
    return part.currency().isEmpty()
        ? Optional.empty()
        : Optional.of(
            priced(
                part, Pricing.money(part.amount().orElseThrow()), part.currency(), Source.ENGINE));
  }

  private Optional<PricedPart> byQuantity(CostPart part) {
    boolean minutes = part.unit().equals("minutes");
    Optional<PriceUnit> unit =
        minutes || part.unit().equals("seconds")
            ? Optional.of(
                part.component() == CostComponent.STT
                    ? PriceUnit.AUDIO_SECONDS
                    : PriceUnit.CALL_SECONDS)
            : PriceUnit.named(part.unit());
    if (unit.isEmpty() || part.quantity().isEmpty() || isTotal(part)) {
      return Optional.empty();
    }
    BigDecimal quantity = Pricing.money(part.quantity().getAsDouble());
    BigDecimal count = minutes ? quantity.multiply(SECONDS_PER_MINUTE) : quantity;
    return prices
        .price(new Wanted(part.component(), unit.get(), part.provider(), part.model()), day)
        .map(price -> priced(part, price.of(count), price.currency(), Source.PRICES));
  }

  private static PricedPart priced(
      CostPart part, BigDecimal amount, String currency, Source source) {
    return new PricedPart(
        part.component(), part.provider(), part.model(), amount, currency, source);
  }

  /** Whether neither the bill nor the usage gives the money of a part. */
  private boolean lacksMoney(CostPart part) {
    return !isTotal(part) && parts.stream().noneMatch(one -> one.component() == part.component());
  }

  private static UnpricedPart unpriced(CostPart part) {
    String why =
        part.amount().isPresent()
            ? "an amount without a currency"
            : (part.unit().isEmpty() ? "a quantity" : part.unit()) + " without a price";
    return new UnpricedPart(part.component(), part.provider(), part.model(), why);
  }

  /** The total is the sum of the parts where no one bills it and no part is missing. */
  private void sumUp() {
    if (totals.isEmpty() && unpriced.isEmpty()) {
      boolean allBilled = parts.stream().allMatch(part -> part.source() == Source.ENGINE);
      for (Map.Entry<String, BigDecimal> sum : PricedCall.sums(parts).entrySet()) {
        totals.add(total(sum.getValue(), sum.getKey(), allBilled ? Source.ENGINE : Source.PRICES));
      }
    }
  }

  private static boolean isTotal(CostPart part) {
    return part.component() == CostComponent.TOTAL;
  }

  private static PricedPart total(BigDecimal amount, String currency, Source source) {
    return new PricedPart(CostComponent.TOTAL, "", "", amount, currency, source);
  }
}
