package org.voiceagent.exporter.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;
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
   * @param aside what cannot be used
   * @param quarantine puts it there
   */
  record Stores(BodyFolder spool, BodyFolder aside, Quarantine quarantine) {}

  InboxDelivery(
      Stores stores,
      CallFolderWriter folders,
      LiveKitSessions.Delays delays,
      InboxMeter meter,
      InstantSource clock) {
    this.stores = stores;
    this.folders = folders;
    this.liveKit =
        new LiveKitSessions(stores.spool(), folders, stores.quarantine(), meter, delays);
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
          e.getClass().getSimpleName() + ": " + e.getMessage());
    }
    return false;
  }

  private synchronized void deliverSessions() throws IOException {
    liveKit.deliverDue(clock.millis());
    stores.quarantine().trim(clock.instant());
  }

  private synchronized void deliver(StoredBody body) throws IOException {
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

  private void setAside(StoredBody body, byte[] content, QuarantineReason why)
      throws IOException {
    stores.quarantine().add(body, content, why);
    stores.spool().remove(body);
  }

  /** Whether a body in the spool or the quarantine names a call. */
  synchronized boolean knows(CallId call, CallNames names) throws IOException {
    return anyOf(call, names, false);
  }

  /** Removes all bodies that name one of these calls. */
  synchronized void forget(Set<CallId> calls, CallNames names) throws IOException {
    for (CallId call : calls) {
      anyOf(call, names, true);
      liveKit.forget(call);
    }
  }

  private boolean anyOf(CallId call, CallNames names, boolean remove) throws IOException {
    boolean found = false;
    for (BodyFolder folder : List.of(stores.spool(), stores.aside())) {
      for (StoredBody body : folder.all()) {
        Optional<byte[]> content = folder.read(body);
        if (content.isPresent() && isOf(call, names, body, content.get())) {
          found = true;
          if (remove) {
            folder.remove(body);
          }
        }
      }
    }
    return found;
  }

  /** A body is searched for the id itself too, because one in the quarantine may lack its place. */
  private static boolean isOf(CallId call, CallNames names, StoredBody body, byte[] content) {
    boolean named =
        body.kind() == StoredBody.Kind.REPORT
            && ReportIdentity.of(body.source(), content) instanceof ReportIdentity.OfCall of
            && names.ids(of.call().value()).contains(call);
    return named || contains(content, call.value().getBytes(UTF_8));
  }

  private static boolean contains(byte[] all, byte[] part) {
    for (int at = 0; at <= all.length - part.length; at++) {
      if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
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
