package org.voiceagent.exporter.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CostComponent;
import org.voiceagent.exporter.call.CostPart;
import org.voiceagent.exporter.call.ModelUsage;
import org.voiceagent.exporter.call.TokenKind;
import org.voiceagent.exporter.testing.CallSessions;

/** What one call costs: the engine's own bill first, else usage by the table, and nothing twice. */
final class PricingTest {
  private static final OptionalDouble NONE = OptionalDouble.empty();
  private static final String USD = "currency: USD, effective_from: 2025-01-01}\n";

  @Test
  void callThatSaysNothingOfCostCostsNothingKnown() {
    assertThat(priced("", CallSessions.call("a"))).isEqualTo(PricedCall.NOTHING);
  }

  @Test
  void theEnginesOwnPartsWinAndTheRestIsPricedFromUsage() {
    CallSessions call =
        CallSessions.call("a")
            .with(CallField.INPUT_TOKENS, 1_000)
            .with(CallField.OUTPUT_TOKENS, 100)
            .with(CallField.TTS_CHARACTERS, 900)
            .withRows(CallField.COST_PARTS, part(CostComponent.LLM, 0.5, "USD"));

    PricedCall priced =
        priced(
            "  - {model: '*', unit: input_tokens, price: 1, "
                + USD
                + "  - {model: '*', component: tts, unit: characters, price: 0.001, "
                + USD,
            call);

    assertThat(priced.parts())
        .extracting(PricingTest::shown)
        .containsExactly("llm 0.5 USD ENGINE", "tts 0.9 USD PRICES");
    assertThat(priced.totals())
        .extracting(PricingTest::shown)
        .containsExactly("total 1.4 USD PRICES");
    assertThat(priced.unpriced()).isEmpty();
  }

  @Test
  void noTokenIsPaidTwice() {
    ModelUsage usage =
        new ModelUsage(
            "p",
            "m",
            Map.of(
                TokenKind.INPUT, 100.0,
                TokenKind.CACHED_INPUT, 60.0,
                TokenKind.AUDIO_INPUT, 70.0,
                TokenKind.OUTPUT, 10.0,
                TokenKind.REASONING, 4.0),
            NONE,
            NONE);

    assertThat(TokenSplit.of(usage).values().stream().mapToDouble(Number::doubleValue).sum())
        .isEqualTo(110);
    assertThat(TokenSplit.of(usage).get(PriceUnit.CACHED_INPUT_TOKENS)).isEqualByComparingTo("60");
    assertThat(TokenSplit.of(usage).get(PriceUnit.AUDIO_INPUT_TOKENS)).isEqualByComparingTo("40");
    assertThat(TokenSplit.of(usage)).doesNotContainKey(PriceUnit.INPUT_TOKENS);
  }

  @Test
  void audioTokensWithoutAPriceMakeTheModelUnpricedAndCachedOnesCostWhatOthersDo() {
    String prices =
        "  - {model: m, unit: input_tokens, price: 2, "
            + USD
            + "  - {model: m, unit: output_tokens, price: 3, "
            + USD;

    PricedCall cached = priced(prices, using(TokenKind.CACHED_INPUT, 5));
    PricedCall audio = priced(prices, using(TokenKind.AUDIO_INPUT, 5));

    assertThat(cached.totals())
        .extracting(PricingTest::shown)
        .containsExactly("total 23 USD PRICES");
    assertThat(audio.parts()).isEmpty();
    assertThat(audio.totals()).isEmpty();
    assertThat(audio.unpriced())
        .extracting(UnpricedPart::why)
        .containsExactly("no price for audio_input_tokens");
  }

  @Test
  void unpricedPartLeavesTheEnginesTotalAlone() {
    CallSessions call =
        CallSessions.call("a").with(CallField.COST_USD, 0.041).with(CallField.INPUT_TOKENS, 5);

    PricedCall priced = priced("", call);

    assertThat(priced.totals())
        .extracting(PricingTest::shown)
        .containsExactly("total 0.041 USD ENGINE");
    assertThat(priced.unpriced())
        .extracting(UnpricedPart::component)
        .containsExactly(CostComponent.LLM);
  }

