package org.voiceagent.exporter.http.routing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.voiceagent.exporter.http.json.Json;
import org.voiceagent.exporter.page.Page;

/** A page's response, without the headers that all responses share. Immutable. */
public final class PageResponse {
  private static final String JSON = "application/json";
  private static final String HTML = "text/html; charset=utf-8";

  private final int status;
  private final String contentType;
  private final Page body;
  private final Map<String, String> headers;
  private final boolean closes;

  private PageResponse(
      int status, String contentType, Page body, Map<String, String> headers, boolean closes) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.headers = headers;
    this.closes = closes;
  }

  /** A response of any type; the bytes are not copied. */
  public static PageResponse of(String contentType, byte[] body) {
    return of(contentType, new Page(List.of(body), false));
  }

  /** A response in chunks, compressed or not; the bytes are not copied. */
  public static PageResponse of(String contentType, Page body) {
    return new PageResponse(200, contentType, body, Map.of(), false);
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
    return json(Json.error(message)).withStatus(status);
  }

  /** The same with another status. */
  public PageResponse withStatus(int other) {
    return new PageResponse(other, contentType, body, headers, closes);
  }

  /** The same with one more header. */
  public PageResponse withHeader(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new PageResponse(status, contentType, body, Map.copyOf(more), closes);
  }

  /** The same, and the connection is closed afterwards. */
  public PageResponse closing() {
    return new PageResponse(status, contentType, body, headers, true);
  }

  /** Whether the connection is closed afterwards. */
  public boolean closes() {
    return closes;
  }

  public int status() {
    return status;
  }

  public String contentType() {
    return contentType;
  }

  public Page body() {
    return body;
  }

  public Map<String, String> headers() {
    return headers;
  }
}
