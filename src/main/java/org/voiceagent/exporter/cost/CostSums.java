package org.voiceagent.exporter.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.voiceagent.exporter.call.CallSession;

/** The costs of many calls, added up by some dimensions, in exact decimals. Not thread-safe. */
public final class CostSums {
  private final List<CostDimension> dimensions;
  private final Map<Key, Sum> parts = new LinkedHashMap<>();
  private final Map<String, Sum> totals = new TreeMap<>();
  private final Map<UnpricedPart, Long> unpriced = new LinkedHashMap<>();
  private long calls;
  private long callsWithTotal;

  private record Key(List<String> labels, String currency) {}

  private record Sum(BigDecimal amount, long calls) {
    Sum plus(Sum other) {
      return new Sum(amount.add(other.amount), calls + other.calls);
    }
  }

  /**
   * A sum.
   *
   * @param labels the values of the dimensions; empty for a total
   * @param currency ISO 4217
   * @param amount the money in the currency's main unit
   * @param calls how many calls have a part in it
   */
  public record Row(List<String> labels, String currency, BigDecimal amount, long calls) {}

  /**
   * A kind of part whose money is not known.
   *
   * @param part what was used, by whom it was served, and why it has no price
   * @param calls how many calls have it
   */
  public record Lacking(UnpricedPart part, long calls) {}

  /**
   * @param dimensions by what parts are added up, in the order of their columns
   */
  public CostSums(List<CostDimension> dimensions) {
    this.dimensions = List.copyOf(dimensions);
  }

  /** Adds a call. */
  public void add(CallSession call, PricedCall priced) {
    calls++;
    Map<Key, BigDecimal> ofCall = new LinkedHashMap<>();
    for (PricedPart part : priced.parts()) {
      List<String> labels = dimensions.stream().map(one -> one.of(call, part)).toList();
      ofCall.merge(new Key(labels, part.currency()), part.amount(), BigDecimal::add);
    }
    ofCall.forEach((key, amount) -> parts.merge(key, new Sum(amount, 1), Sum::plus));
    PricedCall.sums(priced.totals())
        .forEach((currency, sum) -> totals.merge(currency, new Sum(sum, 1), Sum::plus));
    callsWithTotal += priced.totals().isEmpty() ? 0 : 1;
    priced.unpriced().stream().distinct().forEach(part -> unpriced.merge(part, 1L, Long::sum));
  }

  /** The sums of parts, in the order of their labels. */
  public List<Row> parts() {
    List<Row> rows = new ArrayList<>();
    parts.forEach(
        (key, sum) -> rows.add(new Row(key.labels(), key.currency(), sum.amount(), sum.calls())));
    rows.sort(
        Comparator.comparing((Row row) -> row.labels().toString()).thenComparing(Row::currency));
    return rows;
  }

  /** The sums of whole calls, one for each currency. */
  public List<Row> totals() {
    List<Row> rows = new ArrayList<>();
    totals.forEach(
        (currency, sum) -> rows.add(new Row(List.of(), currency, sum.amount(), sum.calls())));
    return rows;
  }

  /** What has no price, the most frequent first. */
  public List<Lacking> unpriced() {
    List<Lacking> lacking = new ArrayList<>();
    unpriced.forEach((part, count) -> lacking.add(new Lacking(part, count)));
    lacking.sort(Comparator.comparingLong(Lacking::calls).reversed());
    return lacking;
  }

  /** How many calls were added. */
  public long calls() {
    return calls;
  }

  /** How many of them have a total. */
  public long callsWithTotal() {
    return callsWithTotal;
  }
}
