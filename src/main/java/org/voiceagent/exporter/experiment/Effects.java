package org.voiceagent.exporter.experiment;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Observation;

/** What the changes of a configuration did to calls. Pure: the same calls give the same effects. */
public final class Effects {
  private static final Comparator<Observation> BY_END =
      Comparator.comparing(Observation::endedAt).thenComparing(Observation::id);

  private Effects() {}

  /**
   * The effects of all changes among the calls of one pipeline, provider and model.
   *
   * @param labels whose calls these are
   * @param calls in any order; those without a snapshot are left out
   * @param measuresOf the measures that advice on a key aims at; for a key without any, all are
   *     guards
   * @return newest change first
   */
  public static List<Effect> of(
      LabelSet labels, List<Observation> calls, Function<String, Set<Measure>> measuresOf) {
    return ComparisonPeriods.of(calls.stream().sorted(BY_END).toList()).stream()
        .map(
            epoch ->
                new SequentialTest(labels, epoch, measuresOf.apply(epoch.change().field()))
                    .effect())
        .sorted(Comparator.comparing(Effect::at).reversed())
        .toList();
  }
}
