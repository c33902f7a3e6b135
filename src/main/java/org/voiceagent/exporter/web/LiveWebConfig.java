package org.voiceagent.exporter.web;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.files.FileStamp;
import org.voiceagent.exporter.yaml.FileAccess;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;

/**
 * The web configuration in force, which follows its files: when it is used, the files are checked
 * at most once a second. A change that cannot be used, such as a certificate whose key is not
 * replaced yet, leaves the previous configuration in force and is tried again when a file changes.
 * Thread-safe.
 */
public final class LiveWebConfig {
  private static final Logger logger = LoggerFactory.getLogger(LiveWebConfig.class);
  static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** Reading a few small files takes some milliseconds. */
  private static final Duration PATIENCE = Duration.ofMillis(250);

  private final Optional<Path> file;
  private final WebMeter meter;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile WebConfig inForce;
  private volatile long lookedAt;
  private List<Path> watched;
  private List<FileStamp> seen;

  /**
   * @param file the file it was read from; empty if there is none
   * @param first the configuration read at start, without problems
   * @param meter reports the state of the configuration
   * @param clock the wall clock
   * @param nanos the time, as {@link System#nanoTime} returns it
   */
  public LiveWebConfig(
      Optional<Path> file,
      WebConfig first,
      WebMeter meter,
      InstantSource clock,
      LongSupplier nanos) {
    this.file = file;
    this.meter = meter;
    this.clock = clock;
    this.nanos = nanos;
    this.inForce = first;
    this.watched = first.files();
    // The first check finds changes that were made since the files were read.
    this.seen = List.of();
    this.lookedAt = nanos.getAsLong() - BETWEEN_LOOKS.toNanos();
    meter.webConfig(true);
    tellOfCertificate(first);
  }

  /** No TLS and no passwords, permanently. */
  public static LiveWebConfig none() {
    return new LiveWebConfig(
        Optional.empty(), WebConfig.NONE, WebMeter.NONE, () -> Instant.EPOCH, () -> 0);
  }

  /** The configuration in force now. */
  public WebConfig current() {
    if (file.isPresent()
        && nanos.getAsLong() - lookedAt >= BETWEEN_LOOKS.toNanos()
        && looking.compareAndSet(false, true)) {
      lookBeside(file.get());
    }
    return inForce;
  }

  /**
   * Encrypts a connection with the TLS settings in force now, so that a renewed certificate applies
   * to the next connection.
   *
   * @param accepted the accepted connection; closing it also closes the returned one
   * @throws IllegalStateException if TLS is not set up
   */
  public Socket encrypt(Socket accepted) throws IOException {
    ServerTls tls =
        current().tls().orElseThrow(() -> new IllegalStateException("TLS is not set up"));
    SSLSocket socket =
        (SSLSocket) tls.context().getSocketFactory().createSocket(accepted, null, true);
    socket.setUseClientMode(false);
    socket.setSSLParameters(tls.parameters());
    return socket;
  }

  /**
   * Checks the files in a separate thread and waits for it briefly: the caller is answering a
   * client, who must not wait for a lost disk or network.
   */
  private void lookBeside(Path source) {
    CountDownLatch done = new CountDownLatch(1);
    Thread looker =
        new Thread(
            () -> {
              try {
                look(source);
              } finally {
                lookedAt = nanos.getAsLong();
                looking.set(false);
                done.countDown();
              }
            },
            "web-config");
    looker.setDaemon(true);
    looker.start();
    try {
      if (!done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        logger.debug("the files of the web configuration have not answered yet");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Links are followed, because Kubernetes and certbot replace the link. */
  private static FileStamp stamp(Path file) {
    try {
      return FileAccess.within(() -> FileStamp.at(file));
    } catch (IOException noAnswer) {
      return FileStamp.HIDDEN;
    }
  }

  private void look(Path source) {
    List<FileStamp> now = watched.stream().map(LiveWebConfig::stamp).toList();
    if (now.equals(seen)) {
      return;
    }
    boolean first = seen.isEmpty();
    seen = now;
    Problems problems = new Problems();
    WebConfig next = WebConfig.load(source, problems);
    checkNoRestartIsNeeded(source, next, problems);
    if (!next.files().equals(watched)) {
      // A newly named file may have changed while it was read, so it is checked again.
      watched = next.files();
      seen = List.of();
    }
    meter.webConfig(problems.none());
    if (!problems.none()) {
      logger.error(
          "the changed web configuration cannot be used; the previous one stays in force: {}",
          problems.list());
      return;
    }
    inForce = next;
    if (!first) {
      logger.info("the web configuration or one of its files changed; the new version is in force");
    }
    tellOfCertificate(next);
  }

  /**
   * A mistaken edit must not remove protection, and a listening port cannot switch between TLS and
   * plain TCP.
   */
  private void checkNoRestartIsNeeded(Path source, WebConfig next, Problems problems) {
    if (!problems.none()) {
      return;
    }
    if (next.tls().isPresent() != inForce.tls().isPresent()) {
      problems.add(
          new Problem(
              source.toString(),
              0,
              "tls_server_config",
              "TLS can only be switched on or off by a restart"));
    }
    if (next.users().isEmpty() != inForce.users().isEmpty()) {
      problems.add(
          new Problem(
              source.toString(),
              0,
              "basic_auth_users",
              "passwords can only be switched on or off by a restart"));
    }
  }

  private void tellOfCertificate(WebConfig config) {
    config
        .tls()
        .map(tls -> tls.certificate().getNotAfter().toInstant())
        .ifPresent(
            end -> {
              meter.certificateEnds(end);
              if (end.isBefore(clock.instant())) {
                logger.warn("the certificate expired at {}: clients will refuse it", end);
              }
            });
  }
}
