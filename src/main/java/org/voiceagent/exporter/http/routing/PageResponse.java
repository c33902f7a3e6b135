package org.voiceagent.exporter.http.routing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.voiceagent.exporter.http.json.Json;
import org.voiceagent.exporter.page.Page;

/** A page's response, without the headers that all responses share. Immutable. */
public final class PageResponse {
  private static final String JSON = "application/json";
  private static final String HTML = "text/html; charset=utf-8";

  private final int status;
  private final Content content;
  private final Map<String, String> headers;
  private final boolean closes;
  private final Optional<String> error;

  private record Content(String type, Page body) {}

  private PageResponse(
      int status,
      Content content,
      Map<String, String> headers,
      boolean closes,
      Optional<String> error) {
    this.status = status;
    this.content = content;
    this.headers = headers;
    this.closes = closes;
    this.error = error;
  }

  /** A response of any type; the bytes are not copied. */
  public static PageResponse of(String contentType, byte[] body) {
    return of(contentType, new Page(List.of(body), false));
  }

  /** A response in chunks, compressed or not; the bytes are not copied. */
  public static PageResponse of(String contentType, Page body) {
    return new PageResponse(200, new Content(contentType, body), Map.of(), false, Optional.empty());
  }

  /** A JSON response. */
  public static PageResponse json(String json) {
    return of(JSON, json.getBytes(StandardCharsets.UTF_8));
  }

  /** An HTML response. */
  public static PageResponse html(String html) {
    return of(HTML, html.getBytes(StandardCharsets.UTF_8));
  }

  /** An error as JSON. The message says what is wrong and, if the client can fix it, what to do. */
  public static PageResponse error(int status, String message) {
    PageResponse json = json(Json.error(message));
    return new PageResponse(status, json.content, Map.of(), false, Optional.of(message));
  }

  /** The same with another body, as HTML. */
  public PageResponse as(String html) {
    return new PageResponse(status, html(html).content, headers, closes, error);
  }

  /** The same with another status. */
  public PageResponse withStatus(int other) {
    return new PageResponse(other, content, headers, closes, error);
  }

  /** The same with one more header. */
  public PageResponse withHeader(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new PageResponse(status, content, Map.copyOf(more), closes, error);
  }

  /** The same, and the connection is closed afterwards. */
  public PageResponse closing() {
    return new PageResponse(status, content, headers, true, error);
  }

  /** Whether the connection is closed afterwards. */
  public boolean closes() {
    return closes;
  }

  /** The message, if this is an error. */
  public Optional<String> error() {
    return error;
  }

  public int status() {
    return status;
  }

  public String contentType() {
    return content.type();
  }

  public Page body() {
    return content.body();
  }

  public Map<String, String> headers() {
    return headers;
  }
}
