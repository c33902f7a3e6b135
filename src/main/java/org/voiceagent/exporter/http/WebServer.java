package org.voiceagent.exporter.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.web.Logins;

/**
 * Serves everything of {@link WebContent} over HTTP until it is closed. Thread-safe.
 *
 * <p>It has its own {@code HttpServer} because the one of simpleclient_httpserver works with a
 * single thread and without time limits, so that one half-sent request would stop every scrape.
 */
public final class WebServer implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(WebServer.class);
  private static final int IDLE_THREAD_SECONDS = 30;

  /** A client may ask again before the thread that has answered it waits for work. */
  private static final int THREADS_BETWEEN_REQUESTS = 8;

  /** The JDK's own limits come first where they work; they are kept to the second. */
  private static final Duration AFTER_THE_JDK = Duration.ofSeconds(1);

  /** How long closing waits for answers; within the 5 s in which the daemon has to be gone. */
  static final Duration DRAIN = Duration.ofSeconds(3);

  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final OpenExchanges open;
  private final StallWatch stalls;

  private WebServer(
      HttpServer server, ThreadPoolExecutor threads, OpenExchanges open, StallWatch stalls) {
    this.server = server;
    this.threads = threads;
    this.open = open;
    this.stalls = stalls;
  }

  /**
   * Listens and answers from now on, everybody who gets there.
   *
   * @throws IOException if it cannot listen there; the message names the address and the cause
   */
  public static WebServer start(HttpSettings settings, WebContent content) throws IOException {
    return start(settings, content, Protection.none());
  }

  /**
   * Listens and answers from now on, those who may see what they ask for.
   *
   * @throws IOException if it cannot listen there; the message names the address and the cause
   */
  public static WebServer start(HttpSettings settings, WebContent content, Protection protection)
      throws IOException {
    HttpLimits.applyBeforeStart(settings);
    OpenExchanges open = new OpenExchanges();
    MetricsSource metrics = new SharedPages(content.metrics(), open::count, System::nanoTime);
    Router router =
        new Router(Pages.of(content.with(metrics), settings.reloadEnabled(), protection.access()));
    HttpServer server = Listening.open(settings, protection.web());
    ThreadPoolExecutor threads = threads(settings.maxConnections());
    StallWatch stalls =
        new StallWatch(
            HttpLimits.requestTime(settings).plus(AFTER_THE_JDK),
            HttpLimits.responseTime(settings).plus(AFTER_THE_JDK),
            System::nanoTime);
    server.setExecutor(stalls.over(threads));
    AllowedHosts hosts =
        new AllowedHosts(
            AllowedHosts.Others.of(
                server.getAddress().getAddress().isLoopbackAddress(), asksForPasswords(protection)),
            protection.hosts());
    Doorkeeper doorkeeper = new Doorkeeper(protection, Logins.forThisMachine());
    server.createContext(
        "/", new ExchangeHandler(router, open, doorkeeper, hosts, protection.web(), stalls));
    server.start();
    return new WebServer(server, threads, open, stalls);
  }

  /** Whether what is said in calls and about them is shown to nobody without a password. */
  private static boolean asksForPasswords(Protection protection) {
    return !protection.web().current().users().isEmpty()
        && Stream.of(Area.FEEDBACK, Area.TRANSCRIPTS)
            .noneMatch(area -> protection.access().of(area).kind() == Permission.Kind.OPEN);
  }

  /** The port it listens on: that of the settings, or the free one that was found for 0. */
  public int port() {
    return server.getAddress().getPort();
  }

  /**
   * Answers what is under way, for at most {@link #DRAIN}, and stops; a request that comes
   * meanwhile gets 503. Calling it again does nothing.
   */
  @Override
  public void close() {
    if (!open.close(DRAIN)) {
      logger.warn("closing while clients are still being answered");
    }
    server.stop(0);
    threads.shutdownNow();
    stalls.close();
  }

  /**
   * A new thread only when all others are busy: with a queue the pool would start one for each
   * request until it has as many as connections are allowed.
   */
  private static ThreadPoolExecutor threads(int connections) {
    AtomicInteger made = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        connections + THREADS_BETWEEN_REQUESTS,
        IDLE_THREAD_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "http-" + made.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}
