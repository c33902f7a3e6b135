package org.voiceagent.exporter.httpserver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** Writes responses to a connection. */
final class ResponseWriter {
  /**
   * In bytes. The JDK keeps a copy of each buffer it is given, for each thread, so buffers are
   * small.
   */
  private static final int SLICE = 32_768;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(411, "Length Required"),
          Map.entry(413, "Content Too Large"),
          Map.entry(414, "URI Too Long"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(421, "Misdirected Request"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(431, "Request Header Fields Too Large"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(505, "HTTP Version Not Supported"),
          Map.entry(507, "Insufficient Storage"));

  private ResponseWriter() {}

  /** Asks a client that waits for it to send its body. */
  static void writeContinue(OutputStream out) throws IOException {
    out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
  }

  /**
   * Writes one response.
   *
   * @param withBody whether the body follows the headers; not after {@code HEAD}
   * @param connection the value of {@code Connection}; "" to leave it out
   */
  static void write(
      OutputStream out, Response response, boolean withBody, String connection, Instant now)
      throws IOException {
    byte[] head = head(response, connection, now);
    long length = response.length();
    if (withBody && head.length + length <= SLICE) {
      out.write(withBody(head, response, (int) length));
      return;
    }
    out.write(head);
    if (withBody) {
      for (byte[] piece : response.body()) {
        for (int at = 0; at < piece.length; at += SLICE) {
          out.write(piece, at, Math.min(SLICE, piece.length - at));
        }
      }
    }
  }

  /** Head and body in one array, for one packet instead of two. */
  private static byte[] withBody(byte[] head, Response response, int length) {
    byte[] all = Arrays.copyOf(head, head.length + length);
    int at = head.length;
    for (byte[] piece : response.body()) {
      System.arraycopy(piece, 0, all, at, piece.length);
      at += piece.length;
    }
    return all;
  }

  private static byte[] head(Response response, String connection, Instant now) {
    StringBuilder head = new StringBuilder(512);
    int status = response.status();
    head.append("HTTP/1.1 ").append(status).append(' ');
    head.append(REASONS.getOrDefault(status, "Status")).append("\r\n");
    field(head, "Date", DATE.format(now));
    response.headers().forEach((name, value) -> field(head, name, value));
    field(head, "Content-Length", Long.toString(response.length()));
    if (!connection.isEmpty()) {
      field(head, "Connection", connection);
    }
    return head.append("\r\n").toString().getBytes(ISO_8859_1);
  }

  /** A value with a line break would start another header. */
  private static void field(StringBuilder head, String name, String value) {
    if (value.chars().anyMatch(c -> c < ' ' && c != '\t')) {
      throw new IllegalArgumentException("the header " + name + " has a control character");
    }
    head.append(name).append(": ").append(value).append("\r\n");
  }
}
