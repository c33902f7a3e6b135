package org.voiceagent.exporter.telemetry;

import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.SimpleCollector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.voiceagent.exporter.artifact.RejectReason;
import org.voiceagent.exporter.callmetrics.SeriesMeter;
import org.voiceagent.exporter.catalog.Catalog;
import org.voiceagent.exporter.event.catalog.LabelMeter;
import org.voiceagent.exporter.event.feed.TailMeter;
import org.voiceagent.exporter.experiment.Effect;
import org.voiceagent.exporter.inbox.InboxMeter;
import org.voiceagent.exporter.inbox.InboxSource;
import org.voiceagent.exporter.inbox.QuarantineReason;
import org.voiceagent.exporter.intake.IntakeMeter;
import org.voiceagent.exporter.intake.RescanCause;
import org.voiceagent.exporter.kpi.AnomalyReport;
import org.voiceagent.exporter.kpi.KpiMeter;
import org.voiceagent.exporter.ledger.LedgerMeter;
import org.voiceagent.exporter.redaction.disk.RedactionMeter;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.retention.Reason;
import org.voiceagent.exporter.retention.RetentionMeter;
import org.voiceagent.exporter.web.WebMeter;

/**
 * The daemon's metrics about itself since its start, {@code voice_agent_exporter_*}: what was
 * refused and why, and whether anything waits. Thread-safe.
 */
