package org.voiceagent.exporter.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.http.pages.CoalescingMetricsSource;
import org.voiceagent.exporter.http.pages.MetricsSource;
import org.voiceagent.exporter.http.pages.Pages;
import org.voiceagent.exporter.http.pages.WebContent;
import org.voiceagent.exporter.http.routing.Router;
import org.voiceagent.exporter.http.security.AllowedHosts;
import org.voiceagent.exporter.http.security.Area;
import org.voiceagent.exporter.http.security.Authenticator;
import org.voiceagent.exporter.http.security.Permission;
import org.voiceagent.exporter.http.security.Protection;
import org.voiceagent.exporter.httpserver.HttpListener;
import org.voiceagent.exporter.web.PasswordChecker;

/** Serves everything of {@link WebContent} over HTTP until it is closed. Thread-safe. */
public final class WebServer implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(WebServer.class);

  /** How long closing waits for answers; within the 5 s in which the daemon has to be gone. */
  static final Duration DRAIN = Duration.ofSeconds(3);

  private final HttpListener listener;
  private final InFlightRequests open;

  private WebServer(HttpListener listener, InFlightRequests open) {
    this.listener = listener;
    this.open = open;
  }

  /**
   * Listens and answers from now on, those who may see what they ask for.
   *
   * @param clock the time that answers carry
   * @throws IOException if it cannot listen there; the message names the address and the cause
   */
  public static WebServer start(
      HttpSettings settings, WebContent content, Protection protection, InstantSource clock)
      throws IOException {
    InFlightRequests open = new InFlightRequests();
    MetricsSource metrics =
        new CoalescingMetricsSource(content.metrics(), open::count, System::nanoTime);
    Router router =
        new Router(Pages.of(content.with(metrics), settings.reloadEnabled(), protection.access()));
    AllowedHosts hosts =
        new AllowedHosts(
            AllowedHosts.Others.of(isLoopback(settings), asksForPasswords(protection)),
            protection.hosts());
    Authenticator authenticator = new Authenticator(protection, PasswordChecker.forThisMachine());
    ExchangeHandler handler =
        new ExchangeHandler(router, open, authenticator, hosts, protection.web());
    HttpListener listener = ListenerFactory.open(settings, protection.web(), handler, clock);
    listener.start();
    return new WebServer(listener, open);
  }

  /** A name that cannot be found is no loopback address; listening there fails, and says why. */
  private static boolean isLoopback(HttpSettings settings) {
    InetAddress address = new InetSocketAddress(settings.host(), settings.port()).getAddress();
    return address != null && address.isLoopbackAddress();
  }

  /** Whether what is said in calls and about them is shown to nobody without a password. */
  private static boolean asksForPasswords(Protection protection) {
    return !protection.web().current().users().isEmpty()
        && Stream.of(Area.FEEDBACK, Area.TRANSCRIPTS)
            .noneMatch(area -> protection.access().of(area).kind() == Permission.Kind.OPEN);
  }

  /** The port it listens on: that of the settings, or the free one that was found for 0. */
  public int port() {
    return listener.address().getPort();
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
    listener.close();
  }
}
