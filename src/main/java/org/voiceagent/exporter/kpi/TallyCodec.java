package org.voiceagent.exporter.kpi;

import java.util.List;

/**
 * Packs a tally into bytes and adds packed ones to another: some 200 bytes for an hour of a hundred
 * calls, because most sums are small whole numbers and most buckets are empty. Not thread-safe.
 */
final class TallyCodec {
  private static final List<Sum> SUMS = List.of(Sum.values());
  private static final List<Spread> SPREADS = List.of(Spread.values());

  private final PackedWriter out = new PackedWriter();

  byte[] pack(Tally tally) {
    out.clear();
    int before = -1;
    for (Sum sum : SUMS) {
      if (tally.get(sum) != 0) {
        out.writeCount(sum.place() - before);
        out.writeNumber(tally.get(sum));
        before = sum.place();
      }
    }
    out.writeCount(0);
    for (Spread spread : SPREADS) {
      if (tally.count(spread) > 0) {
        out.writeCount(1 + spread.place());
        pack(tally, spread);
      }
    }
    out.writeCount(0);
    out.writeCount(tally.costs().size());
    tally
        .costs()
        .forEach(
            (currency, cost) -> {
              out.writeText(currency);
              out.writeNumber(cost.amount());
              out.writeNumber(cost.calls());
            });
    return out.toByteArray();
  }

  private void pack(Tally tally, Spread spread) {
    int before = -1;
    for (int bucket = 0; bucket < LogBuckets.COUNT; bucket++) {
      if (tally.count(spread, bucket) > 0) {
        out.writeCount(bucket - before);
        out.writeCount(tally.count(spread, bucket));
        before = bucket;
      }
    }
    out.writeCount(0);
  }

  /**
   * Adds a packed tally.
   *
   * @throws IndexOutOfBoundsException if these are not a tally's bytes
   */
  static void addTo(Tally tally, byte[] packed) {
    if (packed.length == 0) {
      return;
    }
    PackedReader in = new PackedReader(packed);
    int place = -1;
    for (int step = in.readSmall(); step > 0; step = in.readSmall()) {
      place += step;
      tally.add(SUMS.get(place), in.readNumber());
    }
    for (int number = in.readSmall(); number > 0; number = in.readSmall()) {
      Spread spread = SPREADS.get(number - 1);
      int bucket = -1;
      for (int step = in.readSmall(); step > 0; step = in.readSmall()) {
        bucket += step;
        tally.add(spread, bucket, in.readSmall());
      }
    }
    for (int left = in.readSmall(); left > 0; left--) {
      String currency = in.readText();
      tally.add(currency, new Tally.Cost(in.readNumber(), in.readNumber()));
    }
  }
}
