package org.voiceagent.exporter.http.security;

import java.util.List;

/**
 * What a page shows, which decides who may see it. A page that is new is protected until it is
 * named here.
 */
public enum Area {
  /** Whether the daemon lives and is ready; open to everybody. */
  HEALTH,
  /** What Prometheus scrapes. */
  METRICS,
  /** Advice, and the front page. */
  FEEDBACK,
  /** Calls and what was said in them. */
  TRANSCRIPTS,
  /** What changes the daemon. */
  CONTROL,
  /** Nothing of anybody: style sheets, and pages that do not exist. */
  NOTHING;

  /** The area of a path, by the same segments the pages are found by. */
  public static Area of(List<String> segments) {
    String first = segments.isEmpty() ? "" : segments.get(0);
    return switch (first) {
      case "metrics" -> METRICS;
      case "calls" -> TRANSCRIPTS;
      case "feedback" -> FEEDBACK;
      case "" -> segments.size() == 1 ? FEEDBACK : NOTHING;
      case "-" -> isHealth(segments) ? HEALTH : CONTROL;
      case "style.css" -> NOTHING;
      default -> NOTHING;
    };
  }

  private static boolean isHealth(List<String> segments) {
    return segments.equals(List.of("-", "healthy")) || segments.equals(List.of("-", "ready"));
  }
}
