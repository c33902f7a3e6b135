package org.voiceagent.exporter.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.yaml.Problems;

/** The table of prices is read strictly, and LiteLLM's table becomes one. */
final class PriceTableTest {

  @Test
  void theShippedFileHoldsNoPriceAndItsExampleIsOne() throws Exception {
    String shipped = Files.readString(Path.of("monitoring", "prices.yml"));
    String example = shipped.substring(shipped.indexOf("# prices:")).replaceAll("(?m)^# ?", "");

    assertThat(InvoicesTest.table(shipped).size()).isZero();
    assertThat(InvoicesTest.table(example).size()).isEqualTo(6);
  }

  @Test
  void everyMistakeIsNamedWithItsLine() {
    Problems problems = new Problems();

    PriceTable.parse(
        "prices.yml",
        """
        prices:
          - model: a
            unit: tokens
            price: -1
            currency: DOLLARS
            effective_from: yesterday
          - {model: b, component: total, unit: calls, price: 1, per: 0, currency: USD, effective_from: 2026-01-01}
          - {unit: calls, price: 1, currency: USD, effective_from: 2026-01-01, prise: 2}
        """,
        problems);

    assertThat(problems.list())
        .extracting(Object::toString)
        .anySatisfy(one -> assertThat(one).startsWith("prices.yml:3:").contains("input_tokens"))
        .anySatisfy(one -> assertThat(one).startsWith("prices.yml:4:").contains("0 or more"))
        .anySatisfy(one -> assertThat(one).startsWith("prices.yml:5:").contains("ISO 4217"))
        .anySatisfy(one -> assertThat(one).startsWith("prices.yml:6:").contains("a date"))
        .anySatisfy(one -> assertThat(one).startsWith("prices.yml:7:").contains("not total"))
        .anySatisfy(one -> assertThat(one).startsWith("prices.yml:7:").contains("above 0"))
        .anySatisfy(one -> assertThat(one).startsWith("prices.yml:8:").contains("prise"))
        .anySatisfy(one -> assertThat(one).startsWith("prices.yml:8:").contains("model"))
        .hasSize(8);
  }

  @Test
  void tableOfLiteLlmBecomesOneOfOurs() {
    LiteLlmPrices.Imported imported =
        LiteLlmPrices.translated(
            """
            {"sample_spec":{"input_cost_per_token":0.0,"litellm_provider":"one of many","mode":"chat"},
             "duplex-1":{"litellm_provider":"northvoice","mode":"chat","input_cost_per_token":4e-06,
               "cache_read_input_token_cost":4e-07,"input_cost_per_audio_token":3.2e-05,
               "output_cost_per_token":1.6e-05,"output_cost_per_audio_token":6.4e-05},
             "hearwell/hear-2":{"litellm_provider":"hearwell","mode":"audio_transcription",
               "input_cost_per_second":0.0001},
             "sonata \\"x\\"":{"litellm_provider":"letterspeak","mode":"audio_speech",
               "input_cost_per_character":1.5e-05},
             "painter":{"litellm_provider":"p","mode":"image_generation","output_cost_per_image":1}}
            """,
            LocalDate.parse("2026-01-31"));

    assertThat(imported.models()).isEqualTo(3);
    assertThat(imported.leftOut()).isEqualTo(1);
    assertThat(InvoicesTest.table(imported.yaml()).size()).isEqualTo(7);
    assertThat(imported.yaml())
        .contains(
            "{provider: \"northvoice\", model: \"duplex-1\", component: llm, unit:"
                + " cached_input_tokens, price: 0.4, per: 1000000, currency: USD, effective_from:"
                + " 2026-01-31}")
        .contains(
            "{provider: \"hearwell\", model: \"hear-2\", component: stt, unit: audio_seconds,"
                + " price: 0.0001, currency: USD");
  }

  @Test
  void anotherFileIsRefused() {
    LocalDate day = LocalDate.parse("2026-01-31");

    assertThatThrownBy(() -> LiteLlmPrices.translated("[]", day)).hasMessageContaining("object");
    assertThatThrownBy(() -> LiteLlmPrices.translated("{", day)).hasMessageContaining("not JSON");
    assertThatThrownBy(() -> LiteLlmPrices.translated("{\"a\":{}}", day))
        .hasMessageContaining("no model");
  }
}
