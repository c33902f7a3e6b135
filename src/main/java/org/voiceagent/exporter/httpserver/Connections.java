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
 * The open connections of a server. Closes those whose time is up, those whose client has gone,
 * and, when there are too many, the one that has waited longest. Clients that open connections and
 * leave them idle therefore cannot keep others out. Thread-safe.
 */
final class Connections implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Connections.class);
  private static final long EVERY_NANOS = Duration.ofMillis(200).toNanos();

  private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

  /**
   * Connections that are being answered are closed last; among equals, the oldest is closed first.
   */
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
   * @param nanos the time, as {@link System#nanoTime} returns it
   * @param whenEmpty runs when all connections have ended
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

  /** Adds a connection; if there are too many, the one that has waited longest is closed. */
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
   * Closes the one that has waited longest, if it is not being answered and has waited longer than
   * this.
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

  /** Removes a connection that has ended. */
  void remove(Connection connection) {
    open.remove(connection);
  }

  /** Logs at most one warning a minute, so that many clients do not fill the log. */
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
