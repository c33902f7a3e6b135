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

/** Serves all pages of {@link WebContent} over HTTP until it is closed. Thread-safe. */
public final class WebServer implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(WebServer.class);

  /** How long closing waits for responses. The daemon has to exit within 5 s. */
  static final Duration DRAIN = Duration.ofSeconds(3);

  private final HttpListener listener;
  private final InFlightRequests open;

  private WebServer(HttpListener listener, InFlightRequests open) {
    this.listener = listener;
    this.open = open;
  }

  /**
   * Starts a server that answers clients according to their permissions.
   *
   * @param clock the time for {@code Date} headers
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

  /** An unknown host name does not count as loopback; binding to it fails and says why. */
  private static boolean isLoopback(HttpSettings settings) {
    InetAddress address = new InetSocketAddress(settings.host(), settings.port()).getAddress();
    return address != null && address.isLoopbackAddress();
  }

  /** Whether advice and calls are visible only to users with a password. */
  private static boolean asksForPasswords(Protection protection) {
    return !protection.web().current().users().isEmpty()
        && Stream.of(Area.FEEDBACK, Area.TRANSCRIPTS)
            .noneMatch(area -> protection.access().of(area).kind() == Permission.Kind.OPEN);
  }

  /** The port it listens on: the configured one, or the free one that was chosen for 0. */
  public int port() {
    return listener.address().getPort();
  }

  /**
   * Finishes the requests in progress, within {@link #DRAIN}, and stops; new requests get 503.
   * Calling it again does nothing.
   */
  @Override
  public void close() {
    if (!open.close(DRAIN)) {
      logger.warn("closing while clients are still being answered");
    }
    listener.close();
  }
}
