package org.voiceagent.exporter.httpserver;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open connections of a server: closes those whose time is up, those whose client has gone, and
 * the one that has waited longest when there are too many. So whoever opens connections and leaves
 * them cannot keep others out: they close only their own. Thread-safe.
 */
final class Connections implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Connections.class);
  private static final long EVERY_NANOS = Duration.ofMillis(200).toNanos();

  private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

  /** Those that are answered stay while there are others; among equals the oldest goes. */
  private static final Comparator<Connection> WHO_GOES_FIRST =
      Comparator.comparing((Connection one) -> one.phase() == Connection.Phase.WORKING)
          .thenComparingLong(Connection::since);

  private final int most;
  private final LongSupplier nanos;
  private final Runnable whenEmpty;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final Thread watcher;
  private volatile boolean closed;
  private volatile boolean waiting;
  private long warnedAt;

  /**
   * @param most how many may be open, at least 1
   * @param nanos tells the time, as {@link System#nanoTime} does
   * @param whenEmpty is run when all have ended
   */
  Connections(String name, int most, LongSupplier nanos, Runnable whenEmpty) {
    this.most = most;
    this.nanos = nanos;
    this.whenEmpty = whenEmpty;
    this.warnedAt = nanos.getAsLong() - BETWEEN_WARNINGS.toNanos();
    watcher = new Thread(this::watch, name + "-limits");
    watcher.setDaemon(true);
    watcher.start();
  }

  /** Takes one more, for which the one that has waited longest may have to go. */
  void add(Connection connection) {
    while (open.size() >= most && endOldest()) {
      warn("{} connections are open; each new one closes the one that has waited longest");
    }
    open.add(connection);
    if (closed) {
      connection.close();
    } else if (waiting) {
      LockSupport.unpark(watcher);
    }
  }

  /** Closes the one that has waited longest; false if there is none. */
  private boolean endOldest() {
    Optional<Connection> oldest = open.stream().min(WHO_GOES_FIRST);
    oldest.ifPresent(this::end);
    return oldest.isPresent();
  }

  /**
   * Closes the one that has waited longest, if it is not being answered and has waited for longer
   * than this.
   */
  void endOldestBesides(Duration young) {
    long now = nanos.getAsLong();
    open.stream()
        .min(WHO_GOES_FIRST)
        .filter(one -> one.phase() != Connection.Phase.WORKING)
        .filter(one -> now - one.since() > young.toNanos())
        .ifPresent(this::end);
  }

  private void end(Connection connection) {
    open.remove(connection);
    connection.close();
  }

  /** Forgets one that has ended. */
  void remove(Connection connection) {
    open.remove(connection);
  }

  /** Logs what a flood of clients would otherwise log for each of them. */
  synchronized void warn(String what) {
    long now = nanos.getAsLong();
    if (now - warnedAt >= BETWEEN_WARNINGS.toNanos()) {
      warnedAt = now;
      logger.warn(what, open.size());
    }
  }

  private void watch() {
    while (!closed) {
      waiting = open.isEmpty();
      if (waiting && open.isEmpty()) {
        whenEmpty.run();
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, EVERY_NANOS);
      }
      long now = nanos.getAsLong();
      open.forEach(connection -> connection.endIfDue(now));
    }
  }

  @Override
  public void close() {
    closed = true;
    open.forEach(Connection::close);
    LockSupport.unpark(watcher);
  }
}
