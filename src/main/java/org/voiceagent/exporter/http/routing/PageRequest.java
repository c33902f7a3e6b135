package org.voiceagent.exporter.http.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.http.routing.AcceptHeader.Offer;
import org.voiceagent.exporter.httpserver.HeaderFields;
import org.voiceagent.exporter.httpserver.RequestHead;

/**
 * What a client asks for, apart from the connection it came by.
 *
 * @param method as sent, such as {@code GET}
 * @param segments the decoded parts of the path between slashes; empty if the path is malformed,
 *     which no page's path is
 * @param query the raw query, or ""
 * @param headers the headers as sent
 * @param user who asks, if a password was needed and right
 */
public record PageRequest(
    String method,
    List<String> segments,
    String query,
    HeaderFields headers,
    Optional<String> user) {
  private static final Pattern SCHEME = Pattern.compile("https?://");
  private static final Offer JSON = new Offer("application/json", Set.of());
  private static final Offer HTML = new Offer("text/html", Set.of());

  /** Takes what pages need from a request. */
  public static PageRequest of(RequestHead head) {
    return new PageRequest(
        head.method(), segments(head.path()), head.query(), head.headers(), Optional.empty());
  }

  /** The same, asked by a user. */
  public PageRequest by(Optional<String> whom) {
    return new PageRequest(method, segments, query, headers, whom);
  }

  /** Splits a raw path at its slashes; a slash that is percent-encoded separates nothing. */
  public static List<String> segments(String rawPath) {
    if (!rawPath.startsWith("/")) {
      return List.of();
    }
    List<String> segments = new ArrayList<>();
    for (String raw : rawPath.substring(1).split("/", -1)) {
      Optional<String> segment = PercentEncoding.decodeSegment(raw);
      if (segment.isEmpty()) {
        return List.of();
      }
      segments.add(segment.get());
    }
    return segments;
  }

  /** The parameters; refused if they are malformed. */
  public QueryString parameters() {
    return QueryString.parse(query);
  }

  /** Whether only the headers of the answer are wanted. */
  boolean isHead() {
    return method.equals("HEAD");
  }

  /** Whether the client would rather have a page for people than JSON. */
  public boolean prefersHtml() {
    return choose(List.of(JSON, HTML)).equals(HTML);
  }

  /** Whether the client would rather have JSON than a page for people. */
  public boolean prefersJson() {
    return choose(List.of(HTML, JSON)).equals(JSON);
  }

  /** The offer the client likes best by its {@code Accept}. */
  public Offer choose(List<Offer> offers) {
    return AcceptHeader.parse(lines("Accept")).choose(offers);
  }

  /** Whether the client takes gzip. */
  public boolean takesGzip() {
    return AcceptHeader.parse(lines("Accept-Encoding")).takesCoding("gzip");
  }

  /** Whether a browser says that a page of another site made it send this. */
  public boolean isCrossSite() {
    String site = headers.first("Sec-Fetch-Site").orElse("");
    return !Set.of("", "none", "same-origin").contains(site.strip().toLowerCase(Locale.ROOT))
        || isOfOtherOrigin();
  }

  /** Older browsers say only where the page is from. */
  private boolean isOfOtherOrigin() {
    String host = headers.first("Host").orElse("");
    return lines("Origin").stream()
        .anyMatch(
            origin -> !SCHEME.matcher(origin).replaceFirst("").equalsIgnoreCase(host.strip()));
  }

  /**
   * The call named by a part of the path.
   *
   * @throws RefusedException if it is no call id
   */
  public CallId callId(int segment) {
    return CallId.parse(segments.get(segment))
        .orElseThrow(() -> RefusedException.notFound("no such call"));
  }

  /** The values of a header, one for each line; empty if it was not sent. */
  public List<String> lines(String header) {
    return headers.all(header);
  }
}
