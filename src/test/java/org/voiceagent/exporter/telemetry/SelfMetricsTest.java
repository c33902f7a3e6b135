package org.voiceagent.exporter.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.client.CollectorRegistry;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.artifact.RejectReason;
import org.voiceagent.exporter.callmetrics.CallCatalog;
import org.voiceagent.exporter.catalog.Catalog;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.inbox.InboxMeter;
import org.voiceagent.exporter.inbox.InboxSource;
import org.voiceagent.exporter.inbox.QuarantineReason;
import org.voiceagent.exporter.intake.RescanCause;
import org.voiceagent.exporter.retention.Reason;
import org.voiceagent.exporter.telemetry.ExportMeter.Result;
import org.voiceagent.exporter.telemetry.ExportMeter.Target;
import org.voiceagent.exporter.testing.Board;
import org.voiceagent.exporter.testing.MetricsPage;
import org.voiceagent.exporter.web.WebMeter;

/** The daemon's metrics about itself: what each method counts, and what stops the start. */
final class SelfMetricsTest {
  private static final String NAME = "voice_agent_exporter_";

  /** What a method of this name does to a metric that was not there or at 0 before. */
  private record Told(String method, Consumer<SelfMetrics> tell, String series, double value) {}

  private static final List<Told> TOLD =
      List.of(
          new Told(
              "buildInfo",
              self -> self.buildInfo("1.2", "3f1c", "main", "17"),
              "build_info{version=\"1.2\",revision=\"3f1c\",branch=\"main\",java_version=\"17\"}",
              1),
          new Told("sessionUpdated", SelfMetrics::sessionUpdated, "sessions_updated_total", 1),
          new Told(
              "sessionRejected",
              self -> self.sessionRejected(RejectReason.BAD_ID),
              "sessions_rejected_total{reason=\"bad_id\"}",
              1),
          new Told(
              "sessionAbandoned", SelfMetrics::sessionAbandoned, "sessions_abandoned_total", 1),
          new Told("labelSetFolded", SelfMetrics::labelSetFolded, "label_sets_folded_total", 1),
          new Told(
              "recentCallsEvicted",
              self -> self.recentCallsEvicted(3),
              "recent_calls_evicted_total",
              3),
          new Told("pending", self -> self.pending(7), "sessions_pending", 7),
          new Told("backlog", self -> self.backlog(3, 4), "backlog_sessions", 4),
          new Told("backlog", self -> self.backlog(3, 4), "backlog_sessions_done", 3),
          new Told(
              "ingestLag",
              self -> self.ingestLag(Duration.ofMillis(120)),
              "ingest_lag_seconds_sum",
              0.12),
          new Told(
              "ingestLag",
              self -> self.ingestLag(Duration.ofMillis(-5)),
              "ingest_lag_seconds_sum",
              0),
          new Told(
              "rescan",
              self -> self.rescan(RescanCause.INTERVAL),
              "rescans_total{cause=\"interval\"}",
              1),
          new Told(
              "ruleUnjudged",
              self -> self.ruleUnjudged("r"),
              "rules_unjudged_total{recommendation_key=\"r\"}",
              1),
          new Told(
              "redaction",
              self -> self.redaction("EMAIL"),
              "redactions_total{category=\"EMAIL\"}",
              1),
          new Told("fileRedacted", SelfMetrics::fileRedacted, "artifacts_redacted_total", 1),
          new Told("redactionFailed", SelfMetrics::redactionFailed, "redaction_failures_total", 1),
          new Told("writable", self -> self.writable(true), "ledger_writable", 1),
          new Told("damaged", self -> self.damaged(2), "ledger_damage_total", 2),
          new Told("remembered", self -> self.remembered(9), "ledger_calls", 9),
          new Told(
              "removed",
              self -> self.removed(Reason.AGE, 500),
              "artifacts_deleted_total{reason=\"age\"}",
              1),
          new Told(
              "removed",
              self -> self.removed(Reason.AGE, 500),
              "artifacts_deleted_bytes_total",
              500),
          new Told("kept", self -> self.kept(300, Duration.ofSeconds(9)), "artifacts_bytes", 300),
          new Told(
              "kept",
              self -> self.kept(300, Duration.ofSeconds(9)),
              "artifacts_oldest_age_seconds",
              9),
          new Told("failed", self -> self.failed(3), "retention_failures_total", 3),
          new Told(
              "artifactsMayBecome",
              self -> self.artifactsMayBecome(Optional.of(Duration.ofDays(1))),
              "artifacts_max_age_seconds",
              86_400),
          new Told(
              "artifactsMayBecome",
              self -> self.artifactsMayBecome(Optional.empty()),
              "artifacts_max_age_seconds",
              Double.POSITIVE_INFINITY),
          new Told(
              "reloaded",
              self -> self.reloaded(true, Instant.ofEpochSecond(8)),
              "config_last_reload_successful",
              1),
          new Told(
              "refused",
              self -> self.refused(WebMeter.Refusal.WRONG),
              "http_auth_failures_total{reason=\"wrong\"}",
              1),
          new Told("historyTakes", self -> self.historyTakes(4_096), "kpi_history_bytes", 4_096),
          new Told("dayMerged", SelfMetrics::dayMerged, "kpi_history_merges_total", 1),
          new Told("dayDropped", SelfMetrics::dayDropped, "kpi_history_drops_total", 1),
          new Told(
              "webConfig", self -> self.webConfig(true), "web_config_last_reload_successful", 1),
          new Told(
              "certificateEnds",
              self -> self.certificateEnds(Instant.ofEpochSecond(5)),
              "tls_certificate_not_after_timestamp_seconds",
              5),
          new Told(
              "enabled",
              self -> self.enabled(InboxSource.VAPI),
              "inbox_requests_total{source=\"vapi\",status=\"507\"}",
              0),
          new Told(
              "request",
              self -> self.request("vapi", "200"),
              "inbox_requests_total{source=\"vapi\",status=\"200\"}",
              1),
          new Told(
              "delivered",
              self -> self.delivered(InboxSource.VAPI, InboxMeter.Delivered.WRITTEN),
              "inbox_delivered_total{source=\"vapi\",result=\"written\"}",
              1),
          new Told(
              "quarantined",
              self -> self.quarantined(InboxSource.VAPI, QuarantineReason.NOT_JSON),
              "inbox_quarantined_total{source=\"vapi\",reason=\"not_json\"}",
              1),
          new Told("spool", self -> self.spool(3, 400), "inbox_spool_files", 3),
          new Told("spool", self -> self.spool(3, 400), "inbox_spool_bytes", 400),
          new Told("quarantine", self -> self.quarantine(3, 400), "inbox_quarantine_files", 3),
          new Told("quarantine", self -> self.quarantine(3, 400), "inbox_quarantine_bytes", 400),
          new Told("eventFiles", self -> self.eventFiles(3, 400), "events_files", 3),
          new Told("eventFiles", self -> self.eventFiles(3, 400), "events_unread_bytes", 400),
          new Told(
              "eventFileTruncated",
              SelfMetrics::eventFileTruncated,
              "events_files_truncated_total",
              1),
          new Told(
              "eventBytesLost", self -> self.eventBytesLost(70), "events_lost_bytes_total", 70),
          new Told(
              "eventQuarantine", self -> self.eventQuarantine(90), "events_quarantine_bytes", 90),
          new Told("eventIds", self -> self.eventIds(60), "events_id_memory_bytes", 60),
          new Told(
              "labelFolded",
              self -> self.labelFolded("m_total", "agent"),
              "events_labels_folded_total{metric=\"m_total\",label=\"agent\"}",
              1),
          new Told("seriesRefused", SelfMetrics::seriesRefused, "events_series_refused_total", 1),
          new Told(
              "sent",
              self -> self.sent(Target.INFLUX, Result.FAILED, Instant.EPOCH),
              "export_requests_total{target=\"influx\",result=\"failed\"}",
              1),
          new Told(
              "sent",
              self -> self.sent(Target.OTLP_LOGS, Result.OK, Instant.ofEpochMilli(1500)),
              "export_last_success_timestamp_seconds{target=\"otlp_logs\"}",
              1.5),
          new Told(
              "dropped",
              self -> self.dropped(Target.OTLP_TRACES, 3),
              "export_dropped_total{target=\"otlp_traces\"}",
              3));

