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
 * A client's request, independent of its connection.
 *
 * @param method as sent, such as {@code GET}
 * @param segments the decoded parts of the path between slashes; empty if the path is malformed,
 *     and then no page matches
 * @param query the raw query, or ""
 * @param headers the headers as sent
 * @param user the user, if a password was required and correct
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

  /** The parts of a request that pages need. */
  public static PageRequest of(RequestHead head) {
    return new PageRequest(
        head.method(), segments(head.path()), head.query(), head.headers(), Optional.empty());
  }

  /** The same request with its user. */
  public PageRequest by(Optional<String> whom) {
    return new PageRequest(method, segments, query, headers, whom);
  }

  /** The same request of a client that accepts only this media type. */
  PageRequest accepting(String type) {
    return new PageRequest(method, segments, query, headers.replacing("Accept", type), user);
  }

  /** Splits a raw path at its slashes; a percent-encoded slash does not separate. */
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

  /** The query parameters. Throws {@link RefusedException} if they are malformed. */
  public QueryString parameters() {
    return QueryString.parse(query);
  }

  /** The path, encoded again. */
  public String path() {
    StringBuilder path = new StringBuilder();
    segments.forEach(segment -> path.append('/').append(PercentEncoding.encodeSegment(segment)));
    return path.toString();
  }

  /** Whether the client wants only the headers of the response. */
  boolean isHead() {
    return method.equals("HEAD");
  }

  /** Whether the client prefers HTML to JSON. */
  public boolean prefersHtml() {
    return choose(List.of(JSON, HTML)).equals(HTML);
  }

  /** Whether the client prefers JSON to HTML. */
  public boolean prefersJson() {
    return choose(List.of(HTML, JSON)).equals(JSON);
  }

  /** The offer that the client prefers by its {@code Accept} header. */
  public Offer choose(List<Offer> offers) {
    return AcceptHeader.parse(lines("Accept")).choose(offers);
  }

  /** Whether the client accepts gzip. */
  public boolean takesGzip() {
    return AcceptHeader.parse(lines("Accept-Encoding")).takesCoding("gzip");
  }

  /** Whether a browser reports that a page of another site sent this. */
  public boolean isCrossSite() {
    String site = headers.first("Sec-Fetch-Site").orElse("");
    return !Set.of("", "none", "same-origin").contains(site.strip().toLowerCase(Locale.ROOT))
        || isOfOtherOrigin();
  }

  /** Older browsers report only the origin of the page. */
  private boolean isOfOtherOrigin() {
    String host = headers.first("Host").orElse("");
    return lines("Origin").stream()
        .anyMatch(
            origin -> !SCHEME.matcher(origin).replaceFirst("").equalsIgnoreCase(host.strip()));
  }

  /**
   * The call id in a part of the path.
   *
   * @throws RefusedException if it is not a call id
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
