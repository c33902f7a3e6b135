package org.voiceagent.exporter.http.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page and its one path. The JDK's contexts match by prefix, so that {@code /metricsfoo} would be
 * {@code /metrics}.
 *
 * @param method {@code GET}, which includes {@code HEAD}, or {@code POST}
 * @param pattern the parts of the path; {@code *} matches any one part
 * @param parameters the query parameters that it takes
 * @param beside the forms that also have a path of their own, such as {@code /calls.json} beside
 *     {@code /calls}
 * @param page answers requests
 */
public record Route(
    String method, List<String> pattern, Parameters parameters, List<Form> beside, Page page) {

  /** Answers a request; several threads may call it at the same time. */
  public interface Page {
    PageResponse answer(PageRequest request);
  }

  /** A form that a page can be requested in by the end of its path. */
  public enum Form {
    JSON(".json", "application/json"),
    CSV(".csv", "text/csv");

    private final String suffix;
    private final String type;

    Form(String suffix, String type) {
      this.suffix = suffix;
      this.type = type;
    }

    /** The end of the path, with its dot. */
    public String suffix() {
      return suffix;
    }

    /** The media type that such a path requests, whatever the {@code Accept} header says. */
    public String type() {
      return type;
    }
  }

  /** Copies the lists. */
  public Route {
    pattern = List.copyOf(pattern);
    beside = List.copyOf(beside);
  }

  /** A page for reading that takes no parameters. */
  public static Route get(String path, Page page) {
    return get(path, Parameters.NONE, page);
  }

  /** A page for reading. */
  public static Route get(String path, Parameters parameters, Page page) {
    return new Route("GET", PageRequest.segments(path), parameters, List.of(), page);
  }

  /** A page that performs an action. */
  public static Route post(String path, Page page) {
    return new Route("POST", PageRequest.segments(path), Parameters.ANY, List.of(), page);
  }

  /**
   * The same page, which also answers at its path with the end of a form, such as {@code
   * /calls.csv}; the page then sees a client that accepts only this form. The last part of the
   * pattern must not be {@code *}, because an id may end in {@code .json}.
   */
  public Route beside(Form... forms) {
    return new Route(method, pattern, parameters, List.of(forms), page);
  }

  /** The request as this page sees it; empty if the path is another one. */
  Optional<PageRequest> match(PageRequest request) {
    if (hasPath(request.segments())) {
      return Optional.of(request);
    }
    return beside.stream()
        .filter(form -> isBeside(request.segments(), form))
        .findFirst()
        .map(form -> request.accepting(form.type()));
  }

  private boolean isBeside(List<String> segments, Form form) {
    if (segments.size() != pattern.size()) {
      return false;
    }
    int last = segments.size() - 1;
    List<String> plain = new ArrayList<>(segments);
    String name = segments.get(last);
    if (!name.endsWith(form.suffix()) || pattern.get(last).equals("*")) {
      return false;
    }
    plain.set(last, name.substring(0, name.length() - form.suffix().length()));
    return hasPath(plain);
  }

  private boolean hasPath(List<String> segments) {
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
