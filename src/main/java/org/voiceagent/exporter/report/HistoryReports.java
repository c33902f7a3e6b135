package org.voiceagent.exporter.report;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.experiment.CallSelection;
import org.voiceagent.exporter.experiment.GroupComparison;
import org.voiceagent.exporter.history.RecentCalls;

/** Computes the reports from the remembered calls each time they are read. Thread-safe. */
public final class HistoryReports implements AdviceReports {
  private final RecentCalls history;
  private final EffectTracker effects;
  private final Function<CallId, Optional<CallReport>> reports;
  private final InstantSource clock;

  /**
   * @param history the calls
   * @param effects what changes among them did
   * @param reports the report on a call, if its folder is still there
   * @param clock the end of every window
   */
  public HistoryReports(
      RecentCalls history,
      EffectTracker effects,
      Function<CallId, Optional<CallReport>> reports,
      InstantSource clock) {
    this.history = history;
    this.effects = effects;
    this.reports = reports;
    this.clock = clock;
  }

  @Override
  public AdviceOutcomes outcomes() {
    return effects.all();
  }

  @Override
  public List<OpenAdvice> openAdvice() {
    return new OpenAdviceSearch(history, effects.all().advice(), reports).result();
  }

  @Override
  public AdviceSummary summary(Duration window) {
    return AdviceSummary.since(clock.instant().minus(window), history);
  }

  @Override
  public RuleHistory rules(int days) {
    return RuleHistory.of(history, clock.instant(), days);
  }

  @Override
  public GroupComparison comparison(CallSelection before, CallSelection after) {
    List<Observation> calls =
        history.labelSets().stream()
            .flatMap(labels -> history.last(labels, Instant.MAX, Integer.MAX_VALUE).stream())
            .toList();
    return GroupComparison.of(calls, before, after);
  }
}
