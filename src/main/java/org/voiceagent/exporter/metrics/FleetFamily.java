package org.voiceagent.exporter.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.SeriesTotal;

/**
 * The running totals of one counter or histogram over all calls; not thread-safe. Series are held
 * in blocks, in order of appearance: a call renews those few pieces of the page whose block it
 * touches.
 */
final class FleetFamily {
  /** Lines of a piece: some 60 KB, of which a packed page loses little by packing it alone. */
  private static final int LINES = 400;

  private final CallFamily spec;
  private final FamilyTexts texts;
  private final Total zero;
  private final int blockSize;
  private final Map<List<String>, Series> series = new HashMap<>();
  private final List<Block> blocks = new ArrayList<>();

  /** A family without series; with one at 0 if it has no labels. */
  FleetFamily(CallFamily spec) {
    this.spec = spec;
    this.texts = new FamilyTexts(spec.family());
    boolean histogram = spec.family().type() == FamilyType.HISTOGRAM;
    this.zero = histogram ? HistogramTotal.zero(spec.family().buckets()) : CounterTotal.ZERO;
    this.blockSize = Math.max(1, LINES / (histogram ? spec.family().buckets().size() + 3 : 1));
    this.blocks.add(new Block(true));
    if (spec.family().labels().isEmpty()) {
      seriesOf(List.of());
    }
  }

  /** What the catalog says of it. */
  CallFamily spec() {
    return spec;
  }

  /** Whether the change is an addition, with this family's labels and a value that harms no sum. */
  boolean takes(Change one) {
    return one instanceof Change.Add
        && one.labels().size() == spec.family().labels().size()
        && Double.isFinite(one.value())
        && one.value() >= 0;
  }

  /**
   * Adds a value to a series, which begins with its first one.
   *
   * @param value finite and at least 0, in the family's unit
   * @return whether the series begins now
   */
  boolean add(List<String> labelValues, double value, Trace trace) {
    int before = series.size();
    Series changed = seriesOf(labelValues);
    changed.set(changed.total.plus(value, trace));
    return series.size() > before;
  }

  /** Takes over a series as it was; false, and nothing happens, if it is none of this family. */
  boolean restore(SeriesTotal recorded) {
    Optional<Total> restored =
        recorded.labelValues().size() == spec.family().labels().size()
            ? zero.restored(recorded)
            : Optional.empty();
    restored.ifPresent(total -> seriesOf(recorded.labelValues()).set(total));
    return restored.isPresent();
  }

  /** Drops the exemplars of these calls. */
  void forget(Set<String> calls) {
    for (Series one : series.values()) {
      Total without = one.total.without(calls);
      if (without != one.total) {
        one.set(without);
      }
    }
  }

  /** Whether samples of these names may be in it; empty: any. */
  boolean mayHave(Set<String> names) {
    return texts.mayHave(names);
  }

  /** The family as it stands now: copies references, and only those of blocks that changed. */
  FamilyPage page() {
    return new FamilyPage(texts, blocks.stream().map(Block::piece).toList());
  }

  /** All series as they stand now, in order of appearance. */
  List<Copy> copies() {
    return blocks.stream().flatMap(block -> block.members.stream()).map(this::copy).toList();
  }

  /** A series at one moment. */
  record Copy(String family, List<String> labelValues, Total total) {
    SeriesTotal recorded() {
      return total.recorded(family, labelValues);
    }
  }

  private Copy copy(Series one) {
    return new Copy(spec.family().name(), one.labelValues, one.total);
  }

  private Series seriesOf(List<String> labelValues) {
    return series.computeIfAbsent(
        labelValues,
        values -> {
          if (blocks.get(blocks.size() - 1).members.size() == blockSize) {
            blocks.add(new Block(false));
          }
          Block last = blocks.get(blocks.size() - 1);
          Series begun = new Series(values, LabelText.of(spec.family().labels(), values), last);
          last.members.add(begun);
          return begun;
        });
  }

  /** Consecutive series, and the piece of the page they make as long as none of them changes. */
  private final class Block {
    private final boolean first;
    private final List<Series> members = new ArrayList<>();
    private Optional<Piece> piece = Optional.empty();

    Block(boolean first) {
      this.first = first;
    }

    Piece piece() {
      if (piece.isEmpty()) {
        LabelText[] labels = members.stream().map(one -> one.labels).toArray(LabelText[]::new);
        Total[] totals = members.stream().map(one -> one.total).toArray(Total[]::new);
        piece =
            Optional.of(new Piece(texts, first, (text, out) -> write(labels, totals, text, out)));
      }
      return piece.get();
    }

    private static void write(LabelText[] labels, Total[] totals, FamilyText text, PageBuffer out) {
      for (int i = 0; i < totals.length; i++) {
        totals[i].write(text, labels[i], out);
      }
    }
  }

  /** One series and where it stands. */
  private final class Series {
    private final List<String> labelValues;
    private final LabelText labels;
    private final Block block;
    private Total total = zero;

    Series(List<String> labelValues, LabelText labels, Block block) {
      this.labelValues = labelValues;
      this.labels = labels;
      this.block = block;
    }

    void set(Total next) {
      total = next;
      block.piece = Optional.empty();
    }
  }
}
