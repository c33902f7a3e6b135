package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.artifact.CallerHashing;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.callindex.CallIndex;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.event.catalog.EventCatalogs;
import org.voiceagent.exporter.event.feed.EventIds;
import org.voiceagent.exporter.forget.KeptCopies;
import org.voiceagent.exporter.history.CallHistory;
import org.voiceagent.exporter.history.CallNotes;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.kpi.KpiHistory;
import org.voiceagent.exporter.lake.LakeErasure;
import org.voiceagent.exporter.lake.LakeJournal;
import org.voiceagent.exporter.lake.archive.ArchiveErasure;
import org.voiceagent.exporter.ledger.Ledger;
import org.voiceagent.exporter.ledger.Projection;
import org.voiceagent.exporter.telemetry.SelfMetrics;
import org.voiceagent.exporter.telemetry.Telemetry;
import org.voiceagent.exporter.yaml.Problems;

/**
 * The opened state folder: the ledger, and everything that is restored from it and written back
 * with it.
 *
 * @param ledger the open ledger; closed with this
 * @param telemetry the totals
 * @param notes the remembered calls
 * @param kpis how calls went, by the hour
 * @param calls the list of calls
 * @param events counts events
 * @param eventIds the ids of the events that were counted lately
 * @param key the installation's key for hashes
 * @param journal the journal of calls and events, if there is one; closed with this
 */
record OpenState(
    CountedCalls ledger,
    Telemetry telemetry,
    CallNotes notes,
    KpiHistory kpis,
    CallIndex calls,
    EventMetrics events,
    EventIds eventIds,
    HashingKey key,
    Optional<LakeJournal> journal)
    implements AutoCloseable {

  /**
   * Opens the state for a daemon, which keeps as many remembered calls as its configuration says.
   *
   * @param catalogs what events count as
   * @throws org.voiceagent.exporter.ledger.StateInUseException if another daemon runs
   * @throws IOException if the state cannot be used; says what to do
   */
  static OpenState open(ExporterConfig config, EventCatalogs catalogs, InstantSource clock)
      throws IOException {
    CallHistory history = new CallHistory(config.history().callsOfEach(), config.history().calls());
    return open(config, catalogs, new Remembered(history, config.series().listedCalls()), clock);
  }

  /**
   * Opens the state for a command while no daemon runs. All remembered calls stay, because the
   * limits are the daemon's, whose configuration may differ.
   *
   * @throws org.voiceagent.exporter.ledger.StateInUseException if a daemon runs
   * @throws IOException if the state cannot be used; says what to do
   */
  static OpenState atRest(ExporterConfig config, InstantSource clock) throws IOException {
    Problems problems = new Problems();
    EventCatalogs catalogs = CallRules.catalogs(config, problems);
    return open(
        config,
        problems.none() ? catalogs : EventCatalogs.none(),
        new Remembered(new CallHistory(Integer.MAX_VALUE, Integer.MAX_VALUE), Integer.MAX_VALUE),
        clock);
  }

  /** Which calls are remembered: in the history, and how many in the list. */
  private record Remembered(CallHistory history, int listed) {}

  private static OpenState open(
      ExporterConfig config, EventCatalogs catalogs, Remembered calls, InstantSource clock)
      throws IOException {
    Telemetry telemetry = Telemetry.create(config.series().metricLimits(), clock);
    HashingKey key = new HashingKey(config.state(), new SecureRandom());
    CallNotes notes = new CallNotes(calls.history(), key.callNames(config));
    KpiHistory kpis = new KpiHistory(clock, telemetry.self());
    CallIndex listed = new CallIndex(calls.listed(), notes.names(), clock);
    EventMetrics events = EventMetrics.begin(catalogs, config, telemetry, key, clock);
    EventIds eventIds = new EventIds();
    Optional<LakeJournal> journal =
        config.lake().enabled() ? Optional.of(new LakeJournal(config.lake())) : Optional.empty();
    Map<String, Projection> projections =
        new HashMap<>(Map.of("kpi", kpis, "calls", listed, "event_ids", eventIds));
    journal.ifPresent(open -> projections.put("journal", open.calls()));
    CountedCalls ledger =
        CountedCalls.open(
            config.state(),
            config.ledger(),
            new Ledger.Kept(
                telemetry.calls(), notes, Projection.named(projections), telemetry.self()),
            notes.names());
    events.restore();
    journal.ifPresent(LakeJournal::begin);
    return new OpenState(ledger, telemetry, notes, kpis, listed, events, eventIds, key, journal);
  }

  /** The daemon's own metrics. */
  SelfMetrics self() {
    return telemetry.self();
  }

  /** How the newest calls went. */
  CallHistory history() {
    return notes.history();
  }

  /** How calls are named. */
  CallNames names() {
    return ledger.names();
  }

  /** What journal, lake and archives keep of calls, also where nothing is added any more. */
  KeptCopies copies(ExporterConfig config) {
    return KeptCopies.of(
        journal
            .map(running -> LakeErasure.of(config.lake(), running))
            .orElseGet(() -> LakeErasure.atRest(config.lake())),
        new ArchiveErasure(config.archive(), names()));
  }

  /** Hashes callers with the installation's key, which is made if there is none yet. */
  CallerHashing callers() {
    return CallerHashing.with(key.get());
  }

  @Override
  public void close() throws IOException {
    journal.ifPresent(LakeJournal::close);
    ledger.close();
  }
}
