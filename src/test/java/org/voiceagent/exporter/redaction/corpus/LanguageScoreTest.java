package org.voiceagent.exporter.redaction.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceagent.exporter.language.Language;
import org.voiceagent.exporter.redaction.Redacted;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.redaction.Utterance;

/** Numbers that are read out in the words of other languages. */
final class LanguageScoreTest {
  private static final double LEAST = 0.95;

  /** A set has a dozen numbers; one of them may be missed. */
  private static final double LEAST_OF_A_DOZEN = 0.9;

  static Stream<String> files() {
    return Stream.of(Language.values())
        .filter(language -> language != Language.ENGLISH)
        .flatMap(
            language ->
                LanguageReport.CORPORA.stream().map(corpus -> language.code() + "-" + corpus));
  }

  @ParameterizedTest
  @MethodSource("files")
  void findsNumbersInTheWordsOfTheLanguageAndTakesLittleElse(String file) throws IOException {
    LanguageScore score = LanguageScore.of(file + ".txt", Redactor.strict());

    double least = score.all().all() < 15 ? LEAST_OF_A_DOZEN : LEAST;
    assertThat(score.all().all()).isGreaterThan(10);
    assertThat(score.all().share()).as("%s", score.mistakes()).isGreaterThanOrEqualTo(least);
    assertThat(score.hits().share()).as("%s", score.mistakes()).isGreaterThanOrEqualTo(LEAST);
  }

  @ParameterizedTest
  @MethodSource("files")
  void changesNothingASecondTime(String file) throws IOException {
    for (List<Utterance> call : LanguageScore.calls(file + ".txt")) {
      List<Utterance> once = redacted(call);
      assertThat(redacted(once)).isEqualTo(once);
    }
  }

  private static List<Utterance> redacted(List<Utterance> call) {
    List<Redacted> redacted = Redactor.strict().redactDialogue(call);
    List<Utterance> left = new ArrayList<>();
    for (int i = 0; i < call.size(); i++) {
      left.add(new Utterance(call.get(i).speaker(), redacted.get(i).text()));
    }
    return left;
  }
}
