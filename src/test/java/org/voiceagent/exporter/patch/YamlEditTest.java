package org.voiceagent.exporter.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class YamlEditTest {

  @Test
  void changesAValueAndNothingElse() {
    assertThat(
            edited(
                """
                # ours
                streaming:   # how it flows
                    low_watermark_ms: 80   # measured in May
                    min_start_ms: '60'

                vad: {webrtc_aggressiveness: 0}  # never again
                """,
                setting("streaming.low_watermark_ms", "120"),
                setting("streaming.min_start_ms", "140"),
                setting("vad.webrtc_aggressiveness", "1")))
        .isEqualTo(
            """
            # ours
            streaming:   # how it flows
                low_watermark_ms: 120   # measured in May
                min_start_ms: 140

            vad: {webrtc_aggressiveness: 1}  # never again
            """);
  }

  @Test
  void addsAKeyAtTheEndOfWhatItBelongsTo() {
    assertThat(
            edited(
                """
                streaming:
                    low_watermark_ms: 80 # here

                # about voices
                vad:
                  list:
                  - a
                  - b
                # the end
                """,
                new Setting("streaming.min_start_ms", "140", "starts early"),
                setting("vad.webrtc_aggressiveness", "1"),
                setting("barge_in.min_ms", "350")))
        .isEqualTo(
            """
            streaming:
                low_watermark_ms: 80 # here
                # starts early
                min_start_ms: 140

            # about voices
            vad:
              list:
              - a
              - b
              webrtc_aggressiveness: 1
            barge_in:
              min_ms: 350
            # the end
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a:                    | a:\\n  b: 1\\n",
        "a: null # none        | a:  # none\\n  b: 1\\n",
        "a: ~                  | a: \\n  b: 1\\n",
        "a: {}                 | a: {b: 1}",
        "a: {c: 2 }            | a: {c: 2, b: 1 }",
        "a: {b: }              | a: {b: 1 }",
        "{a: , d: 2}           | {a: {b: 1} , d: 2}",
        "{}                    | {a: {b: 1}}",
        "# nothing yet         | # nothing yet\\na:\\n  b: 1\\n",
        "``                    | a:\\n  b: 1\\n",
        "---                   | ---\\na:\\n  b: 1\\n",
        "a:\\r\\n  c: 2\\r\\n  | a:\\r\\n  c: 2\\r\\n  b: 1\\r\\n",
        "a:\\n  b:             | a:\\n  b: 1",
        "x: &x {c: 2}\\na: {<<: *x, d: 3} | x: &x {c: 2}\\na: {<<: *x, d: 3, b: 1}",
        "x: &x {c: 2}\\na:\\n  <<: *x # those | x: &x {c: 2}\\na:\\n  <<: *x # those\\n  b: 1\\n",
        "a:\\n  c: >\\n    text\\n\\nd: 1 | a:\\n  c: >\\n    text\\n  b: 1\\n\\nd: 1",
      })
  void findsAPlaceForAKey(String before, String after) {
    String yaml = before.replace("\\r", "\r").replace("\\n", "\n");
    assertThat(edited(yaml, setting("a.b", "1")))
        .isEqualTo(after.replace("\\r", "\r").replace("\\n", "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: 1            | line 1: holds no keys, so that a.b has no place there",
        "a: [1]          | line 1: holds no keys, so that a.b has no place there",
        "\\na: {b: {}}   | line 2: holds more than one value; change it by hand",
        "x: &x 1\\na: {b: *x} | line 2: is an alias; change it by hand",
        "x: &x {b: 2}\\na: *x | line 2: is an alias; change it by hand",
        "a: {b: &x 2}    | line 1: is used elsewhere by its anchor; change it by hand",
        "a:\\n  b: >\\n    text | line 2: is a block of text; change it by hand",
        "x: &x 1\\na: {c: *x} | line 2: ends with an alias; change it by hand",
        "a: [            | line 1: no YAML: expected the node content, but found '<stream end>'",
        "a: 1\\n---\\nb: 1 | the file has more than one document",
      })
  void refusesWhatItCannotChangeSafely(String before, String why) {
    assertThatThrownBy(() -> edited(before.replace("\\n", "\n"), setting("a.b", "1")))
        .isInstanceOf(YamlEditException.class)
        .hasMessage(why);
  }

  @Test
  void countsCharactersOutsideTheBasicPlaneOnce() {
    assertThat(edited("# 😀😀\na: {b: 2} # 😀\n", setting("a.b", "1")))
        .isEqualTo("# 😀😀\na: {b: 1} # 😀\n");
  }

  private static String edited(String yaml, Setting... settings) {
    return YamlEdit.apply(yaml, List.of(settings));
  }

  private static Setting setting(String key, String value) {
    return new Setting(key, value, "");
  }
}
