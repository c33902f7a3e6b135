package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.voiceagent.exporter.advice.Advice;
import org.voiceagent.exporter.artifact.CallerHashing;
import org.voiceagent.exporter.artifact.FinishedCalls;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.KeyedHash;
import org.voiceagent.exporter.callmetrics.CallCatalog;
import org.voiceagent.exporter.callmetrics.CallMetrics;
import org.voiceagent.exporter.callmetrics.SeriesMeter;
import org.voiceagent.exporter.kpi.CallTraits;
import org.voiceagent.exporter.kpi.KpiHistory;
import org.voiceagent.exporter.kpi.KpiMeter;
import org.voiceagent.exporter.kpi.KpiReports;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.sentiment.LexiconScorer;

/**
 * The indicators of the calls in a folder, without a daemon: the folders are read and counted as
 * the daemon would, into a history that is thrown away. Costs are those that engines billed: a
 * table of prices belongs to a daemon's configuration.
 */
public final class KpisOfFolder {
  private static final int CALLER_KEY_BYTES = 32;

  private final SessionReader reader;
  private final CallMetrics metrics;
  private final KpiHistory history;
  private final InstantSource clock;

  private KpisOfFolder(InstantSource clock) {
    byte[] key = new byte[CALLER_KEY_BYTES];
    new SecureRandom().nextBytes(key);
    this.clock = clock;
    this.reader =
        new SessionReader(
            ReadLimits.defaults(),
            (text, language) -> LexiconScorer.of(language).score(text),
            CallerHashing.with(new KeyedHash(key)),
            CallNames.asTheyAre());
    this.metrics =
        new CallMetrics(
            CallCatalog.bundled(), CallMetrics.Limits.defaults(), clock, SeriesMeter.NONE);
    this.history = new KpiHistory(clock, KpiMeter.NONE);
  }

  /**
   * Reads a folder of calls. Folders that hold no finished call are left out.
   *
   * @param sessions the folder with one folder for each call
   * @param clock says what time it is
   * @param progress is told how many folders were read, after each
   * @return answers whose {@link KpiReports#until} is the end of the last hour with calls
   * @throws IOException if the folder cannot be listed
   */
  public static KpiReports read(Path sessions, InstantSource clock, IntConsumer progress)
      throws IOException {
    KpisOfFolder kpis = new KpisOfFolder(clock);
    FinishedCalls calls = new FinishedCalls(sessions, kpis.reader);
    List<Path> folders = calls.folders();
    for (int i = 0; i < folders.size(); i++) {
      calls.read(folders.get(i)).ifPresent(kpis::count);
      progress.accept(i + 1);
    }
    return kpis.history.endingWithTheLastHour();
  }

  private void count(CallSession session) {
    CallReport report = new CallReport(session, Advice.none());
    Instant now = clock.instant();
    history.add(metrics.entry(report, now).with(CallTraits.of(session)));
    metrics
        .late(report, session.id(), Set.of(), now)
        .ifPresent(late -> history.add(late.with(CallTraits.ofLate(session))));
  }
}
