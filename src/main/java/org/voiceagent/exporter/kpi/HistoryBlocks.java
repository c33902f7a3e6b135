package org.voiceagent.exporter.kpi;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the history of indicators into blocks of bytes and reads it. The first block holds the
 * version and the label sets, the next ones the tallies, and the last ones the calls that are
 * followed.
 */
final class HistoryBlocks {
  private static final Logger logger = LoggerFactory.getLogger(HistoryBlocks.class);

  /** Rises with every change of what is written, also with new sums and latencies. */
  private static final int VERSION = 1;

  private static final int BLOCK_BYTES = 1 << 17;
  private static final int CALLS_IN_A_BLOCK = 4_000;

  private static final int TALLIES = 1;
  private static final int CALLS = 2;

  private final LabelSets labelSets;
  private final Rollups rollups;
  private final CallerWindow window;

  HistoryBlocks(LabelSets labelSets, Rollups rollups, CallerWindow window) {
    this.labelSets = labelSets;
    this.rollups = rollups;
    this.window = window;
  }

  /**
   * Everything, block by block. Nothing may change while they are read.
   *
   * @param incompleteBefore before it, calls are missing
   */
  Iterable<byte[]> write(Instant incompleteBefore) {
    return () -> new Blocks(incompleteBefore);
  }

  /** Makes one block after the other. */
  private final class Blocks implements Iterator<byte[]> {
    private final PackedWriter out = new PackedWriter();
    private final Iterator<Period> periods = rollups.periods().iterator();
    private Optional<byte[]> next;
    private int call;

    Blocks(Instant incompleteBefore) {
      next = Optional.of(head(incompleteBefore));
    }

    @Override
    public boolean hasNext() {
      return next.isPresent();
    }

    @Override
    public byte[] next() {
      byte[] block = next.orElseThrow(NoSuchElementException::new);
      next = periods.hasNext() ? Optional.of(tallies()) : calls();
      return block;
    }

    private byte[] head(Instant incompleteBefore) {
      out.clear();
      out.writeCount(VERSION);
      out.writeCount(
          incompleteBefore.equals(Instant.MIN) ? 0 : 1 + incompleteBefore.getEpochSecond());
      out.writeCount(rollups.begin().map(hour -> 1 + hour).orElse(0));
      window.writeTimes(out);
      List<List<String>> sets = labelSets.all();
      out.writeCount(sets.size());
      sets.forEach(set -> set.forEach(out::writeText));
      return out.toByteArray();
    }

    private byte[] tallies() {
      out.clear();
      out.writeByte(TALLIES);
      while (periods.hasNext() && out.size() < BLOCK_BYTES) {
        Period period = periods.next();
        out.writeCount(period.start());
        out.writeByte(period.isDay() ? 1 : 0);
        out.writeCount(period.size());
        for (int i = 0; i < period.size(); i++) {
          out.writeCount(period.labelSet(i));
          out.writeBytes(period.packed(i));
          out.writeCount(period.followed(i).length);
          for (int sum : period.followed(i)) {
            out.writeCount(sum);
          }
        }
      }
      return out.toByteArray();
    }

    private Optional<byte[]> calls() {
      if (call >= window.size()) {
        return Optional.empty();
      }
      out.clear();
      out.writeByte(CALLS);
      int to = Math.min(window.size(), call + CALLS_IN_A_BLOCK);
      window.write(out, call, to);
      call = to;
      return Optional.of(out.toByteArray());
    }
  }

  /**
   * Reads what {@link #write} wrote into parts that hold nothing.
   *
   * @param incompleteBefore is told before when calls are missing
   * @return false if there are no blocks, or a later version wrote them
   */
  boolean read(Iterable<byte[]> blocks, Consumer<Instant> incompleteBefore) {
    Iterator<byte[]> all = blocks.iterator();
    if (!all.hasNext()) {
      return false;
    }
    PackedReader head = new PackedReader(all.next());
    long version = head.readCount();
    if (version < 1 || version > VERSION) {
      logger.warn(
          "The history of indicators in the state has version {}, and this program"
              + " knows up to {}",
          version,
          VERSION);
      return false;
    }
    long missing = head.readCount();
    if (missing > 0) {
      incompleteBefore.accept(Instant.ofEpochSecond(missing - 1));
    }
    int begin = head.readSmall();
    if (begin > 0) {
      rollups.begin(begin - 1);
    }
    window.readTimes(head);
    Supplier<String> text = head::readText;
    for (int left = head.readSmall(); left > 0; left--) {
      labelSets.number(List.of(text.get(), text.get(), text.get()));
    }
    while (all.hasNext()) {
      PackedReader block = new PackedReader(all.next());
      if (block.readFlags() == TALLIES) {
        readTallies(block);
      } else {
        window.read(block);
      }
    }
    window.restored();
    return true;
  }

  private void readTallies(PackedReader block) {
    while (block.hasMore()) {
      int start = block.readSmall();
      boolean day = block.readFlags() != 0;
      for (int left = block.readSmall(); left > 0; left--) {
        rollups.restore(start, day, block.readSmall(), block.readBytes(), followed(block));
      }
    }
  }

  private static int[] followed(PackedReader block) {
    int[] sums = new int[Math.min(block.readSmall(), Sum.FOLLOWED)];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = block.readSmall();
    }
    return sums;
  }
}
