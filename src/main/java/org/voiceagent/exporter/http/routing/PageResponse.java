package org.voiceagent.exporter.http.routing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.voiceagent.exporter.http.json.Json;
import org.voiceagent.exporter.page.Page;

/** What a page answers, apart from what all answers have in common. Immutable. */
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

  /** An answer of any type; the bytes are not copied. */
  public static PageResponse of(String contentType, byte[] body) {
    return of(contentType, new Page(List.of(body), false));
  }

  /** An answer in pieces, compressed or not; the bytes are not copied. */
  public static PageResponse of(String contentType, Page body) {
    return new PageResponse(200, contentType, body, Map.of(), false);
  }

  /** JSON. */
  public static PageResponse json(String json) {
    return of(JSON, json.getBytes(StandardCharsets.UTF_8));
  }

  /** A page for people. */
  public static PageResponse html(String html) {
    return of(HTML, html.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * An error as JSON; the message says what is wrong and, if the client can help it, what to do.
   */
  public static PageResponse error(int status, String message) {
    return json(Json.error(message)).withStatus(status);
  }

  /** The same with another status. */
  public PageResponse withStatus(int other) {
    return new PageResponse(other, contentType, body, headers, closes);
  }

  /** The same with one header more. */
  public PageResponse withHeader(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new PageResponse(status, contentType, body, Map.copyOf(more), closes);
  }

  /** The same as the last on its connection. */
  public PageResponse closing() {
    return new PageResponse(status, contentType, body, headers, true);
  }

  /** Whether it is the last on its connection. */
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
