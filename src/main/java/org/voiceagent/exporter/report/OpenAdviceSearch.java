package org.voiceagent.exporter.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.voiceagent.exporter.advice.Recommendation;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.call.Observation.Advised;
import org.voiceagent.exporter.experiment.AdviceLifecycle;
import org.voiceagent.exporter.experiment.AdviceLifecycle.State;
import org.voiceagent.exporter.history.RecentCalls;
import org.voiceagent.exporter.report.OpenAdvice.Origin;

/**
 * Finds the advice that still holds: one of the newest calls of a pipeline, provider and model led
 * to it, the value of its key has not changed since, and it is not resolved.
 */
final class OpenAdviceSearch {
  private static final int NEWEST = 200;

  /** A pipeline is out of use once this many calls of others have followed its last one. */
  private static final int OUT_OF_USE = 50;

  /** Advice from fewer calls comes last among its equals: one call is not a pattern. */
  private static final int FEWEST_CALLS = 3;

  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparing((Candidate one) -> one.recommendation().severity())
          .thenComparing(one -> one.origin().calls() >= FEWEST_CALLS)
          .thenComparing(one -> one.origin().share())
          .reversed()
          .thenComparing(one -> one.recommendation().field());

  private final RecentCalls history;
  private final List<AdviceLifecycle> stories;
  private final Function<CallId, Optional<CallReport>> reports;

  /** The newest calls of each pipeline, provider and model together, newest first. */
  private final List<Observation> newestOfAll;

  /**
   * @param reports the report on a call, if its folder is still there
   */
  OpenAdviceSearch(
      RecentCalls history,
      List<AdviceLifecycle> stories,
      Function<CallId, Optional<CallReport>> reports) {
    this.history = history;
    this.stories = stories;
    this.reports = reports;
    this.newestOfAll =
        history.labelSets().stream()
            .flatMap(labels -> history.last(labels, Instant.MAX, OUT_OF_USE).stream())
            .sorted(Comparator.comparing(Observation::endedAt).reversed())
            .toList();
  }

  private record Candidate(Origin origin, Recommendation recommendation) {}

  /** What a rule says about a key. */
  private record Subject(String ruleKey, String field) {
    static Subject of(Advised said) {
      return new Subject(said.key(), said.field());
    }
  }

  List<OpenAdvice> result() {
    Map<String, List<Candidate>> byField = new LinkedHashMap<>();
    history.labelSets().stream()
        .flatMap(labels -> candidates(labels).stream())
        .sorted(BEST_FIRST)
        .forEach(
            one ->
                byField
                    .computeIfAbsent(one.recommendation().field(), field -> new ArrayList<>())
                    .add(one));
    return byField.values().stream()
        .map(
            all ->
                new OpenAdvice(
                    all.get(0).recommendation(), all.stream().map(Candidate::origin).toList()))
        .toList();
  }

  private List<Candidate> candidates(LabelSet labels) {
    List<Observation> newestFirst = history.last(labels, Instant.MAX, NEWEST);
    Observation newest = newestFirst.get(0);
    Map<Subject, List<Observation>> advising = new LinkedHashMap<>();
    for (Observation call : newestFirst) {
      for (Advised said : call.advised()) {
        boolean stands =
            isInForce(said.field(), call, newest) && !isSetElsewhere(said.field(), newest);
        if (stands && !isResolved(labels, said)) {
          advising.computeIfAbsent(Subject.of(said), one -> new ArrayList<>()).add(call);
        }
      }
    }
    List<Candidate> candidates = new ArrayList<>();
    advising.forEach(
        (subject, calls) ->
            candidate(labels, subject, calls, newestFirst).ifPresent(candidates::add));
    return candidates;
  }

  private Optional<Candidate> candidate(
      LabelSet labels, Subject subject, List<Observation> calls, List<Observation> newestFirst) {
    int of =
        (int)
            newestFirst.stream()
                .filter(call -> isInForce(subject.field(), call, newestFirst.get(0)))
                .filter(call -> !call.unjudged().contains(subject.ruleKey()))
                .count();
    return calls.stream()
        .map(call -> said(call.id(), subject))
        .flatMap(Optional::stream)
        .findFirst()
        .map(
            said ->
                new Candidate(
                    new Origin(
                        labels,
                        subject.ruleKey(),
                        said.suggested().text(),
                        calls.size(),
                        Math.max(of, calls.size())),
                    said));
  }

  private Optional<Recommendation> said(CallId call, Subject subject) {
    return reports.apply(call).stream()
        .flatMap(report -> report.advice().recommendations().stream())
        .filter(one -> one.key().equals(subject.ruleKey()) && one.field().equals(subject.field()))
        .findFirst();
  }

  private static boolean isInForce(String field, Observation call, Observation newest) {
    return Optional.ofNullable(call.settings().get(field))
        .equals(Optional.ofNullable(newest.settings().get(field)));
  }

  /**
   * Whether a newer call of others has another value of a key, long after the last call of this
   * pipeline, provider and model. One that is out of use does not show that advice was followed.
   */
  private boolean isSetElsewhere(String field, Observation newest) {
    List<Observation> since =
        newestOfAll.stream().takeWhile(call -> call.endedAt().isAfter(newest.endedAt())).toList();
    return since.size() >= OUT_OF_USE
        && since.stream()
            .filter(call -> call.settings().containsKey(field))
            .findFirst()
            .filter(call -> !isInForce(field, call, newest))
            .isPresent();
  }

  private boolean isResolved(LabelSet labels, Advised said) {
    return stories.stream()
        .anyMatch(
            story ->
                story.state() == State.RESOLVED
                    && story.labels().equals(labels)
                    && story.ruleKey().equals(said.key())
                    && story.field().equals(said.field()));
  }
}
