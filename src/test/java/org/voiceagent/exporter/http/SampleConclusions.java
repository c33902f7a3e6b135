package org.voiceagent.exporter.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.experiment.AdviceLifecycle;
import org.voiceagent.exporter.experiment.CallSelection;
import org.voiceagent.exporter.experiment.Effect;
import org.voiceagent.exporter.experiment.GroupComparison;
import org.voiceagent.exporter.report.AdviceOutcomes;
import org.voiceagent.exporter.report.AdviceReports;
import org.voiceagent.exporter.report.AdviceSummary;
import org.voiceagent.exporter.report.OpenAdvice;
import org.voiceagent.exporter.report.RuleHistory;

/** Conclusions that a test sets. */
final class SampleConclusions implements AdviceReports {
  static final Instant NOW = Instant.parse("2026-03-02T18:30:00Z");

  final List<Effect> effects = new CopyOnWriteArrayList<>();
  final List<AdviceLifecycle> stories = new CopyOnWriteArrayList<>();
  final List<OpenAdvice> open = new CopyOnWriteArrayList<>();
  final List<AdviceSummary.Subject> subjects = new CopyOnWriteArrayList<>();
  final List<AdviceSummary.Pipeline> pipelines = new CopyOnWriteArrayList<>();
  final List<Observation> calls = new CopyOnWriteArrayList<>();
  volatile RuleHistory rules = RuleHistory.NONE;
  volatile Optional<Instant> oldest = Optional.empty();

  @Override
  public AdviceOutcomes outcomes() {
    return new AdviceOutcomes(effects, stories);
  }

  @Override
  public List<OpenAdvice> openAdvice() {
    return List.copyOf(open);
  }

  @Override
  public AdviceSummary summary(Duration window) {
    return new AdviceSummary(NOW.minus(window), oldest, subjects, pipelines);
  }

  @Override
  public RuleHistory rules(int days) {
    return rules;
  }

  @Override
  public GroupComparison comparison(CallSelection before, CallSelection after) {
    return GroupComparison.of(calls, before, after);
  }
}
