package org.voiceagent.exporter.http.security;

import java.util.LinkedHashMap;
import java.util.Map;

/** Response headers that restrict what a browser may do with a page. */
public final class SecurityHeaders {
  private static final Map<String, String> OURS = ours();

  private SecurityHeaders() {}

  /**
   * The headers of every response. {@code Strict-Transport-Security} is not among them unless it is
   * configured: it would apply to every port of the machine, and block browsers from services with
   * plain HTTP.
   *
   * @param configured the headers of the web configuration, which take precedence
   */
  public static Map<String, String> with(Map<String, String> configured) {
    Map<String, String> all = new LinkedHashMap<>(OURS);
    all.putAll(configured);
    return all;
  }

  private static Map<String, String> ours() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put(
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()");
    headers.put("Cache-Control", "no-store");
    return headers;
  }
}
