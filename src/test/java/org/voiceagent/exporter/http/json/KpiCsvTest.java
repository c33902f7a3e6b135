package org.voiceagent.exporter.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.kpi.Kpi;
import org.voiceagent.exporter.kpi.KpiCatalog;
import org.voiceagent.exporter.kpi.KpiQuery;
import org.voiceagent.exporter.kpi.KpiRow;
import org.voiceagent.exporter.kpi.KpiValue;

/** What a spreadsheet makes of the indicators. */
final class KpiCsvTest {
  private static final Kpi CALLS = KpiCatalog.bundled().named("calls").orElseThrow();
  private static final KpiQuery BY_PIPELINE =
      new KpiQuery(
          Instant.parse("2026-11-29T00:00:00Z"),
          Instant.parse("2026-11-30T00:00:00Z"),
          List.of("pipeline_name"),
          Map.of());

  /** The characters of OWASP's requirement ASVS 1.2.10, and line breaks. */
  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "\0=1+1"})
  void aLabelIsNoFormula(String label) {
    String field = field(label, "");

    assertThat(unquoted(field)).isEqualTo("'" + label);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "p", "a=1", "a,\"b\"", "a\r\n=1"})
  void anyOtherLabelStaysAsItIs(String label) {
    assertThat(unquoted(field(label, ""))).isEqualTo(label);
  }

  @Test
  void aReasonIsNoFormulaEither() {
    assertThat(csv("p", "=no calls")).endsWith(",calls@v1,calls,,0,'=no calls\r\n");
  }

  /** The label's field between the times and the indicator. */
  private static String field(String label, String why) {
    String line = csv(label, why).split("\r\n", 2)[1];
    String before = "2026-11-29T00:00:00Z,2026-11-30T00:00:00Z,";
    assertThat(line).startsWith(before);
    return line.substring(before.length(), line.lastIndexOf(",calls@v1,"));
  }

  private static String unquoted(String field) {
    return field.startsWith("\"")
        ? field.substring(1, field.length() - 1).replace("\"\"", "\"")
        : field;
  }

  private static String csv(String label, String why) {
    KpiValue value = new KpiValue(CALLS, OptionalDouble.empty(), 0, why);
    return KpiCsv.of(
        BY_PIPELINE, List.of(new KpiRow(Map.of("pipeline_name", label), List.of(value))));
  }
}
