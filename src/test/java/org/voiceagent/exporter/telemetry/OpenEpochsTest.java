package org.voiceagent.exporter.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.experiment.Effect;
import org.voiceagent.exporter.testing.SampleEffects;

final class OpenEpochsTest {
  private final CollectorRegistry registry = new CollectorRegistry();
  private final OpenEpochs epochs =
      new OpenEpochs(
          Gauge.build("calls", "calls").labelNames("field", "pipeline_name").register(registry));

  @Test
  void showsTheCallsSinceEachChangeUntilItIsDecided() {
    epochs.show(List.of(SampleEffects.tooEarly()));
    assertThat(calls("vad.webrtc_aggressiveness")).contains(12.0);

    epochs.show(List.of());
    assertThat(calls("vad.webrtc_aggressiveness")).isEmpty();
  }

  @Test
  void showsTheNewestChangesIfThereAreTooMany() {
    List<Effect> many = IntStream.range(0, 80).mapToObj(i -> changed("key." + i, i)).toList();

    epochs.show(many);

    assertThat(registry.metricFamilySamples().nextElement().samples).hasSize(50);
    assertThat(calls("key.79")).isPresent();
    assertThat(calls("key.29")).isEmpty();
  }

  private Optional<Double> calls(String field) {
    return Optional.ofNullable(
        registry.getSampleValue(
            "calls",
            new String[] {"field", "pipeline_name"},
            new String[] {field, "local_hybrid"}));
  }

  private static Effect changed(String field, int minute) {
    Effect early = SampleEffects.tooEarly();
    return new Effect(
        early.labels(),
        field,
        early.from(),
        early.to(),
        early.at().plusSeconds(60L * minute),
        early.callsBefore(),
        early.callsAfter(),
        early.verdict(),
        early.decided(),
        early.why(),
        early.callsNeeded(),
        early.measures(),
        early.confounders(),
        early.ruleKeys());
  }
}
