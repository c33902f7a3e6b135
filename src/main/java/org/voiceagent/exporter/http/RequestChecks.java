package org.voiceagent.exporter.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceagent.exporter.http.routing.PageResponse;
import org.voiceagent.exporter.http.security.AllowedHosts;
import org.voiceagent.exporter.httpserver.HeaderFields;
import org.voiceagent.exporter.httpserver.RequestHead;

/**
 * Refuses requests that a proxy in front of this server could read differently, and methods that no
 * client needs. No request here has a body, so everything about bodies is refused.
 */
final class RequestChecks {
  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern PORT = Pattern.compile(":([0-9]+)$");
  private static final Set<String> NEVER = Set.of("TRACE", "CONNECT", "TRACK");

  private RequestChecks() {}

  /** Why a request is refused whatever its path; the connection is closed afterwards. */
  static Optional<PageResponse> refusal(RequestHead head) {
    if (NEVER.contains(head.method()) || head.path().equals("*")) {
      return Optional.of(
          PageResponse.error(405, "only GET, HEAD is allowed here")
              .withHeader("Allow", "GET, HEAD")
              .closing());
    }
    HeaderFields headers = head.headers();
    if (headers.has("Transfer-Encoding")) {
      return closing(
          400, "requests must not have a body here, so Transfer-Encoding is not allowed");
    }
    List<String> lengths = headers.all("Content-Length");
    if (lengths.size() > 1 || lengths.stream().anyMatch(each -> !each.matches("[0-9]{1,18}"))) {
      return closing(400, "Content-Length must be one number");
    }
    return Optional.empty();
  }

  /**
   * Refuses a request for another server: by the host in its URL, which takes precedence (RFC 9112,
   * section 3.2.2), or in {@code Host}.
   */
  static Optional<PageResponse> misdirected(RequestHead head, AllowedHosts hosts) {
    List<String> named = head.headers().all("Host");
    if (named.size() > 1 || (!head.http10() && named.isEmpty())) {
      return closing(400, "exactly one Host header is required");
    }
    if (named.stream().anyMatch(RequestChecks::hasImpossiblePort)
        || head.authority().stream().anyMatch(RequestChecks::hasImpossiblePort)) {
      return closing(400, "the port in Host must be at most " + HIGHEST_PORT);
    }
    boolean ours =
        named.stream().allMatch(hosts::admits) && head.authority().stream().allMatch(hosts::admits);
    return ours
        ? Optional.empty()
        : closing(
            421,
            "this server does not answer to this host name; add it to http.hosts in the"
                + " configuration");
  }

  private static boolean hasImpossiblePort(String host) {
    Matcher port = PORT.matcher(host);
    return port.find()
        && (port.group(1).length() > 5 || Integer.parseInt(port.group(1)) > HIGHEST_PORT);
  }

  private static Optional<PageResponse> closing(int status, String why) {
    return Optional.of(PageResponse.error(status, why).closing());
  }
}
