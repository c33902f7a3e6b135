package org.voiceagent.exporter.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses requests that a server in front of this one could read otherwise than this one does, and
 * those nobody needs. Here no request has a body, so all that is about bodies is refused.
 */
final class RequestShape {
  /** In characters; the longest request there is a need for has some 300. */
  static final int LONGEST_URI = 8_192;

  private static final Set<String> NEVER = Set.of("TRACE", "CONNECT", "TRACK");

  private RequestShape() {}

  /** Why a request is refused whatever it asks for; the connection is closed with it. */
  static Optional<Answer> refusal(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    URI uri = exchange.getRequestURI();
    if (NEVER.contains(exchange.getRequestMethod())) {
      return closing(405, "only GET, HEAD is possible here", "GET, HEAD");
    }
    if (uri.toString().length() > LONGEST_URI) {
      return closing(414, "the address is longer than " + LONGEST_URI + " characters");
    }
    if (headers.values().stream().flatMap(List::stream).anyMatch(RequestShape::hasControls)) {
      return closing(400, "a header must be one line of text");
    }
    if (headers.containsKey("Transfer-Encoding")) {
      return closing(400, "a request has no body here, so it needs no Transfer-Encoding");
    }
    List<String> lengths = headers.getOrDefault("Content-Length", List.of());
    if (lengths.size() > 1 || lengths.stream().anyMatch(each -> !each.matches("[0-9]{1,18}"))) {
      return closing(400, "Content-Length must be one number");
    }
    return Optional.empty();
  }

  private static boolean hasControls(String value) {
    return value != null && value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f);
  }

  /** Whether a body is announced, which nobody reads. */
  static boolean hasBody(Headers headers) {
    String length = headers.getFirst("Content-Length");
    return headers.containsKey("Transfer-Encoding") || (length != null && !length.matches("0+"));
  }

  /**
   * Refuses a request that is not meant for this server: by the host in its address, which wins
   * (RFC 9112, section 3.2.2), or in {@code Host}.
   */
  static Optional<Answer> misdirected(HttpExchange exchange, AllowedHosts hosts) {
    List<String> named = exchange.getRequestHeaders().getOrDefault("Host", List.of());
    boolean needsHost = !exchange.getProtocol().equals("HTTP/1.0");
    if (named.size() > 1 || (needsHost && named.isEmpty())) {
      return closing(400, "one Host header is needed");
    }
    URI uri = exchange.getRequestURI();
    Optional<String> authority = Optional.ofNullable(uri.getRawAuthority());
    boolean ours =
        named.stream().allMatch(hosts::admits) && authority.stream().allMatch(hosts::admits);
    return ours
        ? Optional.empty()
        : closing(
            421,
            "this server has another name; list this one under http.hosts in the configuration");
  }

  private static Optional<Answer> closing(int status, String why) {
    return Optional.of(Answer.error(status, why).withHeader("Connection", "close"));
  }

  private static Optional<Answer> closing(int status, String why, String allow) {
    return closing(status, why).map(answer -> answer.withHeader("Allow", allow));
  }
}
