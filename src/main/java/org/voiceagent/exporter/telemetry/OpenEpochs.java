package org.voiceagent.exporter.telemetry;

import io.prometheus.client.Gauge;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.voiceagent.exporter.experiment.Effect;

/** Shows how many calls each undecided change of the configuration has had. Thread-safe. */
final class OpenEpochs {
  /** An operator tries one key at a time; this is a limit for generated files. */
  private static final int MOST = 50;

  private final Gauge calls;
  private Set<List<String>> shown = Set.of();

  OpenEpochs(Gauge calls) {
    this.calls = calls;
  }

  /** Shows these changes, the newest ones first, and no others. */
  synchronized void show(List<Effect> undecided) {
    Set<List<String>> now = new HashSet<>();
    undecided.stream()
        .sorted(Comparator.comparing(Effect::at).reversed())
        .limit(MOST)
        .forEach(
            effect -> {
              List<String> labels = List.of(effect.field(), effect.labels().pipelineName());
              if (now.add(labels)) {
                calls.labels(labels.get(0), labels.get(1)).set(effect.callsAfter());
              }
            });
    shown.stream()
        .filter(labels -> !now.contains(labels))
        .forEach(labels -> calls.remove(labels.get(0), labels.get(1)));
    shown = now;
  }
}