public final class SelfMetrics
    implements ExportMeter,
        InboxMeter,
        IntakeMeter,
        KpiMeter,
        LedgerMeter,
        RedactionMeter,
        RetentionMeter,
        SeriesMeter,
        TailMeter,
        WebMeter,
        LabelMeter {
  private static final String PREFIX = "voice_agent_exporter_";

  /** Those that alerts and dashboards ask for: an increase is seen only from a 0 on. */
  private static final List<String> EXPECTED_STATUSES = List.of("200", "401", "507");

  private static final double LAG_SHARE = 0.95;

  private final Gauge buildInfo;
  private final Counter sessionsUpdated;
  private final Counter sessionsRejected;
  private final Counter sessionsAbandoned;
  private final Gauge sessionsPending;
  private final Gauge backlogSessions;
  private final Gauge backlogSessionsDone;
  private final Histogram ingestLag;
  private final Counter rescans;
  private final Counter labelSetsFolded;
  private final Counter recentCallsEvicted;
  private final Counter rulesUnjudged;
  private final Counter redactions;
  private final Counter artifactsRedacted;
  private final Counter redactionFailures;
  private final OpenEpochs openEpochs;
  private final AnomalyGauges anomalies;
  private final Gauge ledgerWritable;
  private final Counter ledgerDamage;
  private final Gauge ledgerCalls;
  private final Gauge kpiHistoryBytes;
  private final Counter kpiHistoryDaysMerged;
  private final Counter kpiHistoryDaysDropped;
  private final Counter artifactsDeleted;
  private final Counter artifactsDeletedBytes;
  private final Gauge artifactsBytes;
  private final Gauge artifactsOldestAge;
  private final Gauge artifactsMaxAge;
  private final Counter retentionFailures;
  private final Gauge reloadSuccessful;
  private final Gauge reloadSuccessTimestamp;
  private final Counter authFailures;
  private final Gauge webConfigSuccessful;
  private final Gauge certificateEnd;
  private final Counter inboxRequests;
  private final Counter inboxDelivered;
  private final Counter inboxQuarantined;
  private final Gauge inboxSpoolFiles;
  private final Gauge inboxSpoolBytes;
  private final Gauge inboxQuarantineFiles;
  private final Gauge inboxQuarantineBytes;
  private final Gauge eventFiles;
  private final Gauge eventUnreadBytes;
  private final Counter eventFilesTruncated;
  private final Counter eventLostBytes;
  private final Gauge eventQuarantineBytes;
  private final Gauge eventIdBytes;
  private final Counter eventLabelsFolded;
  private final Counter eventSeriesRefused;
  private final Gauge callsActive;
  private final Counter exportRequests;
  private final Counter exportDropped;
  private final Gauge exportSuccessTimestamp;

  /**
   * Registers every family of the catalog that code counts or sets.
   *
   * @throws IllegalStateException if the catalog and this class do not name the same families
   */
  public SelfMetrics(Catalog<?> catalog, CollectorRegistry registry) {
    SelfFamilies families = new SelfFamilies(catalog, registry);
    buildInfo = families.gauge(PREFIX + "build_info");
    sessionsUpdated = families.counter(PREFIX + "sessions_updated_total");
    sessionsRejected = families.counter(PREFIX + "sessions_rejected_total");
    sessionsAbandoned = families.counter(PREFIX + "sessions_abandoned_total");
    sessionsPending = families.gauge(PREFIX + "sessions_pending");
    backlogSessions = families.gauge(PREFIX + "backlog_sessions");
    backlogSessionsDone = families.gauge(PREFIX + "backlog_sessions_done");
    ingestLag = families.histogram(PREFIX + "ingest_lag_seconds");
    rescans = families.counter(PREFIX + "rescans_total");
    labelSetsFolded = families.counter(PREFIX + "label_sets_folded_total");
    recentCallsEvicted = families.counter(PREFIX + "recent_calls_evicted_total");
    rulesUnjudged = families.counter(PREFIX + "rules_unjudged_total");
    redactions = families.counter(PREFIX + "redactions_total");
    artifactsRedacted = families.counter(PREFIX + "artifacts_redacted_total");
    redactionFailures = families.counter(PREFIX + "redaction_failures_total");
    openEpochs = new OpenEpochs(families.gauge(PREFIX + "configuration_epoch_calls"));
    anomalies =
        new AnomalyGauges(
            families.gauge(PREFIX + "kpi_anomaly"),
            families.gauge(PREFIX + "kpi_anomaly_start_timestamp_seconds"));
    ledgerWritable = families.gauge(PREFIX + "ledger_writable");
    ledgerDamage = families.counter(PREFIX + "ledger_damage_total");
    ledgerCalls = families.gauge(PREFIX + "ledger_calls");
    kpiHistoryBytes = families.gauge(PREFIX + "kpi_history_bytes");
    kpiHistoryDaysMerged = families.counter(PREFIX + "kpi_history_merges_total");
    kpiHistoryDaysDropped = families.counter(PREFIX + "kpi_history_drops_total");
    artifactsDeleted = families.counter(PREFIX + "artifacts_deleted_total");
    artifactsDeletedBytes = families.counter(PREFIX + "artifacts_deleted_bytes_total");
    artifactsBytes = families.gauge(PREFIX + "artifacts_bytes");
    artifactsOldestAge = families.gauge(PREFIX + "artifacts_oldest_age_seconds");
    artifactsMaxAge = families.gauge(PREFIX + "artifacts_max_age_seconds");
    retentionFailures = families.counter(PREFIX + "retention_failures_total");
    reloadSuccessful = families.gauge(PREFIX + "config_last_reload_successful");
    reloadSuccessTimestamp =
        families.gauge(PREFIX + "config_last_reload_success_timestamp_seconds");
    authFailures = families.counter(PREFIX + "http_auth_failures_total");
    webConfigSuccessful = families.gauge(PREFIX + "web_config_last_reload_successful");
    certificateEnd = families.gauge(PREFIX + "tls_certificate_not_after_timestamp_seconds");
    inboxRequests = families.counter(PREFIX + "inbox_requests_total");
    inboxDelivered = families.counter(PREFIX + "inbox_delivered_total");
    inboxQuarantined = families.counter(PREFIX + "inbox_quarantined_total");
    inboxSpoolFiles = families.gauge(PREFIX + "inbox_spool_files");
    inboxSpoolBytes = families.gauge(PREFIX + "inbox_spool_bytes");
    inboxQuarantineFiles = families.gauge(PREFIX + "inbox_quarantine_files");
    inboxQuarantineBytes = families.gauge(PREFIX + "inbox_quarantine_bytes");
    eventFiles = families.gauge(PREFIX + "events_files");
    eventUnreadBytes = families.gauge(PREFIX + "events_unread_bytes");
    eventFilesTruncated = families.counter(PREFIX + "events_files_truncated_total");
    eventLostBytes = families.counter(PREFIX + "events_lost_bytes_total");
    eventQuarantineBytes = families.gauge(PREFIX + "events_quarantine_bytes");
    eventIdBytes = families.gauge(PREFIX + "events_id_memory_bytes");
    eventLabelsFolded = families.counter(PREFIX + "events_labels_folded_total");
    eventSeriesRefused = families.counter(PREFIX + "events_series_refused_total");
    callsActive = families.gauge("ai_agent_calls_active");
    exportRequests = families.counter(PREFIX + "export_requests_total");
    exportDropped = families.counter(PREFIX + "export_dropped_total");
    exportSuccessTimestamp = families.gauge(PREFIX + "export_last_success_timestamp_seconds");
    families.checkAllAskedFor();
    for (RejectReason reason : RejectReason.values()) {
      sessionsRejected.labels(reason.label());
    }
    for (Category category : Category.values()) {
      redactions.labels(category.name());
    }
    for (Refusal why : Refusal.values()) {
      authFailures.labels(word(why));
    }
    for (Reason reason : Reason.values()) {
      artifactsDeleted.labels(reason.label());
    }
  }

  /**
   * Shows which build runs, and on which Java.
   *
   * @param revision the commit it was built from, or {@code unknown}
   * @param branch the branch or tag it was built from, or {@code unknown}
   */
  public void buildInfo(String version, String revision, String branch, String javaVersion) {
    buildInfo.labels(version, revision, branch, javaVersion).set(1);
  }

  /** What became of the sessions since the start. */
  public IntakeSummary intake() {
    List<Sample> lag = samples(ingestLag);
    double counted =
        lag.stream().filter(one -> one.name.endsWith("_count")).mapToDouble(one -> one.value).sum();
    OptionalDouble within =
        lag.stream()
            .filter(one -> one.name.endsWith("_bucket") && one.value >= LAG_SHARE * counted)
            .mapToDouble(
                one -> Double.parseDouble(one.labelValues.get(0).replace("+Inf", "Infinity")))
            .min();
    return new IntakeSummary(
        (long) counted,
        counted > 0 ? within : OptionalDouble.empty(),
        (long) total(sessionsRejected),
        (long) total(sessionsAbandoned),
        (long) sessionsPending.get(),
        ledgerWritable.get() > 0);
  }

  private static double total(Counter counter) {
    return samples(counter).stream()
        .filter(one -> one.name.endsWith("_total"))
        .mapToDouble(one -> one.value)
        .sum();
  }

  private static List<Sample> samples(SimpleCollector<?> of) {
    return of.collect().get(0).samples;
  }

  @Override
  public void sessionUpdated() {
    sessionsUpdated.inc();
  }

  @Override
  public void sessionRejected(RejectReason reason) {
    sessionsRejected.labels(reason.label()).inc();
  }

  @Override
  public void sessionAbandoned() {
    sessionsAbandoned.inc();
  }

  @Override
  public void pending(int sessions) {
    sessionsPending.set(sessions);
  }

  /** How many calls are going on now. */
  public void active(int calls) {
    callsActive.set(calls);
  }

  @Override
  public void backlog(int done, int total) {
    backlogSessions.set(total);
    backlogSessionsDone.set(done);
  }

  /** A lag below 0 counts as 0. */
  @Override
  public void ingestLag(Duration lag) {
    ingestLag.observe(Math.max(0, lag.toNanos() / 1e9));
  }

  @Override
  public void rescan(RescanCause cause) {
    rescans.labels(cause.label()).inc();
  }

  /** A rule could not be judged on a call because facts were missing. */
  public void ruleUnjudged(String key) {
    rulesUnjudged.labels(key).inc();
  }

  /**
   * Something was removed from a text.
   *
   * @param category the word of its placeholder: one for each category and configured pattern
   */
  public void redaction(String category) {
    redactions.labels(category).inc();
  }

  @Override
  public void fileRedacted() {
    artifactsRedacted.inc();
  }

  @Override
  public void redactionFailed() {
    redactionFailures.inc();
  }

  /** Shows the configuration changes whose effect is not decided yet, and no others. */
  public void undecided(List<Effect> effects) {
    openEpochs.show(effects);
  }

  /** Shows which indicators are unusual, and nothing of an earlier report. */
  public void anomalies(AnomalyReport report) {
    anomalies.show(report);
  }

  @Override
  public void writable(boolean works) {
    ledgerWritable.set(works ? 1 : 0);
  }

  @Override
  public void damaged(int places) {
    ledgerDamage.inc(places);
  }

  @Override
  public void remembered(int calls) {
    ledgerCalls.set(calls);
  }

  @Override
  public void historyTakes(long bytes) {
    kpiHistoryBytes.set((double) bytes);
  }

  @Override
  public void dayMerged() {
    kpiHistoryDaysMerged.inc();
  }

  @Override
  public void dayDropped() {
    kpiHistoryDaysDropped.inc();
  }

  @Override
  public void removed(Reason reason, long bytes) {
    artifactsDeleted.labels(reason.label()).inc();
    artifactsDeletedBytes.inc((double) bytes);
  }

  @Override
  public void kept(long bytes, Duration oldestAge) {
    artifactsBytes.set((double) bytes);
    artifactsOldestAge.set(Math.max(0, oldestAge.toMillis() / 1e3));
  }

  @Override
  public void failed(int folders) {
    retentionFailures.inc(folders);
  }

  /** How old a counted call may become by the policy; empty for no limit. */
  public void artifactsMayBecome(Optional<Duration> old) {
    artifactsMaxAge.set(old.map(age -> (double) age.toSeconds()).orElse(Double.POSITIVE_INFINITY));
  }

  /**
   * The configuration was read.
   *
   * @param ok whether it is in force now; if not, the previous one still is
   */
  public void reloaded(boolean ok, Instant at) {
    reloadSuccessful.set(ok ? 1 : 0);
    if (ok) {
      reloadSuccessTimestamp.set(at.toEpochMilli() / 1000.0);
    }
  }

  @Override
  public void eventFiles(int files, long unreadBytes) {
    eventFiles.set(files);
    eventUnreadBytes.set((double) unreadBytes);
  }

  @Override
  public void eventFileTruncated() {
    eventFilesTruncated.inc();
  }

  @Override
  public void eventBytesLost(long bytes) {
    eventLostBytes.inc((double) bytes);
  }

  @Override
  public void eventQuarantine(long bytes) {
    eventQuarantineBytes.set((double) bytes);
  }

  @Override
  public void eventIds(long bytes) {
    eventIdBytes.set((double) bytes);
  }

  @Override
  public void labelFolded(String metric, String label) {
    eventLabelsFolded.labels(metric, label).inc();
  }

  @Override
  public void seriesRefused() {
    eventSeriesRefused.inc();
  }

  @Override
  public void refused(Refusal why) {
    authFailures.labels(word(why)).inc();
  }

  private static String word(Refusal why) {
    return why.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void webConfig(boolean ok) {
    webConfigSuccessful.set(ok ? 1 : 0);
  }

  @Override
  public void certificateEnds(Instant at) {
    certificateEnd.set((double) at.getEpochSecond());
  }

  @Override
  public void enabled(InboxSource source) {
    for (String status : EXPECTED_STATUSES) {
      inboxRequests.labels(source.word(), status);
    }
  }

  @Override
  public void request(String source, String status) {
    inboxRequests.labels(source, status).inc();
  }

  @Override
  public void delivered(InboxSource source, Delivered how) {
    inboxDelivered.labels(source.word(), how.name().toLowerCase(Locale.ROOT)).inc();
  }

  @Override
  public void quarantined(InboxSource source, QuarantineReason why) {
    inboxQuarantined.labels(source.word(), why.label()).inc();
  }

  @Override
  public void spool(long files, long bytes) {
    inboxSpoolFiles.set((double) files);
    inboxSpoolBytes.set((double) bytes);
  }

  @Override
  public void quarantine(long files, long bytes) {
    inboxQuarantineFiles.set((double) files);
    inboxQuarantineBytes.set((double) bytes);
  }

  @Override
  public void sendingTo(Target target) {
    for (Result result : Result.values()) {
      exportRequests.labels(target.label(), result.label());
    }
    exportDropped.labels(target.label());
  }

  @Override
  public void sent(Target target, Result result, Instant at) {
    exportRequests.labels(target.label(), result.label()).inc();
    if (result == Result.OK) {
      exportSuccessTimestamp.labels(target.label()).set(at.toEpochMilli() / 1000.0);
    }
  }

  @Override
  public void dropped(Target target, long items) {
    if (items > 0) {
      exportDropped.labels(target.label()).inc((double) items);
    }
  }

  @Override
  public void labelSetFolded() {
    labelSetsFolded.inc();
  }

  @Override
  public void recentCallsEvicted(int calls) {
    recentCallsEvicted.inc(calls);
  }
}
