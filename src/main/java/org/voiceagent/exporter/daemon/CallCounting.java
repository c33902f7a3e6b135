package org.voiceagent.exporter.daemon;

import java.time.Duration;
import java.time.InstantSource;
import org.voiceagent.exporter.artifact.RejectReason;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.feedback.CallReport;
import org.voiceagent.exporter.feedback.ReportStore;
import org.voiceagent.exporter.history.CallHistory;
import org.voiceagent.exporter.intake.FinishedCall;
import org.voiceagent.exporter.intake.FinishedCalls;
import org.voiceagent.exporter.intake.IntakeMeter;
import org.voiceagent.exporter.intake.RescanCause;
import org.voiceagent.exporter.ledger.CountedCall;
import org.voiceagent.exporter.metrics.CallMetrics;
import org.voiceagent.exporter.metrics.SelfMetrics;

/** Carries finished calls, and what the intake tells of itself, to metrics, advice and store. */
final class CallCounting implements FinishedCalls, IntakeMeter {
  private final AdviceInForce advice;
  private final CallMetrics calls;
  private final SelfMetrics self;
  private final ReportStore store;
  private final CallHistory history;
  private final InstantSource clock;

  CallCounting(
      AdviceInForce advice,
      CallMetrics calls,
      SelfMetrics self,
      ReportStore store,
      CallHistory history,
      InstantSource clock) {
    this.advice = advice;
    this.calls = calls;
    this.self = self;
    this.store = store;
    this.history = history;
    this.clock = clock;
  }

  @Override
  public FinishedCall finished(CallSession session) {
    CallReport report = new CallReport(session, advice.advise(session));
    Observation seen = advice.observe(session, report.advice());
    CountedCall counted = calls.entry(report, clock.instant()).observedAs(seen);
    return new FinishedCall(counted, () -> publish(counted, report));
  }

  private void publish(CountedCall counted, CallReport report) {
    advice.noteUnjudged(report.advice());
    report.advice().noAdvice().forEach(unjudged -> self.ruleUnjudged(unjudged.key()));
    store.publish(report);
    counted.observation().ifPresent(history::add);
    calls.count(counted, report);
  }

  @Override
  public void updated(CallSession session) {
    CallReport report = new CallReport(session, advice.advise(session));
    store.publish(report);
    calls.update(report);
  }

  @Override
  public void sessionUpdated() {
    self.sessionUpdated();
  }

  @Override
  public void sessionRejected(RejectReason reason) {
    self.sessionRejected(reason);
  }

  @Override
  public void sessionAbandoned() {
    self.sessionAbandoned();
  }

  @Override
  public void pending(int sessions) {
    self.pending(sessions);
  }

  @Override
  public void active(int count) {
    calls.activeCalls(count);
  }

  @Override
  public void backlog(int done, int total) {
    self.backlog(done, total);
  }

  @Override
  public void ingestLag(Duration lag) {
    self.ingestLag(lag);
  }

  @Override
  public void rescan(RescanCause cause) {
    self.rescan(cause.word());
  }
}
