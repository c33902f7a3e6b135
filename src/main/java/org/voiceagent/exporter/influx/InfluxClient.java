package org.voiceagent.exporter.influx;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.voiceagent.exporter.files.Printable;
import org.voiceagent.exporter.page.Page;
import org.voiceagent.exporter.web.PemException;
import org.voiceagent.exporter.web.TrustedServers;
import org.voiceagent.exporter.yaml.FileAccess;

/** Writes pages to one database over HTTP. Not thread-safe. */
final class InfluxClient {
  private static final int PATIENCE_MS = 10_000;
  private static final int LONGEST_SECRET_FILE = 64 << 10;
  private static final int MOST_OF_AN_ANSWER = 300;

  private final InfluxSettings settings;
  private final URI write;
  private final Optional<SSLSocketFactory> tls;

  /** The server will never take this page, however often it is sent. */
  static final class RefusedPageException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedPageException(String why) {
      super(why);
    }
  }

  /**
   * @throws PemException if the file of certificates cannot be used; says why
   */
  InfluxClient(InfluxSettings settings) throws PemException {
    this.settings = settings;
    this.write = address(settings.target());
    this.tls =
        settings.caFile().isPresent()
            ? Optional.of(TrustedServers.of(settings.caFile().get()).getSocketFactory())
            : Optional.empty();
  }

  /** Where pages are written to, without any secret. */
  URI address() {
    return write;
  }

  private static URI address(InfluxSettings.Target target) {
    StringBuilder address = new StringBuilder(target.url().toString().replaceFirst("/+$", ""));
    if (target.bucket().isPresent()) {
      address.append("/api/v2/write?bucket=").append(encoded(target.bucket().get()));
      target.organization().ifPresent(name -> address.append("&org=").append(encoded(name)));
    } else {
      address.append("/write?db=").append(encoded(target.database().orElse("")));
    }
    return URI.create(address.append("&precision=ns").toString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * Writes a page.
   *
   * @throws RefusedPageException if sending it again is of no use
   * @throws IOException if it may be sent again; the message says why and holds no secret
   */
  void write(Page page) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) write.toURL().openConnection();
    if (connection instanceof HttpsURLConnection secure) {
      tls.ifPresent(secure::setSSLSocketFactory);
    }
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(PATIENCE_MS);
    connection.setReadTimeout(PATIENCE_MS);
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "text/plain; charset=utf-8");
    if (page.gzip()) {
      connection.setRequestProperty("Content-Encoding", "gzip");
    }
    authorize(connection);
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(page.length());
    try (OutputStream out = connection.getOutputStream()) {
      for (byte[] chunk : page.chunks()) {
        out.write(chunk);
      }
    }
    int status = connection.getResponseCode();
    String answer = answer(connection, status);
    if (status / 100 != 2) {
      String why = "it answered with status " + status + (answer.isEmpty() ? "" : ": " + answer);
      throw isFinal(status) ? new RefusedPageException(why) : new IOException(why);
    }
  }

  /** Bad lines, or too many at once. Who may write, and where, an operator can still put right. */
  private static boolean isFinal(int status) {
    return status == 400 || status == 413 || status == 422;
  }

  private void authorize(HttpURLConnection connection) throws IOException {
    if (settings.login().secretFile().isEmpty()) {
      return;
    }
    String secret =
        FileAccess.readText(
                settings.login().secretFile().get(), LONGEST_SECRET_FILE, StandardCharsets.UTF_8)
            .lines()
            .findFirst()
            .orElse("")
            .strip();
    String proof =
        settings
            .login()
            .user()
            .map(user -> (user + ":" + secret).getBytes(StandardCharsets.UTF_8))
            .map(pair -> "Basic " + Base64.getEncoder().encodeToString(pair))
            .orElse("Token " + secret);
    connection.setRequestProperty("Authorization", proof);
  }

  /** Reads all of it, so that the connection can be used again. */
  private static String answer(HttpURLConnection connection, int status) throws IOException {
    try (InputStream body =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      if (body == null) {
        return "";
      }
      String text = new String(body.readNBytes(MOST_OF_AN_ANSWER), StandardCharsets.UTF_8);
      body.transferTo(OutputStream.nullOutputStream());
      return Printable.of(text.strip());
    }
  }
}
