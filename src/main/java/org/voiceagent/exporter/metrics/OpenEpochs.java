package org.voiceagent.exporter.metrics;

import io.prometheus.client.Gauge;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.voiceagent.exporter.experiment.Effect;

/** Shows how far each change of the configuration is from being judged; at most so many. */
final class OpenEpochs {
  /** An operator tries one key at a time; this only bounds what a generated file could do. */
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
