package org.voiceagent.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.testing.GoldenFile;
import org.voiceagent.exporter.testing.SampleEffects;

final class EffectsPageTest {
  private static final Path SCHEMA = Path.of("docs", "schema", "effects.schema.json");

  @Test
  void withoutAnyChangeThereAreNoEffects() {
    try (RunningServer server = RunningServer.empty()) {
      String answer = server.get("/feedback/effects").body();

      assertThat(answer).contains("not randomised").endsWith("\"effects\":[],\"advice\":[]}\n");
      assertThat(FeedbackSchema.faults(SCHEMA, answer)).isEmpty();
    }
  }

  @Test
  void eachEffectTellsWhatChangedWhatItDidAndHowSureThatIs() {
    try (RunningServer server = RunningServer.withSampleCalls()) {
      server.conclusions.effects.add(SampleEffects.helped());
      server.conclusions.effects.add(SampleEffects.tooEarly());
      server.conclusions.stories.add(SampleEffects.resolved());

      String answer = server.get("/feedback/effects").body();

      GoldenFile.of("http/feedback-effects.json").matches(answer);
      assertThat(FeedbackSchema.faults(SCHEMA, answer)).isEmpty();
    }
  }
}
