package org.voiceagent.exporter.advice.fact;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.history.RecentCalls;

/**
 * The calls before the one that is judged, looked up once for all rules. Used by one thread while
 * it judges one call.
 */
public final class EarlierCalls {
  private final CallSession session;
  private final RecentCalls history;
  private final Map<String, FiringCount> firings = new HashMap<>(4);
  private List<Observation> newest = List.of();
  private int askedFor;
  private Optional<List<LabelSet>> labelSets = Optional.empty();

  EarlierCalls(CallSession session, RecentCalls history) {
    this.session = session;
    this.history = history;
  }

  /** The pipelines, providers and models of all earlier calls. */
  public List<LabelSet> labelSets() {
    if (labelSets.isEmpty()) {
      labelSets = Optional.of(history.labelSets());
    }
    return labelSets.get();
  }

  /** The newest earlier calls with these labels, newest first. */
  List<Observation> last(LabelSet labels, int most) {
    return history.last(labels, session.endedAt(), most);
  }

  /** How often a rule held in the judged call, in which it does, and in those before it. */
  public FiringCount firings(String rule, LookBack lookBack) {
    return lookBack.equals(LookBack.USUAL)
        ? firings.computeIfAbsent(rule, key -> counted(key, lookBack))
        : counted(rule, lookBack);
  }

  private FiringCount counted(String rule, LookBack lookBack) {
    int judged = 1;
    int fired = 1;
    Instant from = lookBack.from(session.endedAt());
    for (Observation call : newest(lookBack.last() - 1)) {
      if (call.endedAt().isBefore(from)) {
        break;
      }
      judged += call.unjudged().contains(rule) ? 0 : 1;
      fired += call.fired().contains(rule) ? 1 : 0;
    }
    return new FiringCount(judged, fired);
  }

  /** The median of a measure, the judged call included; NaN if too few calls have it. */
  double median(Measure measure, LookBack lookBack) {
    Instant from = lookBack.from(session.endedAt());
    double[] values =
        Stream.concat(
                Stream.of(measure.of(session)),
                newest(lookBack.last() - 1).stream()
                    .takeWhile(call -> !call.endedAt().isBefore(from))
                    .map(call -> call.measures().get(measure)))
            .flatMapToDouble(OptionalDouble::stream)
            .toArray();
    return values.length < FiringCount.FEWEST ? Double.NaN : median(values);
  }

  /** The middle one of at least one value, or the mean of the two in the middle. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private List<Observation> newest(int most) {
    if (most > askedFor) {
      newest = last(session.labels(), most);
      askedFor = most;
    }
    return newest.subList(0, Math.min(most, newest.size()));
  }
}
