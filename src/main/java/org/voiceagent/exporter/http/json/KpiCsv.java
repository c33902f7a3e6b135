package org.voiceagent.exporter.http.json;

import java.util.List;
import org.voiceagent.exporter.kpi.KpiQuery;
import org.voiceagent.exporter.kpi.KpiRow;
import org.voiceagent.exporter.kpi.KpiValue;

/**
 * Key performance indicators as CSV (RFC 4180): one line for each group and indicator, with the
 * labels of the group first. A value that is absent is an empty field.
 */
public final class KpiCsv {
  /** The media type of every table of these pages. */
  public static final String TYPE = "text/csv; charset=utf-8; header=present";

  static final String LINE_END = "\r\n";

  private KpiCsv() {}

  /** The whole text with its header. */
  public static String of(KpiQuery query, List<KpiRow> rows) {
    StringBuilder csv = new StringBuilder("from,to,");
    query.by().forEach(name -> csv.append(name).append(','));
    csv.append("id,unit,value,n,absent_because").append(LINE_END);
    for (KpiRow row : rows) {
      for (KpiValue value : row.values()) {
        csv.append(query.from()).append(',').append(query.to()).append(',');
        row.labels().values().forEach(label -> csv.append(field(label)).append(','));
        csv.append(value.kpi().id()).append(',').append(value.kpi().unit().label()).append(',');
        value.value().ifPresent(number -> csv.append(Json.plain(number)));
        csv.append(',').append(value.n()).append(',');
        csv.append(field(value.absentBecause())).append(LINE_END);
      }
    }
    return csv.toString();
  }

  /**
   * Engines choose the labels, and a spreadsheet runs what begins like a formula: with one of the
   * characters of OWASP's requirement ASVS 1.2.10, or with a line break.
   */
  private static String harmless(String text) {
    return !text.isEmpty() && "=+-@\t\r\n\0".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  /** A field, quoted if need be, that no spreadsheet runs. */
  public static String field(String text) {
    String safe = harmless(text);
    return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }
}
