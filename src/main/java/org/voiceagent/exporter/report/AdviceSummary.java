package org.voiceagent.exporter.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.call.Observation.Advised;
import org.voiceagent.exporter.history.RecentCalls;

/**
 * Counts of what the calls of a period were advised.
 *
 * @param from the beginning of the period
 * @param oldest when the oldest remembered call ended; if that is after {@code from}, earlier calls
 *     may have been dropped
 * @param subjects by rule, key and severity, the most frequent first
 * @param pipelines by pipeline, by name
 */
public record AdviceSummary(
    Instant from, Optional<Instant> oldest, List<Subject> subjects, List<Pipeline> pipelines) {

  /** The longest period. */
  public static final Duration LONGEST_WINDOW = Duration.ofDays(366);

  private static final Comparator<Subject> MOST_FIRST =
      Comparator.comparingInt(Subject::calls)
          .reversed()
          .thenComparing(Subject::ruleKey)
          .thenComparing(Subject::field)
          .thenComparing(Subject::severity);

  /** Copies both lists. */
  public AdviceSummary {
    subjects = List.copyOf(subjects);
    pipelines = List.copyOf(pipelines);
  }

  /**
   * How often a rule advised a key with a severity.
   *
   * @param ruleKey the rule's key
   * @param field the dotted key it named
   * @param severity the lower-case word
   * @param callsByPipeline how many calls of each pipeline, by its name
   */
  public record Subject(
      String ruleKey, String field, String severity, Map<String, Integer> callsByPipeline) {
    /** Copies the map. */
    public Subject {
      callsByPipeline = new TreeMap<>(callsByPipeline);
    }

    /** How many calls in all. */
    public int calls() {
      return callsByPipeline.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /**
   * The calls of a pipeline.
   *
   * @param name its name
   * @param calls how many ended in the time
   * @param advised how many of them led to advice
   */
  public record Pipeline(String name, int calls, int advised) {
    Pipeline plus(Pipeline more) {
      return new Pipeline(name, calls + more.calls, advised + more.advised);
    }
  }

  /** How many calls ended in the time. */
  public int calls() {
    return pipelines.stream().mapToInt(Pipeline::calls).sum();
  }

  /** How many of them led to advice. */
  public int callsAdvised() {
    return pipelines.stream().mapToInt(Pipeline::advised).sum();
  }

  /** Counts what was advised since a moment. */
  static AdviceSummary since(Instant from, RecentCalls history) {
    Map<List<String>, Map<String, Integer>> subjects = new LinkedHashMap<>();
    Map<String, Pipeline> pipelines = new TreeMap<>();
    Optional<Instant> oldest = Optional.empty();
    for (LabelSet labels : history.labelSets()) {
      String pipeline = labels.pipelineName();
      List<Observation> newestFirst = history.last(labels, Instant.MAX, Integer.MAX_VALUE);
      oldest = earlier(oldest, newestFirst);
      for (Observation call : newestFirst) {
        if (call.endedAt().isBefore(from)) {
          break;
        }
        int advised = call.advised().isEmpty() ? 0 : 1;
        pipelines.merge(pipeline, new Pipeline(pipeline, 1, advised), Pipeline::plus);
        for (Advised said : call.advised()) {
          subjects
              .computeIfAbsent(
                  List.of(said.key(), said.field(), said.severity()), one -> new TreeMap<>())
              .merge(pipeline, 1, Integer::sum);
        }
      }
    }
    List<Subject> counted = new ArrayList<>();
    subjects.forEach(
        (one, calls) -> counted.add(new Subject(one.get(0), one.get(1), one.get(2), calls)));
    counted.sort(MOST_FIRST);
    return new AdviceSummary(from, oldest, counted, List.copyOf(pipelines.values()));
  }

  private static Optional<Instant> earlier(Optional<Instant> known, List<Observation> newestFirst) {
    if (newestFirst.isEmpty()) {
      return known;
    }
    Instant last = newestFirst.get(newestFirst.size() - 1).endedAt();
    return known.isPresent() && known.get().isBefore(last) ? known : Optional.of(last);
  }
}
