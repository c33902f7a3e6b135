package org.voiceagent.exporter.http.routing;

import java.util.List;

/**
 * A page and the one path it has. The JDK's contexts match by prefix, under which {@code
 * /metricsfoo} would be {@code /metrics}.
 *
 * @param method {@code GET}, which includes {@code HEAD}, or {@code POST}
 * @param pattern the parts of the path; {@code *} stands for any one
 * @param page what answers
 */
public record Route(String method, List<String> pattern, Page page) {

  /** Answers a request; must be safe to call from several threads at once. */
  public interface Page {
    PageResponse answer(PageRequest request);
  }

  /** A page that is read. */
  public static Route get(String path, Page page) {
    return new Route("GET", PageRequest.segments(path), page);
  }

  /** A page that does something. */
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
