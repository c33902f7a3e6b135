package org.voiceagent.exporter.event.feed;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.files.Printable;
import org.voiceagent.exporter.intake.Wakeup;

/**
 * The thread that reads event files: looks through the folder, reads whole lines, and hands them on
 * in parts through a short queue. It waits while the queue is full, so that no more than some parts
 * are ever in memory, and no file system that hangs can stop the counting.
 */
final class EventTailing implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(EventTailing.class);

  /** Each part has up to 64 KiB of lines, which take some ten times as much once parsed. */
  private static final int PARTS_IN_MEMORY = 3;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  /** A look that takes long is repeated less often, so that it takes a 20th of the time at most. */
  private static final int REST = 20;

  /** New files and renamed ones are noticed while others are read. */
  private static final Duration LONGEST_WITHOUT_LOOK = Duration.ofSeconds(1);

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final EventTree tree;
  private final LedgerView ledger;
  private final Tails tails;
  private final TailMeter meter;
  private final EventQuarantine quarantine;
  private final LongSupplier nanos;
  private final ChunkReader reader = new ChunkReader();
  private final BlockingQueue<EventChunk> parts = new ArrayBlockingQueue<>(PARTS_IN_MEMORY);
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "events");
  private Wakeup wakeup = new Wakeup();

  /**
   * What else takes part.
   *
   * @param meter is told what a look found
   * @param quarantine is given time to write
   * @param nanos time in ns that never jumps
   */
  record Surroundings(TailMeter meter, EventQuarantine quarantine, LongSupplier nanos) {}

  EventTailing(EventTree tree, LedgerView ledger, Surroundings around) {
    this.tree = tree;
    this.ledger = ledger;
    this.meter = around.meter();
    this.quarantine = around.quarantine();
    this.nanos = around.nanos();
    this.tails = new Tails(tree, ledger, meter, this::handOn, nanos);
    thread.setDaemon(true);
  }

  /**
   * Begins to read.
   *
   * @param counting is woken when there is something to count
   */
  void start(Wakeup counting) {
    wakeup = counting;
    thread.start();
  }

  /** The next part to count, if there is one. */
  Optional<EventChunk> next() {
    return Optional.ofNullable(parts.poll());
  }

  /** Whether a part waits to be counted. */
  boolean hasNext() {
    return !parts.isEmpty();
  }

  /** Looks and reads once on the caller's thread, in place of {@link #start}. */
  void look(Wakeup counting) {
    wakeup = counting;
    lookAndRead();
  }

  private void run() {
    try {
      Duration rest = Duration.ZERO;
      while (!stop.await(rest.toNanos(), TimeUnit.NANOSECONDS)) {
        rest = lookAndRead();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns how long to wait before the next look. */
  private Duration lookAndRead() {
    try {
      quarantine.write();
      long began = nanos.getAsLong();
      tails.look(tree.list());
      List<Tail> all = tails.all();
      meter.eventFiles(all.size(), all.stream().mapToLong(Tail::unread).sum());
      Duration took = Duration.ofNanos(nanos.getAsLong() - began);
      Duration rest = took.multipliedBy(REST);
      return read(all) ? Duration.ZERO : max(rest, BETWEEN_LOOKS);
    } catch (RuntimeException | OutOfMemoryError fault) {
      logger.error("reading event files failed; it is tried again", fault);
      return BETWEEN_LOOKS;
    }
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /**
   * Reads a part of each file in turn, until there is none or it is time for a look; returns
   * whether there may be more.
   */
  private boolean read(List<Tail> all) {
    long until = nanos.getAsLong() + LONGEST_WITHOUT_LOOK.toNanos();
    boolean more = true;
    while (more && stop.getCount() > 0 && nanos.getAsLong() - until < 0) {
      more = false;
      for (Tail tail : all) {
        if (tail.hasMore() && tails.isFollowed(tail)) {
          read(tail);
          more |= tail.hasMore();
        }
      }
    }
    return more;
  }

  private void read(Tail tail) {
    try (SeekableByteChannel channel = tree.open(tail.file().path())) {
      if (!reader.isSame(tail, channel)) {
        tails.replaced(tail);
        return;
      }
      Optional<EventChunk.Lines> lines = reader.next(tail, channel);
      if (lines.isPresent()) {
        ledger.readTo(tail.name(), lines.get().to());
        handOn(lines.get());
      }
    } catch (IOException e) {
      tail.rest();
      logger.debug("cannot read {}: {}", Printable.of(tail.file().path()), e.toString());
    }
  }

  private void handOn(EventChunk part) {
    try {
      boolean taken = false;
      while (!taken && stop.getCount() > 0) {
        taken = parts.offer(part, 100, TimeUnit.MILLISECONDS);
      }
      wakeup.signal();
    } catch (InterruptedException ended) {
      stop.countDown();
      Thread.currentThread().interrupt();
    }
  }

  /** Stops reading; what was read and not counted is read again at the next start. */
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
