package org.voiceagent.exporter.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import org.voiceagent.exporter.language.Language;

/** What holds of a score whatever is said. */
final class LexiconScorerFuzzTest {

  @FuzzTest
  void aScoreIsWithinItsRangeAndWhiteSpaceDoesNotMatter(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);

    OptionalDouble score = LexiconScorer.of(Language.ENGLISH).score(text);

    score.ifPresent(value -> assertThat(value).isBetween(-1.0, 1.0));
    assertThat(LexiconScorer.of(Language.ENGLISH).score("  " + text + "\n")).isEqualTo(score);
  }
}
