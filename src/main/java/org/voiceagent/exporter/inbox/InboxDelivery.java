package org.voiceagent.exporter.inbox;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.inbox.InboxMeter.Delivered;

/**
 * The second step: a thread that puts each stored body into the folder of its call and removes it
 * from the spool. Whatever moment the process ends at, the body is in the spool or in the folder,
 * and putting it there once more changes nothing. Thread-safe.
 */
final class InboxDelivery implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(InboxDelivery.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
  private static final Duration WHILE_WAITING = Duration.ofSeconds(1);
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration END = Duration.ofSeconds(3);

  private final Stores stores;
  private final CallFolderWriter folders;
  private final LiveKitSessions liveKit;
  private final InboxMeter meter;
  private final InstantSource clock;
  private final Thread thread = new Thread(this::run, "inbox-delivery");
  private final Object wakeup = new Object();
  private boolean woken;
  private boolean ending;
  private boolean failing;

  /**
   * The folders within the state folder.
   *
   * @param spool what waits
   * @param quarantine what cannot be used
   */
  record Stores(BodyFolder spool, Quarantine quarantine) {}

  InboxDelivery(
      Stores stores,
      CallFolderWriter folders,
      LiveKitSessions.Delays delays,
      InboxMeter meter,
      InstantSource clock) {
    this.stores = stores;
    this.folders = folders;
    this.liveKit = new LiveKitSessions(stores.spool(), folders, stores.quarantine(), meter, delays);
    this.meter = meter;
    this.clock = clock;
    thread.setDaemon(true);
  }

  /** Starts the thread, which begins with what an earlier process left. */
  void start() {
    thread.start();
  }

  /** There is something to do. May be called by any thread. */
  void wake() {
    synchronized (wakeup) {
      woken = true;
      wakeup.notifyAll();
    }
  }

  private void run() {
    boolean fine = true;
    try {
      do {
        fine = pass();
      } while (!waited(fine));
    } catch (InterruptedException end) {
      logger.debug("the inbox ends");
    }
  }

  /** Waits until there is something to do; true if the thread is to end. */
  private boolean waited(boolean fine) throws InterruptedException {
    Duration most = fine ? (isWaiting() ? WHILE_WAITING : IDLE) : AFTER_FAILURE;
    long end = System.nanoTime() + most.toNanos();
    synchronized (wakeup) {
      while (!ending && (!fine || !woken)) {
        long millis = (end - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
          break;
        }
        wakeup.wait(millis);
      }
      woken = false;
      return ending;
    }
  }

  private synchronized boolean isWaiting() {
    return liveKit.areWaiting();
  }

  /** Delivers what can be delivered now; false if something has to be tried again. */
  private boolean pass() {
    boolean fine = true;
    try {
      for (StoredBody body : stores.spool().all()) {
        fine &= tried(() -> deliver(body));
        if (isEnding()) {
          return true;
        }
      }
      fine &= tried(this::deliverSessions);
    } catch (IOException e) {
      fine = failed(e);
    } catch (RuntimeException | Error fault) {
      logger.error("the inbox failed; it goes on", fault);
      fine = false;
    }
    meter.spool(stores.spool().files(), stores.spool().bytes());
    failing &= !fine;
    return fine;
  }

  private boolean isEnding() {
    synchronized (wakeup) {
      return ending;
    }
  }

  private interface Attempt {
    void run() throws IOException;
  }

  /** One body that cannot be put away must not keep the others waiting. */
  private boolean tried(Attempt attempt) {
    try {
      attempt.run();
      return true;
    } catch (IOException e) {
      return failed(e);
    }
  }

  private boolean failed(IOException e) {
    if (!failing) {
      failing = true;
      logger.error(
          "what was sent cannot be put into its call's folder; it stays in the state folder and is"
              + " tried again: {}",
          words(e));
    }
    return false;
  }

  /** Without the path, which holds the call's id. */
  private static String words(IOException e) {
    String name = e.getClass().getSimpleName();
    return e instanceof FileSystemException of && of.getReason() != null
        ? name + ": " + of.getReason()
        : name;
  }

  private synchronized void deliverSessions() throws IOException {
    liveKit.deliverDue(clock.millis());
    stores.quarantine().trim(clock.instant());
  }

  /** A body that this program fails on is set aside, so that it is not tried endlessly. */
  private synchronized void deliver(StoredBody body) throws IOException {
    try {
      take(body);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError fault) {
      logger.error("a body could not be read: {}", fault.getClass().getName());
      setAside(body, stores.spool().read(body).orElse(new byte[0]), QuarantineReason.MALFORMED);
    }
  }

  private void take(StoredBody body) throws IOException {
    if (liveKit.holds(body)) {
      return;
    }
    Optional<byte[]> content = stores.spool().read(body);
    if (content.isEmpty()) {
      return;
    }
    if (body.kind() != StoredBody.Kind.REPORT) {
      Optional<QuarantineReason> why = liveKit.take(body, content.get());
      if (why.isPresent()) {
        setAside(body, content.get(), why.get());
      }
      return;
    }
    ReportIdentity identity = ReportIdentity.of(body.source(), content.get());
    if (identity instanceof ReportIdentity.OfCall of) {
      put(body, of.call(), content.get());
    } else if (identity instanceof ReportIdentity.Unusable unusable) {
      setAside(body, content.get(), unusable.why());
    } else {
      stores.spool().remove(body);
      meter.delivered(body.source(), Delivered.IGNORED);
    }
  }

  private void put(StoredBody body, CallId call, byte[] content) throws IOException {
    try {
      Delivered how = folders.put(call, body.source().fileName(), content);
      stores.spool().remove(body);
      meter.delivered(body.source(), how);
    } catch (NotDirectoryException blocked) {
      setAside(body, content, QuarantineReason.BLOCKED);
    }
  }

  private void setAside(StoredBody body, byte[] content, QuarantineReason why) throws IOException {
    stores.quarantine().add(body, content, why);
    stores.spool().remove(body);
  }

  /**
   * Removes all bodies that name one of these calls; none of them is being delivered meanwhile.
   *
   * @throws IOException if one cannot be read or removed
   */
  synchronized void forget(Set<CallId> calls, BodySearch search) throws IOException {
    search.forget(calls);
    calls.forEach(liveKit::forget);
  }

  /** Lets the thread finish the body it is at. */
  @Override
  public void close() {
    synchronized (wakeup) {
      ending = true;
      wakeup.notifyAll();
    }
    try {
      thread.join(END.toMillis());
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
