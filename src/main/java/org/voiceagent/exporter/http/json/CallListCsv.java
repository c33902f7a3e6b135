package org.voiceagent.exporter.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;

/** The list of calls as CSV (RFC 4180), a line for each call. */
public final class CallListCsv {
  private static final List<String> COLUMNS =
      List.of(
          "call_uuid",
          "ended_at",
          "completed_at",
          "pipeline_name",
          "provider_id",
          "model_variant",
          "outcome",
          "end_reason",
          "duration_seconds",
          "turns",
          "longest_wait_ms",
          "dead_air_seconds",
          "sentiment_score",
          "sentiment",
          "trouble",
          "recommendations",
          "severity",
          "recommendation_key",
          "field");

  private CallListCsv() {}

  /**
   * The whole text with its header.
   *
   * @param list from {@link CallListJson#of}
   */
  public static String of(JsonNode list) {
    StringBuilder csv = new StringBuilder(String.join(",", COLUMNS)).append(KpiCsv.LINE_END);
    for (JsonNode call : list.path("calls")) {
      csv.append(
              COLUMNS.stream().map(name -> value(call.path(name))).collect(Collectors.joining(",")))
          .append(KpiCsv.LINE_END);
    }
    return csv.toString();
  }

  private static String value(JsonNode value) {
    return value.isNumber() ? Json.plain(value.doubleValue()) : KpiCsv.field(value.asText());
  }
}
