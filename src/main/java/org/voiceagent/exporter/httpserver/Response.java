package org.voiceagent.exporter.httpserver;

import java.util.List;
import java.util.Map;

/**
 * A response. Immutable.
 *
 * @param status from 200 to 599
 * @param headers names and values, without {@code Date}, {@code Content-Length} and {@code
 *     Connection}, which the server adds
 * @param body the bytes, one array after the other; not copied, and must not be changed
 * @param closes whether the connection is closed afterwards
 */
public record Response(int status, Map<String, String> headers, List<byte[]> body, boolean closes) {

  /** Copies the map and the list, not the bytes. */
  public Response {
    headers = Map.copyOf(headers);
    body = List.copyOf(body);
  }

  /** The length of the body in bytes. */
  long length() {
    return body.stream().mapToLong(piece -> piece.length).sum();
  }
}
