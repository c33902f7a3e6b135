package org.voiceagent.exporter.daemon;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.voiceagent.exporter.advice.Advice;
import org.voiceagent.exporter.advice.TrackRecord;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.callmetrics.CallMetrics;
import org.voiceagent.exporter.experiment.Effect;
import org.voiceagent.exporter.forget.ReturnedFolders;
import org.voiceagent.exporter.history.CallNotes;
import org.voiceagent.exporter.intake.FinishedCall;
import org.voiceagent.exporter.intake.FinishedCalls;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Note;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.report.EffectTracker;
import org.voiceagent.exporter.report.ReportStore;
import org.voiceagent.exporter.telemetry.SelfMetrics;

/** Judges finished calls, and publishes them to metrics, history, reports and effects. */
final class CallCounting implements FinishedCalls {
  private static final Duration LIVE = Duration.ofMinutes(10);

  private final AdviceInForce advice;
  private final CallMetrics calls;
  private final SelfMetrics self;
  private final ReportStore store;
  private final CallNotes notes;
  private final EffectTracker effects;
  private final InstantSource clock;
  private final ReturnedFolders returned;
  private final Consumer<CallId> shown;

  /**
   * @param shown is told each call that was counted, or shown again because it has changed
   */
  CallCounting(
      AdviceInForce advice,
      CallMetrics calls,
      SelfMetrics self,
      ReportStore store,
      CallNotes notes,
      EffectTracker effects,
      InstantSource clock,
      ReturnedFolders returned,
      Consumer<CallId> shown) {
    this.advice = advice;
    this.calls = calls;
    this.self = self;
    this.store = store;
    this.notes = notes;
    this.effects = effects;
    this.clock = clock;
    this.returned = returned;
    this.shown = shown;
  }

  @Override
  public FinishedCall finished(CallSession session) {
    Advice said = advice.advise(session);
    List<Effect> decided =
        isLive(session) ? effects.decidedBy(session.id(), session.labels()) : List.of();
    CallReport report = new CallReport(session, said, decided);
    Observation seen =
        advice
            .observe(session, said)
            .deciding(decided.stream().map(EffectTracker::decision).toList());
    Entry counted = calls.entry(report, clock.instant()).with(notes.of(seen));
    return new FinishedCall(counted, () -> publish(counted, report));
  }

  /** A backlog comes in any order, so that nothing is to be concluded before it is read. */
  private boolean isLive(CallSession session) {
    return session.completedAt().isAfter(clock.instant().minus(LIVE));
  }

  private void publish(Entry counted, CallReport report) {
    advice.noteUnjudged(report.advice());
    effects.undecidedIfChanged().ifPresent(self::undecided);
    report.advice().noAdvice().forEach(unjudged -> self.ruleUnjudged(unjudged.key()));
    store.publish(report);
    counted.note().ifPresent(Note::remember);
    if (!report.decided().isEmpty()) {
      advice.learn(TrackRecord.of(notes.history().all()));
    }
    calls.count(counted, report);
    shown.accept(report.session().id());
  }

  @Override
  public void updated(CallSession session) {
    CallReport report = new CallReport(session, advice.advise(session));
    store.publish(report);
    calls.update(report);
    shown.accept(session.id());
  }

  @Override
  public void cameBack(CallId id) {
    returned.cameBack(id);
  }

  @Override
  public void active(int count) {
    self.active(count);
  }
}
