package org.voiceagent.exporter.advice.fact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.testing.CallSessions;

/** What served a call decides which keys it went by. */
final class ServedByTest {
  @ParameterizedTest(name = "pipeline {0}, provider {1}, active {2}, default {3}: {4} {5} by {6}")
  @CsvSource(
      nullValues = "-",
      value = {
        "hybrid, hybrid,     hybrid, hybrid,   PIPELINE,   hybrid,   active_pipeline",
        "hybrid, openai_llm, hybrid, -,        PIPELINE,   hybrid,   active_pipeline",
        "hybrid, pipeline,   other,  hybrid,   PIPELINE,   hybrid,   other",
        "hybrid, local,      hybrid, hybrid,   PIPELINE,   hybrid,   active_pipeline",
        "other,  deepgram,   hybrid, deepgram, PIPELINE,   other,    other",
        "hybrid, deepgram,   hybrid, deepgram, FULL_AGENT, deepgram, default_provider",
        "hybrid, grok,       hybrid, deepgram, UNKNOWN,    -,        -",
        "none,   deepgram,   hybrid, deepgram, FULL_AGENT, deepgram, default_provider",
        "-,      deepgram,   -,      deepgram, FULL_AGENT, deepgram, default_provider",
        "-,      deepgram,   hybrid, grok,     FULL_AGENT, deepgram, other",
        "-,      hybrid,     hybrid, hybrid,   PIPELINE,   hybrid,   active_pipeline",
        "-,      groq_llm,   hybrid, hybrid,   UNKNOWN,    -,        -",
        "-,      -,          hybrid, deepgram, UNKNOWN,    -,        -",
      })
  void callAndConfigurationTellTogether(
      String pipeline,
      String provider,
      String active,
      String byDefault,
      ServedBy.Kind kind,
      String name,
      String chosenBy) {
    CallSessions call =
        CallSessions.call("c")
            .labels(orNone(pipeline), orNone(provider), "")
            .setting("pipelines.hybrid.llm", "a")
            .setting("pipelines.other.llm", "b");
    if (active != null) {
      call.setting("active_pipeline", active);
    }
    if (byDefault != null) {
      call.setting("default_provider", byDefault);
    }
    ServedBy served = ServedBy.of(call.build().labels(), call.build().snapshot());
    assertThat(served.kind()).isEqualTo(kind);
    assertThat(served.name()).isEqualTo(orNone(name));
    assertThat(served.chosenBy(call.build().snapshot()).orElse(null)).isEqualTo(chosenBy);
    assertThat(served.missing().isEmpty()).isEqualTo(kind != ServedBy.Kind.UNKNOWN);
  }

  @Test
  void aTypeSaysWhetherAProviderOfAnyNameIsAFullAgent() {
    CallSessions call =
        CallSessions.call("c")
            .setting("providers.tenant_a.type", "google_live")
            .setting("providers.tenant_b.type", "full")
            .setting("providers.speech.type", "openai")
            .setting("providers.local.type", "elevenlabs")
            .setting("providers.cambai.output_format", "pcm_s16le");
    var snapshot = call.build().snapshot();
    assertThat(ServedBy.isAgent("tenant_a", snapshot)).isTrue();
    assertThat(ServedBy.isAgent("tenant_b", snapshot)).isTrue();
    assertThat(ServedBy.isAgent("openai_realtime", snapshot)).isTrue();
    assertThat(ServedBy.isAgent("speech", snapshot)).isFalse();
    assertThat(ServedBy.isAgent("local", snapshot)).isFalse();
    assertThat(ServedBy.isAgent("cambai", snapshot)).isFalse();
    assertThat(ServedBy.isAgent("openai_llm", snapshot)).isFalse();
  }

  private static String orNone(String name) {
    return name == null ? "" : name;
  }
}
