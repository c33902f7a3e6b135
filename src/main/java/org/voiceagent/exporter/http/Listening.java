package org.voiceagent.exporter.http;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import org.voiceagent.exporter.web.LiveSslContext;
import org.voiceagent.exporter.web.LiveWebConfig;
import org.voiceagent.exporter.web.ServerTls;

/** Opens the port, with TLS or without. */
final class Listening {
  /** Connections the kernel keeps waiting; the JDK's own default of 50 loses some in a burst. */
  private static final int BACKLOG = 128;

  private Listening() {}

  /**
   * A server that listens, and does not answer yet.
   *
   * @throws IOException if it cannot listen there; the message names the address and the cause
   */
  static HttpServer open(HttpSettings settings, LiveWebConfig web) throws IOException {
    boolean tls = web.current().tls().isPresent();
    if (tls) {
      HttpLimits.applyBeforeTls(settings);
    }
    InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
    try {
      return tls ? encrypted(address, web) : HttpServer.create(address, BACKLOG);
    } catch (IOException e) {
      throw new IOException(
          "cannot listen on " + settings.host() + ":" + settings.port() + ": " + e.getMessage(), e);
    }
  }

  private static HttpServer encrypted(InetSocketAddress address, LiveWebConfig web)
      throws IOException {
    HttpsServer server = HttpsServer.create(address, BACKLOG);
    SSLContext context = new LiveSslContext(() -> inForce(web).context());
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            parameters.setSSLParameters(inForce(web).parameters());
          }
        });
    return server;
  }

  private static ServerTls inForce(LiveWebConfig web) {
    return web.current().tls().orElseThrow(() -> new IllegalStateException("TLS is never lost"));
  }
}
