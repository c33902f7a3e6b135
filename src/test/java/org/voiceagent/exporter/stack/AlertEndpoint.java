package org.voiceagent.exporter.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands on loopback where Slack and PagerDuty would, and keeps what is posted. */
final class AlertEndpoint implements AutoCloseable {
  /** One message, and the path it was posted to. */
  record Post(String path, JsonNode body) {}

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpServer server;
  private final List<Post> posts = new CopyOnWriteArrayList<>();

  AlertEndpoint() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            posts.add(
                new Post(
                    exchange.getRequestURI().getPath(),
                    MAPPER.readTree(exchange.getRequestBody())));
            // PagerDuty's Events API says 202 where Slack says 200.
            exchange.sendResponseHeaders(
                exchange.getRequestURI().getPath().startsWith("/v2") ? 202 : 200, -1);
          }
        });
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Post> posts(String path) {
    return posts.stream().filter(post -> post.path().equals(path)).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
