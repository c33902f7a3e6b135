package org.voiceagent.exporter.daemon;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.voiceagent.exporter.advice.Advice;
import org.voiceagent.exporter.advice.TrackRecord;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.callindex.CallIndex;
import org.voiceagent.exporter.experiment.Effect;
import org.voiceagent.exporter.history.CallNotes;
import org.voiceagent.exporter.intake.FinishedCall;
import org.voiceagent.exporter.intake.FinishedCalls;
import org.voiceagent.exporter.kpi.CallTraits;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Mark;
import org.voiceagent.exporter.ledger.Note;
import org.voiceagent.exporter.otlp.ExportedCalls;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.report.EffectTracker;
import org.voiceagent.exporter.report.ReportStore;
import org.voiceagent.exporter.telemetry.Telemetry;

/** Judges finished calls, and publishes them to metrics, history, reports and effects. */
final class CallCounting implements FinishedCalls {
  private static final Duration LIVE = Duration.ofMinutes(10);

  private final AdviceInForce advice;
  private final Telemetry telemetry;
  private final Memory memory;
  private final Listeners listeners;
  private final InstantSource clock;

  /** The call whose late facts are asked for next, so that it is priced once. */
  private Optional<CallReport> finished = Optional.empty();

  /**
   * Where finished calls are remembered.
   *
   * @param store the newest reports
   * @param notes the history of calls
   * @param effects what became of earlier advice
   * @param listed the list of calls, which the ledger adds to
   */
  record Memory(ReportStore store, CallNotes notes, EffectTracker effects, CallIndex listed) {}

  /**
   * Who else learns of calls. All must return soon.
   *
   * @param shown gets each call that was counted, or shown again because it has changed
   * @param cameBack gets each forgotten call whose folder is there again
   * @param exported gets each call and each late fact once, when it is counted
   */
  record Listeners(Consumer<CallId> shown, Consumer<CallId> cameBack, ExportedCalls exported) {}

  CallCounting(
      AdviceInForce advice,
      Telemetry telemetry,
      Memory memory,
      Listeners listeners,
      InstantSource clock) {
    this.advice = advice;
    this.telemetry = telemetry;
    this.memory = memory;
    this.listeners = listeners;
    this.clock = clock;
  }

  @Override
  public FinishedCall finished(CallSession session) {
    if (session.isSimulated()) {
      return simulated(session);
    }
    Advice said = advice.advise(session);
    List<Effect> decided =
        isLive(session) ? memory.effects().decidedBy(session.id(), session.labels()) : List.of();
    CallReport report = new CallReport(session, said, decided, advice.price(session));
    finished = Optional.of(report);
    Observation seen =
        advice
            .observe(session, said)
            .deciding(decided.stream().map(EffectTracker::decision).toList());
    Entry counted =
        telemetry
            .calls()
            .entry(report, clock.instant())
            .with(memory.notes().of(seen))
            .with(CallTraits.of(session));
    return new FinishedCall(counted, () -> publish(counted, report));
  }

  /**
   * A simulated call says nothing about real ones, so no total, advice, history or effect has it.
   * Its own page shows it.
   */
  private FinishedCall simulated(CallSession session) {
    CallReport report = new CallReport(session, Advice.none());
    Entry counted = telemetry.calls().entry(report, clock.instant());
    return new FinishedCall(
        counted,
        () -> {
          telemetry.calls().count(counted, report);
          listeners.shown().accept(session.id());
        });
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the very one that was just priced
  public Optional<FinishedCall> late(CallId id, Set<String> counted, CallSession session) {
    CallReport report =
        finished
            .filter(last -> last.session() == session)
            .orElseGet(() -> priced(session, Advice.none()));
    finished = Optional.empty();
    return telemetry
        .calls()
        .late(report, id, counted, clock.instant())
        .map(facts -> facts.with(CallTraits.ofLate(session)))
        .map(facts -> new FinishedCall(facts, () -> addLate(facts, session)));
  }

  private void addLate(Entry facts, CallSession session) {
    telemetry.calls().add(facts);
    if (facts.mark() instanceof Mark.Once once) {
      listeners.exported().judged(session, once.lateFacts());
    }
  }

  private CallReport priced(CallSession session, Advice said) {
    return new CallReport(session, said, List.of(), advice.price(session));
  }

  /** A backlog comes in any order, so nothing is concluded from it before it is read. */
  private boolean isLive(CallSession session) {
    return session.completedAt().isAfter(clock.instant().minus(LIVE));
  }

  private void publish(Entry counted, CallReport report) {
    advice.noteUnjudged(report.advice());
    memory.effects().undecidedIfChanged().ifPresent(telemetry.self()::undecided);
    report.advice().noAdvice().forEach(unjudged -> telemetry.self().ruleUnjudged(unjudged.key()));
    memory.store().publish(report);
    counted.note().ifPresent(Note::remember);
    if (!report.decided().isEmpty()) {
      advice.learn(TrackRecord.of(memory.notes().history().all()));
    }
    telemetry.calls().count(counted, report);
    listeners.shown().accept(report.session().id());
    listeners.exported().counted(report.session());
  }

  @Override
  public void updated(CallSession session) {
    if (!session.isSimulated()) {
      show(session);
    }
    listeners.shown().accept(session.id());
  }

  private void show(CallSession session) {
    CallReport report = priced(session, advice.advise(session));
    memory.store().publish(report);
    telemetry.calls().update(report);
    if (memory.listed().isIncomplete()) {
      Observation seen = advice.observe(session, report.advice());
      memory
          .listed()
          .addEarlier(
              telemetry.calls().entry(report, clock.instant()).with(memory.notes().of(seen)));
    }
  }

  @Override
  public void cameBack(CallId id) {
    listeners.cameBack().accept(id);
  }

  @Override
  public void active(int count) {
    telemetry.self().active(count);
  }
}
