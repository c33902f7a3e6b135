package org.voiceagent.exporter.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import org.voiceagent.exporter.httpserver.HttpListener;
import org.voiceagent.exporter.httpserver.RequestHandler;
import org.voiceagent.exporter.httpserver.RequestLimits;
import org.voiceagent.exporter.httpserver.ServerSetup;
import org.voiceagent.exporter.httpserver.TimeLimits;
import org.voiceagent.exporter.httpserver.TransportLayer;
import org.voiceagent.exporter.web.LiveWebConfig;

/** Opens the server's port, with or without TLS. */
final class ListenerFactory {
  /** In characters. The longest URL that clients need has about 300. */
  static final int LONGEST_ADDRESS = 8_192;

  /** In bytes. Scrapers and browsers send a few KB. */
  static final int HEAD_BYTES = 32_768;

  /** Scrapers and browsers send about twenty. */
  static final int HEADERS = 64;

  /** Longer than the usual minute between two scrapes, so that scrapers keep their connection. */
  static final Duration IDLE = Duration.ofSeconds(75);

  private ListenerFactory() {}

  /**
   * A server that has bound its port but does not answer yet.
   *
   * @param clock the time for {@code Date} headers
   * @throws IOException if it cannot listen there; the message names the address and the cause
   */
  static HttpListener open(
      HttpSettings settings, LiveWebConfig web, RequestHandler handler, InstantSource clock)
      throws IOException {
    ServerSetup setup = new ServerSetup("http", transport(web), handler, bounds(settings), clock);
    InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
    try {
      if (address.isUnresolved()) {
        throw new IOException("there is no such host");
      }
      return HttpListener.bind(address, setup);
    } catch (IOException e) {
      throw new IOException(
          "cannot listen on " + settings.host() + ":" + settings.port() + ": " + e.getMessage(), e);
    }
  }

  private static ServerSetup.Bounds bounds(HttpSettings settings) {
    return new ServerSetup.Bounds(
        settings.maxConnections(),
        new RequestLimits(LONGEST_ADDRESS, HEAD_BYTES, HEADERS),
        new TimeLimits(settings.maxRequestTime(), settings.maxResponseTime(), IDLE));
  }

  private static TransportLayer transport(LiveWebConfig web) {
    return web.current().tls().isPresent() ? web::encrypt : TransportLayer.PLAIN;
  }
}