  @Test
  void quantityThatTheEngineBilledIsPricedByItsUnit() {
    CallSessions call =
        CallSessions.call("a")
            .withRows(
                CallField.COST_PARTS,
                new CostPart(
                    CostComponent.STT, "ear", "e1", "minutes", OptionalDouble.of(1.5), NONE, ""),
                new CostPart(
                    CostComponent.TTS, "mouth", "", "credits", OptionalDouble.of(9), NONE, ""));

    PricedCall priced =
        priced("  - {model: 'e*', component: stt, unit: audio_seconds, price: 0.01, " + USD, call);

    assertThat(priced.parts()).extracting(PricingTest::shown).containsExactly("stt 0.9 USD PRICES");
    assertThat(priced.unpriced())
        .extracting(UnpricedPart::why)
        .containsExactly("credits without a price");
    assertThat(priced.totals()).isEmpty();
  }

  @Test
  void modelThatSpeaksItselfBillsNoCharactersAndNoSecondsOfAudio() {
    CallSessions call =
        CallSessions.call("a")
            .with(CallField.OUTPUT_TOKENS, 10)
            .with(CallField.AUDIO_OUTPUT_TOKENS, 10)
            .with(CallField.TTS_CHARACTERS, 900)
            .with(CallField.STT_SECONDS, 30);

    PricedCall priced =
        priced("  - {model: '*', unit: audio_output_tokens, price: 1, " + USD, call);

    assertThat(priced.unpriced()).isEmpty();
    assertThat(priced.parts()).extracting(PricingTest::shown).containsExactly("llm 10 USD PRICES");
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o-mini, openai, gpt-4o-mini, openai, true",
    "gpt-4o-mini, openai, gpt-4o, openai, false",
    "gpt-4o*, openai, GPT-4o-2024-08-06, openai_realtime, true",
    "gpt-4o*, openai, gpt-4o, api.openai.com, true",
    "gpt-4o*, openai, gpt-4o, opena, false",
    "*, *, anything, anyone, true",
    "a*c*e, *, abcde, p, true",
    "a*c*e, *, abcd, p, false"
  })
  void namesMatchByStarsAndProvidersByTheirWords(
      String model, String provider, String called, String servedBy, boolean matches) {
    CallSessions call =
        CallSessions.call("a").labels("", servedBy, called).with(CallField.INPUT_TOKENS, 1);
    String price =
        "  - {provider: '%s', model: '%s', unit: input_tokens, price: 1, "
            .formatted(provider, model);

    assertThat(priced(price + USD, call).unpriced().isEmpty()).isEqualTo(matches);
  }

  @Test
  void theMoreSpecificPriceWinsAndOfTwoTheNewestThatHolds() {
    String prices =
        "  - {model: '*', unit: input_tokens, price: 1, "
            + USD
            + "  - {model: 'm*', unit: input_tokens, price: 2, "
            + USD
            + "  - {model: 'm*', unit: input_tokens, price: 3, currency: USD, effective_from: "
            + "2025-10-26}\n"
            + "  - {model: 'm*', unit: input_tokens, price: 9, currency: USD, effective_from: "
            + "2099-01-01}\n";
    CallSessions call =
        CallSessions.call("a").labels("", "p", "m1").with(CallField.INPUT_TOKENS, 1);

    assertThat(priced(prices, call).totals())
        .extracting(PricingTest::shown)
        .containsExactly("total 3 USD PRICES");
  }

  private static CallSessions using(TokenKind kind, double count) {
    return CallSessions.call("a")
        .withRows(
            CallField.MODEL_USAGE,
            new ModelUsage(
                "p",
                "m",
                Map.of(TokenKind.INPUT, 10.0, kind, count, TokenKind.OUTPUT, 1.0),
                NONE,
                NONE));
  }

  private static CostPart part(CostComponent component, double amount, String currency) {
    return new CostPart(component, "", "", "", NONE, OptionalDouble.of(amount), currency);
  }

  private static String shown(PricedPart part) {
    return part.component().label()
        + " "
        + part.amount().stripTrailingZeros().toPlainString()
        + " "
        + part.currency()
        + " "
        + part.source();
  }

  private static PricedCall priced(String prices, CallSessions call) {
    PriceTable table =
        prices.isEmpty() ? PriceTable.empty() : InvoicesTest.table("prices:\n" + prices);
    return new Pricing(table).of(call.build());
  }
}
