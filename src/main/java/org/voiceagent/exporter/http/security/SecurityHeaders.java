package org.voiceagent.exporter.http.security;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The headers by which every answer tells a browser to trust it with nothing more than it needs.
 */
public final class SecurityHeaders {
  private static final Map<String, String> OURS = ours();

  private SecurityHeaders() {}

  /**
   * The headers of an answer. There is no {@code Strict-Transport-Security} unless it is
   * configured: it would hold for every port of the machine, and lock browsers out of what serves
   * plain HTTP there.
   *
   * @param configured those of the web configuration, which win
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
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'");
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
