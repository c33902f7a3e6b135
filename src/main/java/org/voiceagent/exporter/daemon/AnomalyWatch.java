package org.voiceagent.exporter.daemon;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.voiceagent.exporter.kpi.AnomalyReport;
import org.voiceagent.exporter.kpi.AnomalySearch;
import org.voiceagent.exporter.kpi.KpiReports;

/**
 * Looks for what is unusual once in every hour, on the housekeeping thread, and keeps the newest
 * report for those who ask. Thread-safe.
 */
final class AnomalyWatch {
  /** A minute after a new hour began, its calls of the last minute are counted. */
  private static final Duration LATE_CALLS = Duration.ofMinutes(1);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

  private final AnomalySearch search;
  private final InstantSource clock;
  private final Consumer<AnomalyReport> listener;
  private volatile AnomalyReport newest = AnomalyReport.none();

  /**
   * @param reports the history to look at
   * @param listener gets each report
   */
  AnomalyWatch(KpiReports reports, InstantSource clock, Consumer<AnomalyReport> listener) {
    this.search = new AnomalySearch(reports);
    this.clock = clock;
    this.listener = listener;
  }

  /** What was unusual when the hour began. */
  AnomalyReport newest() {
    return newest;
  }

  /**
   * The task that looks.
   *
   * @param ready whether the calls that were there at start are counted
   */
  Housekeeping.Task task(BooleanSupplier ready) {
    return new Housekeeping.Task(
        BETWEEN_LOOKS, () -> ready.getAsBoolean() && isNewHour(), this::look);
  }

  private boolean isNewHour() {
    return !hour(clock.instant()).equals(hour(newest.at()));
  }

  private static Instant hour(Instant time) {
    return time.minus(LATE_CALLS).truncatedTo(ChronoUnit.HOURS);
  }

  private void look() {
    AnomalyReport report = search.at(clock.instant());
    newest = report;
    listener.accept(report);
  }
}
