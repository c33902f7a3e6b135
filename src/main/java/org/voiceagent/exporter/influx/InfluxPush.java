package org.voiceagent.exporter.influx;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.influx.InfluxClient.RefusedPageException;
import org.voiceagent.exporter.page.Page;
import org.voiceagent.exporter.telemetry.ExportMeter;
import org.voiceagent.exporter.telemetry.ExportMeter.Result;
import org.voiceagent.exporter.telemetry.ExportMeter.Target;
import org.voiceagent.exporter.web.PemException;

/**
 * Pushes the metrics at intervals, on a thread of its own. While the server does not take them,
 * pages wait in a queue of limited size and are sent with their own times once it does; the server
 * is asked less and less often, up to once a minute.
 */
public final class InfluxPush implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(InfluxPush.class);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "influx");
  private final InfluxClient client;
  private final Supplier<Page> pages;
  private final ExportMeter meter;
  private final InstantSource clock;
  private final Duration interval;
  private final WaitingPages waiting;

  /** How many intervals pass before the next try; 0: none. */
  private long pauses;

  private long pausesAfterNextFailure = 1;
  private boolean failing;

  private InfluxPush(
      InfluxSettings settings, Supplier<Page> pages, ExportMeter meter, InstantSource clock)
      throws PemException {
    this.client = new InfluxClient(settings);
    this.pages = pages;
    this.meter = meter;
    this.clock = clock;
    this.interval = settings.interval();
    this.waiting = new WaitingPages(settings.queueBytes());
    thread.setDaemon(true);
  }

  /**
   * Starts the thread. The first push comes after one interval.
   *
   * @param pages creates a page in the line protocol, compressed or not
   * @throws IOException if the file of certificates cannot be used; says why
   */
  public static InfluxPush start(
      InfluxSettings settings, Supplier<Page> pages, ExportMeter meter, InstantSource clock)
      throws IOException {
    try {
      InfluxPush push = new InfluxPush(settings, pages, meter, clock);
      meter.sendingTo(Target.INFLUX);
      push.thread.start();
      return push;
    } catch (PemException e) {
      throw new IOException("influx.ca_file: " + e.getMessage(), e);
    }
  }

  private void run() {
    try {
      while (!stop.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        push();
      }
      // The last state of the totals, for whoever looks at the day of a restart.
      pauses = 0;
      push();
    } catch (InterruptedException end) {
      logger.debug("the push to InfluxDB ends");
    }
  }

  private void push() {
    try {
      meter.dropped(Target.INFLUX, waiting.add(pages.get()));
      if (pauses > 0) {
        pauses--;
      } else {
        sendAll();
      }
    } catch (RuntimeException | Error fault) {
      logger.error("metrics could not be pushed to {}", client.address(), fault);
    }
  }

  private void sendAll() {
    Optional<Page> next = waiting.oldest();
    while (next.isPresent() && send(next.get())) {
      waiting.removeOldest();
      next = waiting.oldest();
    }
  }

  /** Whether the page is done with. */
  private boolean send(Page next) {
    try {
      client.write(next);
      meter.sent(Target.INFLUX, Result.OK, clock.instant());
      pausesAfterNextFailure = 1;
      if (failing) {
        failing = false;
        logger.info("metrics are pushed to {} again", client.address());
      }
      return true;
    } catch (RefusedPageException e) {
      meter.sent(Target.INFLUX, Result.REJECTED, clock.instant());
      meter.dropped(Target.INFLUX, 1);
      note("it refuses a page", e);
      return true;
    } catch (IOException e) {
      meter.sent(Target.INFLUX, Result.FAILED, clock.instant());
      note("metrics wait", e);
      pauses = pausesAfterNextFailure;
      long most = Math.max(1, LONGEST_WAIT.toMillis() / interval.toMillis());
      pausesAfterNextFailure = Math.min(most, pausesAfterNextFailure * 2);
      return false;
    }
  }

  private void note(String what, IOException why) {
    if (!failing) {
      failing = true;
      String reason = why instanceof RefusedPageException ? why.getMessage() : why.toString();
      logger.warn("{} cannot be written, {}: {}", client.address(), what, reason);
    }
  }

  /** Pushes once more and ends, within 2 s. */
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
