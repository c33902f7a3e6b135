package org.voiceagent.exporter.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.prometheus.client.CollectorRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.callmetrics.CallCatalog;
import org.voiceagent.exporter.callmetrics.CallMetrics;
import org.voiceagent.exporter.catalog.Catalog;
import org.voiceagent.exporter.page.Exposition.Format;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.telemetry.SelfMetrics;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.testing.MetricsPage;
import org.voiceagent.exporter.testing.Reports;

/** Whatever an engine calls its parts, Prometheus can read the page and finds the call once. */
final class PageFuzzTest {
  private static final Catalog<CallReport> CATALOG = CallCatalog.bundled();
  private static final CollectorRegistry REGISTRY = new CollectorRegistry();
  private static final SelfMetrics SELF = new SelfMetrics(CATALOG, REGISTRY);
  private static final Instant NOW = CallSessions.COMPLETED_AT.plusSeconds(1);

  /** Six texts with a line feed between them. */
  @FuzzTest
  void everyPageCanBeReadAndCountsTheCallOnce(byte[] data) {
    String[] texts = new String(data, StandardCharsets.UTF_8).split("\n", -1);
    CallReport report =
        Reports.of(
            CallSessions.call("1761449250.2163")
                .labels(text(texts, 0), text(texts, 1), text(texts, 2))
                .with(CallField.OUTCOME, text(texts, 3))
                .with(CallField.TRANSPORT, text(texts, 4))
                .with(CallField.ENGINE_VERSION, text(texts, 5))
                .with(CallField.FALLBACKS, 1)
                .withTexts(CallField.FALLBACK_REASONS, text(texts, 3)));

    CallMetrics calls = new CallMetrics(CATALOG, CallMetrics.Limits.defaults(), () -> NOW, SELF);
    calls.count(calls.entry(report, NOW), report);
    Exposition exposition = new Exposition(REGISTRY, calls, () -> NOW);

    MetricsPage text = MetricsPage.of(page(exposition, Format.TEXT));
    String openMetrics = page(exposition, Format.OPENMETRICS);

    assertThat(text.sum("ai_agent_calls_total")).isEqualTo(1);
    assertThat(text.sum("ai_agent_call_fallback_total")).isEqualTo(1);
    assertThat(MetricsPage.of(openMetrics).series()).isEqualTo(text.series());
    assertThat(openMetrics).endsWith("# EOF\n");
    assertThat(openMetrics.chars().filter(Character::isISOControl)).allMatch(c -> c == '\n');
  }

  private static String page(Exposition exposition, Format format) {
    return new String(exposition.render(format, Set.of(), false).bytes(), StandardCharsets.UTF_8);
  }

  private static String text(String[] texts, int number) {
    return number < texts.length ? texts[number] : "";
  }
}
