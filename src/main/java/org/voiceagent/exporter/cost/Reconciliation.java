package org.voiceagent.exporter.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.CostComponent;
import org.voiceagent.exporter.call.CostPart;

/**
 * Sets what vendors billed beside what the same calls cost by the operator's table of prices. A
 * call counts only if both are known in one currency; the others are named with the reason. Not
 * thread-safe.
 */
public final class Reconciliation {
  private final Pricing pricing;
  private final Map<Key, Sums> compared = new TreeMap<>();
  private final Map<Left, Long> left = new LinkedHashMap<>();

  private record Key(String provider, String currency) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byProvider = provider.compareTo(other.provider);
      return byProvider != 0 ? byProvider : currency.compareTo(other.currency);
    }
  }

  private record Sums(BigDecimal billed, BigDecimal priced, long calls) {
    Sums plus(Sums other) {
      return new Sums(billed.add(other.billed), priced.add(other.priced), calls + other.calls);
    }
  }

  /**
   * One vendor's bill beside the table of prices.
   *
   * @param provider the provider that served the calls
   * @param currency ISO 4217
   * @param calls how many calls are compared
   * @param billed what the vendor billed
   * @param priced what the same calls cost by the table of prices
   */
  public record Row(
      String provider, String currency, long calls, BigDecimal billed, BigDecimal priced) {

    /** What the vendor billed beyond the table's prices, to the cent. */
    public BigDecimal difference() {
      return cents(billed).subtract(cents(priced));
    }
  }

  /**
   * Why calls are not compared.
   *
   * @param provider the provider that served them
   * @param why as a sentence fragment
   */
  public record Left(String provider, String why) {}

  /**
   * @param pricing knows the operator's prices
   */
  public Reconciliation(Pricing pricing) {
    this.pricing = pricing;
  }

  /** Adds a call. */
  public void add(CallSession call) {
    String provider = call.labels().providerId();
    Map<String, BigDecimal> billed = PricedCall.sums(billed(call));
    PricedCall byPrices = pricing.byPrices(call);
    Map<String, BigDecimal> priced = PricedCall.sums(byPrices.totals());
    if (billed.isEmpty() && priced.isEmpty() && byPrices.unpriced().isEmpty()) {
      return;
    }
    if (billed.isEmpty()) {
      leave(provider, inCredits(call) ? "billed in credits" : "no bill");
    } else if (!byPrices.unpriced().isEmpty()) {
      UnpricedPart first = byPrices.unpriced().get(0);
      leave(provider, first.component().label() + ": " + first.why());
    } else if (!billed.keySet().equals(priced.keySet())) {
      leave(
          provider,
          priced.isEmpty()
              ? "no usage that has a price"
              : "billed in " + billed.keySet() + ", priced in " + priced.keySet());
    } else {
      billed.forEach(
          (currency, sum) ->
              compared.merge(
                  new Key(provider, currency),
                  new Sums(sum, priced.getOrDefault(currency, BigDecimal.ZERO), 1),
                  Sums::plus));
    }
  }

  /** The vendor's own total, else the sum of the parts that it billed. */
  private List<PricedPart> billed(CallSession call) {
    PricedCall all = pricing.of(call);
    List<PricedPart> totals =
        all.totals().stream().filter(part -> part.source() == PricedPart.Source.ENGINE).toList();
    return totals.isEmpty()
        ? all.parts().stream().filter(part -> part.source() == PricedPart.Source.ENGINE).toList()
        : totals;
  }

  private static boolean inCredits(CallSession call) {
    return call.facts().rows(CallField.COST_PARTS, CostPart.class).stream()
        .anyMatch(part -> part.component() == CostComponent.TOTAL && part.unit().equals("credits"));
  }

  private void leave(String provider, String why) {
    left.merge(new Left(provider, why), 1L, Long::sum);
  }

  /** The bills that can be compared, by provider and currency. */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    compared.forEach(
        (key, sums) ->
            rows.add(
                new Row(
                    key.provider(), key.currency(), sums.calls(), sums.billed(), sums.priced())));
    return rows;
  }

  /** Why the other calls are not compared, with how many they are. */
  public Map<Left, Long> left() {
    return Map.copyOf(left);
  }

  /** An amount as a bill shows it. */
  public static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }
}
