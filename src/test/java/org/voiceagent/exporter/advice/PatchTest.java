package org.voiceagent.exporter.advice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.yaml.Problems;
import org.voiceagent.exporter.yaml.YamlFile;

final class PatchTest {

  @Test
  void isAYamlDocumentWithJustTheChange() {
    assertThat(Patch.of("a", new SettingValue("1.5"))).isEqualTo("a: 1.5\n");
    assertThat(Patch.of("streaming.low_watermark_ms", SettingValue.of(120)))
        .isEqualTo("streaming:\n  low_watermark_ms: 120\n");
    assertThat(Patch.of("a.b.c", new SettingValue("false"))).isEqualTo("a:\n  b:\n    c: false\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cloud", "on", "No", "null", "a: b", "#1", "x\"y\\z", "", " ", "a\nb", "grün", "1.2.3"
      })
  void aNameComesBackAsItWas(String name) {
    Problems problems = new Problems();
    String patch = Patch.of("active_pipeline", new SettingValue(name));
    assertThat(YamlFile.parse("patch", patch, problems).at("active_pipeline").text("gone"))
        .isEqualTo(name);
    assertThat(problems.list()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "No", "y", "null"})
  void aNameIsNotMistakenForAFlag(String name) {
    assertThat(Patch.of("a", new SettingValue(name))).isEqualTo("a: \"" + name + "\"\n");
  }
}
