package org.voiceagent.exporter.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.voiceagent.exporter.artifact.RejectReason;
import org.voiceagent.exporter.experiment.Effect;
import org.voiceagent.exporter.intake.IntakeMeter;
import org.voiceagent.exporter.intake.RescanCause;
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
    implements IntakeMeter, LedgerMeter, WebMeter, RetentionMeter, RedactionMeter {
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
  private final Gauge ledgerWritable;
  private final Counter ledgerDamage;
  private final Gauge ledgerCalls;
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

  /**
   * Registers every family of the catalog that is about the daemon.
   *
   * @throws IllegalStateException if the catalog and this class do not name the same families
   */
  public SelfMetrics(MetricCatalog catalog, CollectorRegistry registry) {
    SelfFamilies families = new SelfFamilies(catalog.self(), registry);
    buildInfo = families.gauge("build_info");
    sessionsUpdated = families.counter("sessions_updated_total");
    sessionsRejected = families.counter("sessions_rejected_total");
    sessionsAbandoned = families.counter("sessions_abandoned_total");
    sessionsPending = families.gauge("sessions_pending");
    backlogSessions = families.gauge("backlog_sessions");
    backlogSessionsDone = families.gauge("backlog_sessions_done");
    ingestLag = families.histogram("ingest_lag_seconds");
    rescans = families.counter("rescans_total");
    labelSetsFolded = families.counter("label_sets_folded_total");
    recentCallsEvicted = families.counter("recent_calls_evicted_total");
    rulesUnjudged = families.counter("rules_unjudged_total");
    redactions = families.counter("redactions_total");
    artifactsRedacted = families.counter("artifacts_redacted_total");
    redactionFailures = families.counter("redaction_failures_total");
    openEpochs = new OpenEpochs(families.gauge("configuration_epoch_calls"));
    ledgerWritable = families.gauge("ledger_writable");
    ledgerDamage = families.counter("ledger_damage_total");
    ledgerCalls = families.gauge("ledger_calls");
    artifactsDeleted = families.counter("artifacts_deleted_total");
    artifactsDeletedBytes = families.counter("artifacts_deleted_bytes_total");
    artifactsBytes = families.gauge("artifacts_bytes");
    artifactsOldestAge = families.gauge("artifacts_oldest_age_seconds");
    artifactsMaxAge = families.gauge("artifacts_max_age_seconds");
    retentionFailures = families.counter("retention_failures_total");
    reloadSuccessful = families.gauge("config_last_reload_successful");
    reloadSuccessTimestamp = families.gauge("config_last_reload_success_timestamp_seconds");
    authFailures = families.counter("http_auth_failures_total");
    webConfigSuccessful = families.gauge("web_config_last_reload_successful");
    certificateEnd = families.gauge("tls_certificate_not_after_timestamp_seconds");
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
   * Tells which build runs, and on which Java.
   *
   * @param revision the commit it was built from, or {@code unknown}
   * @param branch the branch or tag it was built from, or {@code unknown}
   */
  public void buildInfo(String version, String revision, String branch, String javaVersion) {
    buildInfo.labels(version, revision, branch, javaVersion).set(1);
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

  @Override
  public void backlog(int done, int total) {
    backlogSessions.set(total);
    backlogSessionsDone.set(done);
  }

  @Override
  public void ingestLag(Duration lag) {
    ingestLag.observe(Math.max(0, lag.toNanos() / 1e9));
  }

  @Override
  public void rescan(RescanCause cause) {
    rescans.labels(cause.label()).inc();
  }

  /** A rule could not be judged on a call for want of facts. */
  public void ruleUnjudged(String key) {
    rulesUnjudged.labels(key).inc();
  }

  /**
   * Something was taken out of a text.
   *
   * @param category the word of its placeholder, of which there are as many as categories and
   *     configured patterns
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

  /** Shows the changes of the configuration whose effect is not decided, and no others. */
  public void undecided(List<Effect> effects) {
    openEpochs.show(effects);
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

  /** How old a counted call may become by the policy; empty for as old as it likes. */
  public void artifactsMayBecome(Optional<Duration> old) {
    artifactsMaxAge.set(old.map(age -> (double) age.toSeconds()).orElse(Double.POSITIVE_INFINITY));
  }

  /**
   * The configuration was read.
   *
   * @param ok whether it is in force now; if not, the one before still is
   */
  public void reloaded(boolean ok, Instant at) {
    reloadSuccessful.set(ok ? 1 : 0);
    if (ok) {
      reloadSuccessTimestamp.set(at.toEpochMilli() / 1000.0);
    }
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

  /** A call was counted under {@code other}, because there are too many label sets. */
  void labelSetFolded() {
    labelSetsFolded.inc();
  }

  /** Single calls are no longer shown. */
  void recentCallsEvicted(int calls) {
    recentCallsEvicted.inc(calls);
  }
}
