package org.voiceagent.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.redaction.CustomPattern;
import org.voiceagent.exporter.redaction.RedactionMode;
import org.voiceagent.exporter.redaction.RedactionSettings;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.redaction.number.Region;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;
import org.voiceagent.exporter.yaml.YamlFile;

final class RedactionConfigTest {
  private final Problems problems = new Problems();

  @Test
  void withoutAWordEverythingBuiltInIsLookedForWhenSomebodyReads() {
    assertThat(read(""))
        .isEqualTo(new RedactionConfig(RedactionMode.ON_READ, RedactionSettings.everything()));
    assertThat(said()).isEmpty();
  }

  @Test
  void everyKeyIsRead() {
    RedactionConfig config =
        read(
            """
            redact: on_ingest
            regions: [de, fr]
            patterns:
              - name: CUSTOMER_NUMBER
                pattern: 'KD-[0-9]{6}'
                examples: ["my number is kd-123456"]
                counter_examples: ["KD-12"]
            """);

    assertThat(said()).isEmpty();
    assertThat(config.mode()).isEqualTo(RedactionMode.ON_INGEST);
    assertThat(config.settings().regions()).containsExactlyInAnyOrder(Region.DE, Region.FR);
    assertThat(config.settings().patterns())
        .containsExactly(CustomPattern.of("CUSTOMER_NUMBER", "KD-[0-9]{6}"));
    assertThat(config.redactor().redact("it is KD-123456").text())
        .isEqualTo("it is [CUSTOMER_NUMBER]");
  }

  @Test
  void regionsLeaveOutTheNumbersOfOtherCountries() {
    String dni = "my code word is 12345678Z";

    assertThat(read("regions: [es]").redactor().redact(dni).text()).contains("[ID]");
    assertThat(read("regions: [us]").redactor().redact(dni).text()).doesNotContain("[ID]");
  }

  @Test
  void offLeavesEveryTextAsItIs() {
    assertThat(read("redact: off").redactor()).isSameAs(Redactor.off());
  }

  @ParameterizedTest
  @ValueSource(strings = {"on_red", "never", "false", "ON_READ", "''"})
  void anotherWordWarnsAndMeansTheStrictest(String word) {
    RedactionConfig config = read("# nothing\nredact: " + word);

    assertThat(config.mode()).isEqualTo(RedactionMode.ON_INGEST);
    assertThat(config.redactor().active()).isTrue();
    assertThat(problems.list()).isEmpty();
    assertThat(problems.warnings())
        .singleElement()
        .asString()
        .startsWith("exporter.yml:2: ")
        .contains("redact: must be on_ingest, on_read or off")
        .endsWith("until then, on_ingest applies");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "redacted: off | 1 | redacted",
        "regions: [us, xx] | 1 | regions",
        "patterns: [{name: AB}] | 1 | pattern",
        "patterns: [{pattern: x}] | 1 | name",
        "patterns: [{name: AB, pattern: x, example: []}] | 1 | example",
        "patterns: [{name: ab, pattern: x}] | 1 | a name must have 2 to 32 characters of A to Z and"
            + " _",
        "patterns: [{name: CARD, pattern: x}] | 1 | CARD is a built-in name",
        "patterns: [{name: AB, pattern: 'x*'}] | 1 | matches the empty text",
        "patterns: [{name: AB, pattern: '(x'}] | 1 | missing closing )",
        "patterns: [{name: AB, pattern: '(x)\\1'}] | 1 | invalid escape sequence",
        "patterns: [{name: AB, pattern: 'x(?=y)'}] | 1 | invalid",
        "patterns: [{name: AB, pattern: x, examples: [y]}] | 1 | does not match this example",
        "patterns: [{name: AB, pattern: x, counter_examples: [x]}] | 1 | matches this counter"
            + "-example",
        "patterns: [{name: AB, pattern: x}, {name: AB, pattern: y}] | 1 | is also the name of"
            + " another"
      })
  void mistakesAreSaidWithTheirLine(String yaml, int line, String why) {
    read(yaml);

    assertThat(said()).singleElement().asString().startsWith("exporter.yml:" + line).contains(why);
  }

  @Test
  void allMistakesAreSaidAtOnce() {
    read(
        """
        patterns:
          - name: ab
            pattern: x
          - name: CD
            pattern: '(x'
          - name: EF
            pattern: x
            examples:
              - has an x
              - has none
        """);

    assertThat(said()).hasSize(3);
    assertThat(said().get(2)).startsWith("exporter.yml:10: ");
  }

  private RedactionConfig read(String yaml) {
    return RedactionConfig.from(YamlFile.parse("exporter.yml", yaml, problems));
  }

  private List<String> said() {
    return problems.list().stream().map(Problem::toString).toList();
  }
}
