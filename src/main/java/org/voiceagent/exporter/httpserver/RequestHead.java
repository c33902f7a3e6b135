package org.voiceagent.exporter.httpserver;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A well-formed request line and its headers. Immutable.
 *
 * @param method as sent, such as {@code GET}
 * @param authority host and port if the target is a whole URL; otherwise empty, and {@code Host}
 *     names the server
 * @param path the path as sent, percent-encoded; {@code *} for {@code OPTIONS *}, and empty for
 *     {@code CONNECT}
 * @param query the text after the question mark, percent-encoded; "" if there is none
 * @param http10 whether the client uses HTTP/1.0 rather than 1.1
 * @param headers the header fields
 */
public record RequestHead(
    String method,
    Optional<String> authority,
    String path,
    String query,
    boolean http10,
    HeaderFields headers) {

  /** Whether the client wants a body; {@code HEAD} asks only for the headers. */
  boolean wantsBody() {
    return !method.equals("HEAD");
  }

  /**
   * The length of the body.
   *
   * @throws MalformedRequestException if the request has no length, or not one that is accepted
   */
  long bodyLength(long mostBytes) throws MalformedRequestException {
    List<String> lengths = headers.all("Content-Length");
    if (headers.has("Transfer-Encoding") || lengths.isEmpty()) {
      throw new MalformedRequestException(
          411, "the body needs a Content-Length; chunked bodies are not accepted");
    }
    if (lengths.size() > 1 || !lengths.get(0).matches("[0-9]{1,18}")) {
      throw new MalformedRequestException(400, "Content-Length must be one number");
    }
    long length = Long.parseLong(lengths.get(0));
    if (length > mostBytes) {
      throw new MalformedRequestException(
          413, "the body must have at most " + mostBytes + " bytes");
    }
    return length;
  }

  /** Whether the client waits for {@code 100 Continue} before it sends the body. */
  boolean awaitsContinue() {
    return !http10 && headers.first("Expect").filter("100-continue"::equalsIgnoreCase).isPresent();
  }

  /** Whether the client may send another request on this connection. */
  boolean keepsConnection() {
    List<String> wishes =
        headers.all("Connection").stream()
            .flatMap(line -> List.of(line.toLowerCase(Locale.ROOT).split(",", -1)).stream())
            .map(String::strip)
            .toList();
    return http10 ? wishes.contains("keep-alive") : !wishes.contains("close");
  }
}
