package org.voiceagent.exporter.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/** What holds of a score whatever is said. */
final class LexiconScorerFuzzTest {

  @FuzzTest
  void aScoreIsWithinItsRangeAndWhiteSpaceDoesNotMatter(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);

    OptionalDouble score = LexiconScorer.bundled().score(text);

    score.ifPresent(value -> assertThat(value).isBetween(-1.0, 1.0));
    assertThat(LexiconScorer.bundled().score("  " + text + "\n")).isEqualTo(score);
  }
}
