package org.voiceagent.exporter.http.routing;

import java.util.List;

/**
 * A page and its one path. The JDK's contexts match by prefix, so that {@code /metricsfoo} would be
 * {@code /metrics}.
 *
 * @param method {@code GET}, which includes {@code HEAD}, or {@code POST}
 * @param pattern the parts of the path; {@code *} matches any one part
 * @param page answers requests
 */
public record Route(String method, List<String> pattern, Page page) {

  /** Answers a request; several threads may call it at the same time. */
  public interface Page {
    PageResponse answer(PageRequest request);
  }

  /** A page for reading. */
  public static Route get(String path, Page page) {
    return new Route("GET", PageRequest.segments(path), page);
  }

  /** A page that performs an action. */
  public static Route post(String path, Page page) {
    return new Route("POST", PageRequest.segments(path), page);
  }

  boolean hasPath(List<String> segments) {
    if (segments.size() != pattern.size()) {
      return false;
    }
    for (int i = 0; i < segments.size(); i++) {
      if (!pattern.get(i).equals("*") && !pattern.get(i).equals(segments.get(i))) {
        return false;
      }
    }
    return true;
  }

  boolean takes(String requestMethod) {
    return requestMethod.equals(method) || (requestMethod.equals("HEAD") && method.equals("GET"));
  }

  /** The value of an {@code Allow} header. */
  String allow() {
    return method.equals("GET") ? "GET, HEAD" : method;
  }
}
