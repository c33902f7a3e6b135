package org.voiceagent.exporter.advice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.advice.fact.CodecName;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.yaml.Problems;

/** Spellings of one codec are one codec, in every rule. */
final class CodecNameTest {
  private static final Advisor SHIPPED =
      new Advisor(RuleBook.bundled(new Problems()), Thresholds.defaults());

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "ulaw, ulaw",
    "mulaw, ulaw",
    "mu-law, ulaw",
    "MULAW, ulaw",
    "g711_ulaw, ulaw",
    "pcmu, ulaw",
    "PCMA, alaw",
    "a-law, alaw",
    "g711_alaw, alaw",
    "pcm16, linear16",
    "pcm_s16le, linear16",
    "slin, slin",
    "slin16, slin16",
    "opus, opus"
  })
  void spellingsAreFolded(String spelling, String codec) {
    assertThat(CodecName.folded(spelling)).isEqualTo(codec);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ulaw", "mulaw", "mu-law", "g711_ulaw", "PCMU"})
  void noSpellingOfTheLinesCodecIsChangedIntoAnother(String spelling) {
    CallSessions call =
        CallSessions.call("c")
            .labels("", "google_live", "")
            .with(CallField.CODEC_ALIGNMENT_OK, 0)
            .with(CallField.TRANSPORT, "externalmedia")
            .with(CallField.CODEC, "ulaw")
            .setting("providers.google_live.target_encoding", spelling)
            .setting("providers.google_live.target_sample_rate_hz", "8000");
    assertThat(SHIPPED.advise(call.build()).recommendations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ulaw", "mulaw", "g711_ulaw"})
  void ownRulesComparePerCodecToo(String spelling) {
    RuleBook book =
        RuleTexts.book(
            RuleTexts.rule(
                "k",
                "info",
                "{compare: {setting: a.codec}, equals: mu-law}",
                "{field: a.b, set: 2, reason: r}"));
    CallSessions call = CallSessions.call("c").setting("a.codec", spelling).setting("a.b", "1");
    assertThat(new Advisor(book, Thresholds.defaults()).advise(call.build()).recommendations())
        .hasSize(1);
  }
}
