package org.voiceagent.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of names. */
final class SemanticNamesTest {
  private static final List<String> KIND = List.of("kind");

  @Test
  void offKeepsEveryName() {
    SemanticNames names = SemanticNames.of("off");

    assertThat(names.translates()).isFalse();
    assertThat(names.attribute("provider_id")).isEqualTo("provider_id");
    assertThat(names.value("provider_id", "openai_realtime")).isEqualTo("openai_realtime");
    assertThat(names.metric("ai_agent_call_tokens_total", KIND, List.of("input"))).isEmpty();
  }

  @Test
  void versionsAreThoseOfTheTable() {
    assertThat(SemanticNames.versions()).containsExactly("off", "1.41", "0.1.0");
  }

  @Test
  void firstReleaseOfItsOwnHasACounterForEachKindOfToken() {
    SemanticNames names = SemanticNames.of("0.1.0");

    assertThat(names.attribute("provider_id")).isEqualTo("gen_ai.provider.name");
    assertThat(names.value("provider_id", "openai_realtime")).isEqualTo("openai");
    assertThat(names.value("provider_id", "my_own")).isEqualTo("my_own");
    assertThat(names.metric("ai_agent_call_tokens_total", KIND, List.of("cached_input")))
        .hasValueSatisfying(
            name ->
                assertThat(name.name())
                    .isEqualTo("gen_ai.client.inference.usage.cache_read.input_tokens"));
    assertThat(names.metric("ai_agent_call_tokens_total", KIND, List.of("audio_input"))).isEmpty();
  }

  @Test
  void earlierVersionTranslatesLabelsOnly() {
    SemanticNames names = SemanticNames.of("1.41");

    assertThat(names.attribute("model_variant")).isEqualTo("gen_ai.request.model");
    assertThat(names.metric("ai_agent_call_tokens_total", KIND, List.of("input"))).isEmpty();
  }
}
