package org.voiceagent.exporter.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.client.CollectorRegistry;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.artifact.RejectReason;
import org.voiceagent.exporter.testing.MetricsPage;

/** The daemon's metrics about itself; what each method counts is in the golden page. */
final class SelfMetricsTest {

  @Test
  void everyReasonToRejectASessionIsThereBeforeTheFirst() {
    MetricsPage page = new Board().page();
    for (RejectReason reason : RejectReason.values()) {
      assertThat(
              page.value(
                  "voice_agent_exporter_sessions_rejected_total{reason=\"" + reason.word() + "\"}"))
          .hasValue(0);
    }
  }

  @Test
  void aFailedReloadKeepsTheTimeOfTheLastGoodOne() {
    Board board = new Board();
    board.self.reloaded(true, Instant.ofEpochMilli(1_500));
    board.self.reloaded(false, Instant.ofEpochMilli(9_000));
    MetricsPage page = board.page();
    assertThat(page.value("voice_agent_exporter_config_last_reload_successful")).hasValue(0);
    assertThat(page.value("voice_agent_exporter_config_last_reload_success_timestamp_seconds"))
        .hasValue(1.5);
  }

  @Test
  void aFamilyThatNoCodeCountsStopsTheStart() {
    String extra = "{name: voice_agent_exporter_more, type: gauge, scope: self, help: More.}";
    assertThatThrownBy(() -> start(bundledSelf() + "  - " + extra + "\n"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("voice_agent_exporter_more")
        .hasMessageContaining("counted by no code");
  }

  @Test
  void aFamilyThatIsNotDeclaredStopsTheStart() {
    assertThatThrownBy(
            () -> start("families: [{name: other, type: gauge, scope: self, help: Other.}]"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the catalog has no gauge voice_agent_exporter_build_info");
  }

  private static void start(String catalog) {
    new SelfMetrics(MetricCatalog.parse("test.yml", catalog), new CollectorRegistry());
  }

  private static String bundledSelf() {
    StringBuilder text = new StringBuilder("families:\n");
    for (Family family : MetricCatalog.bundled().self()) {
      String buckets = family.buckets().isEmpty() ? "" : ", buckets: " + family.buckets();
      String unit = family.unit().isEmpty() ? "" : ", unit: " + family.unit();
      text.append(
          "  - {name: %s, type: %s, scope: self, help: Help., labels: %s%s%s}%n"
              .formatted(family.name(), family.type().word(), family.labels(), unit, buckets));
    }
    return text.toString();
  }
}
