package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks a running daemon. */
final class DaemonClient {
  private static final int PATIENCE_MS = 10_000;

  private DaemonClient() {}

  /**
   * The answer of {@code /feedback/latest}.
   *
   * @throws IOException if nobody answers there, or not as the daemon would; says what to do
   */
  static String latest(URI daemon, Optional<String> pipeline, int limit) throws IOException {
    String query =
        "?limit="
            + limit
            + pipeline
                .map(name -> "&pipeline=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .orElse("");
    return page(daemon, "/feedback/latest" + query);
  }

  /**
   * The answer of {@code /feedback/effects}.
   *
   * @throws IOException if nobody answers there, or not as the daemon would; says what to do
   */
  static String effects(URI daemon) throws IOException {
    return page(daemon, "/feedback/effects");
  }

  private static String page(URI daemon, String path) throws IOException {
    URI page = URI.create(daemon.toString().replaceAll("/+$", "") + path);
    HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MS);
    connection.setReadTimeout(PATIENCE_MS);
    connection.setRequestProperty("Accept", "application/json");
    try (InputStream body = connection.getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IOException(
          "no answer from "
              + page
              + " ("
              + e.getMessage()
              + "); is the daemon running there? --url names another, --sessions reads the folder",
          e);
    } finally {
      connection.disconnect();
    }
  }
}
