package org.voiceagent.exporter.http.security;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a page shows, which decides who may see it. A new page is protected until it is listed here.
 */
public enum Area {
  /** Whether the daemon is alive and ready; open to everyone. */
  HEALTH,
  /** What Prometheus scrapes, also in other forms. */
  METRICS,
  /** Advice, indicators, and the front page. */
  FEEDBACK,
  /** Calls and their transcripts. */
  TRANSCRIPTS,
  /** Actions that change the daemon. */
  CONTROL,
  /** No data of anyone: the style sheet, the script, and pages that do not exist. */
  NOTHING;

  /** Such as the end of {@code /calls.csv}, which shows the same as {@code /calls}. */
  private static final Pattern FORM = Pattern.compile("\\.(json|csv|svg)$");

  /** The area of a path, from the same segments that routes match. */
  public static Area of(List<String> segments) {
    String first = segments.isEmpty() ? "" : segments.get(0);
    return switch (FORM.matcher(first).replaceFirst("")) {
      case "metrics", "influx" -> METRICS;
      case "calls", "live" -> TRANSCRIPTS;
      case "feedback",
          "kpi",
          "overview",
          "trends",
          "compare",
          "health",
          "events",
          "charts",
          "badge" ->
          FEEDBACK;
      case "" -> segments.size() == 1 ? FEEDBACK : NOTHING;
      case "-" -> isHealth(segments) ? HEALTH : CONTROL;
      default -> NOTHING;
    };
  }

  private static boolean isHealth(List<String> segments) {
    return segments.equals(List.of("-", "healthy")) || segments.equals(List.of("-", "ready"));
  }
}