  @Test
  void eachMethodMovesItsOwnMetric() {
    for (Told told : TOLD) {
      Board board = new Board();
      told.tell().accept(board.self);
      assertThat(board.page().value(NAME + told.series()))
          .as("%s: %s", told.method(), told.series())
          .hasValue(told.value());
    }
  }

  /** A method without a row above is counted by nobody's test. */
  @Test
  void everyMethodIsTried() {
    Set<String> tried = TOLD.stream().map(Told::method).collect(Collectors.toSet());
    tried.add("undecided"); // OpenEpochsTest
    tried.add("anomalies"); // AnomalyGaugesTest
    tried.add("active"); // CallMetricsTest, as its family is about calls
    tried.add("sendingTo"); // whatIsSentToOthersIsThereBeforeTheFirstRequest
    tried.add("intake"); // theSummaryOfTheIntakeIsWhatWasCounted

    assertThat(SelfMetrics.class.getDeclaredMethods())
        .filteredOn(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .extracting(java.lang.reflect.Method::getName)
        .isNotEmpty()
        .allSatisfy(name -> assertThat(tried).contains(name));
  }

  @Test
  void everyReasonToRejectASessionIsThereBeforeTheFirst() {
    MetricsPage page = new Board().page();
    for (RejectReason reason : RejectReason.values()) {
      assertThat(
              page.value(
                  "voice_agent_exporter_sessions_rejected_total{reason=\""
                      + reason.label()
                      + "\"}"))
          .hasValue(0);
    }
  }

  @Test
  void whatIsSentToOthersIsThereBeforeTheFirstRequest() {
    Board board = new Board();
    board.self.sendingTo(Target.OTLP_METRICS);
    MetricsPage page = board.page();
    for (Result result : Result.values()) {
      assertThat(
              page.value(
                  NAME
                      + "export_requests_total{target=\"otlp_metrics\",result=\""
                      + result.label()
                      + "\"}"))
          .hasValue(0);
    }
    assertThat(page.value(NAME + "export_dropped_total{target=\"otlp_metrics\"}")).hasValue(0);
    assertThat(page.value(NAME + "export_dropped_total{target=\"influx\"}")).isEmpty();
  }

  @Test
  void theSummaryOfTheIntakeIsWhatWasCounted() {
    Board board = new Board();
    board.self.writable(true);
    assertThat(board.self.intake()).isEqualTo(IntakeSummary.NONE);

    for (int i = 0; i < 100; i++) {
      board.self.ingestLag(i < 95 ? Duration.ofMillis(1) : Duration.ofDays(1));
    }
    board.self.sessionRejected(RejectReason.BAD_ID);
    board.self.sessionAbandoned();
    board.self.sessionAbandoned();
    board.self.pending(4);
    board.self.writable(false);
    IntakeSummary summary = board.self.intake();
    assertThat(summary.lagP95().orElseThrow()).isLessThan(1);
    assertThat(summary).isEqualTo(new IntakeSummary(100, summary.lagP95(), 1, 2, 4, false));

    board.self.ingestLag(Duration.ofDays(1));
    assertThat(board.self.intake().lagP95()).hasValue(Double.POSITIVE_INFINITY);
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
        .hasMessageContaining("no code counts them");
  }

  @Test
  void aFamilyThatIsNotDeclaredStopsTheStart() {
    assertThatThrownBy(
            () -> start("families: [{name: other, type: gauge, scope: self, help: Other.}]"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the catalog has no gauge voice_agent_exporter_build_info");
  }

  private static void start(String catalog) {
    new SelfMetrics(
        Catalog.parse("test.yml", catalog, CallCatalog.type()), new CollectorRegistry());
  }

  private static String bundledSelf() {
    StringBuilder text = new StringBuilder("families:\n");
    text.append(
        "  - {name: ai_agent_calls_active, type: gauge, scope: fleet, help: Help., missing: count,"
            + " from: active_calls, missing_means: none}\n");
    for (Family family : CallCatalog.bundled().declared()) {
      String buckets = family.buckets().isEmpty() ? "" : ", buckets: " + family.buckets();
      String unit = family.unit().isEmpty() ? "" : ", unit: " + family.unit();
      text.append(
          "  - {name: %s, type: %s, scope: self, help: Help., labels: %s%s%s}%n"
              .formatted(family.name(), family.type().label(), family.labels(), unit, buckets));
    }
    return text.toString();
  }
}
