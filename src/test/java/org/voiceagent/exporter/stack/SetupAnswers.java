package org.voiceagent.exporter.stack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Answers each of some paths with a text and every other with 404, in place of daemon and
 * Prometheus.
 */
final class SetupAnswers implements AutoCloseable {
  private final HttpServer server;

  SetupAnswers(Map<String, String> texts) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String text = texts.get(exchange.getRequestURI().getPath());
          byte[] body = String.valueOf(text).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(text == null ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
