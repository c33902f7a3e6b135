package org.voiceagent.exporter.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.yaml.Problems;
import org.voiceagent.exporter.yaml.YamlFile;

final class PatchDocumentTest {

  @Test
  void ofOneSettingHasNothingElse() {
    assertThat(of("a", "1.5")).isEqualTo("a: 1.5\n");
    assertThat(of("streaming.low_watermark_ms", "120"))
        .isEqualTo("streaming:\n  low_watermark_ms: 120\n");
    assertThat(of("a.b.c", "false")).isEqualTo("a:\n  b:\n    c: false\n");
  }

  @Test
  void ofSeveralBringsTogetherWhatBelongsTogether() {
    assertThat(
            PatchDocument.of(
                List.of(
                    new Setting("streaming.min_start_ms", "140", "starts early"),
                    new Setting("active_pipeline", "cloud", ""),
                    new Setting("streaming.low_watermark_ms", "120", "runs low"))))
        .isEqualTo(
            """
            streaming:
              # starts early
              min_start_ms: 140
              # runs low
              low_watermark_ms: 120
            active_pipeline: cloud
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cloud",
        "on",
        "No",
        "null",
        "a: b",
        "#1",
        "x\"y\\z",
        "",
        " ",
        "a\nb",
        "grün",
        "1.2.3",
        "a\u2028b",
        "\uFEFFa",
        "\u0000",
        "😀",
        "\u0085"
      })
  void aNameComesBackAsItWas(String name) {
    Problems problems = new Problems();
    String patch = of("active_pipeline", name);
    assertThat(YamlFile.parse("patch", patch, problems).at("active_pipeline").text("gone"))
        .isEqualTo(name);
    assertThat(problems.list()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "No", "y", "null"})
  void aNameIsNotMistakenForAFlag(String name) {
    assertThat(of("a", name)).isEqualTo("a: \"" + name + "\"\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb: 1", "a\rb: 1", "a\u2028b: 1", "a\u0085b: 1", "\u0007bell"})
  void aCommentStaysOnItsLine(String said) {
    String yaml = PatchDocument.of(List.of(new Setting("a", "1", said)));
    assertThat(yaml.lines()).hasSize(2);
    Problems problems = new Problems();
    assertThat(YamlFile.parse("patch", yaml, problems).entries().keySet()).containsExactly("a");
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void refusesAKeyWithinAnother() {
    assertThatThrownBy(
            () -> PatchDocument.of(List.of(new Setting("a", "1", ""), new Setting("a.b", "2", ""))))
        .hasMessage("a.b cannot stand below a value");
    assertThatThrownBy(
            () -> PatchDocument.of(List.of(new Setting("a.b", "1", ""), new Setting("a", "2", ""))))
        .hasMessage("a is there already");
  }

  private static String of(String key, String value) {
    return PatchDocument.of(List.of(new Setting(key, value, "")));
  }
}
