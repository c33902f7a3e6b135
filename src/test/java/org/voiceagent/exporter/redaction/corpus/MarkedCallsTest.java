package org.voiceagent.exporter.redaction.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.redaction.Redactor;

/**
 * How the redactor performs on calls that were written by hand before its detectors were changed.
 */
final class MarkedCallsTest {
  /** For what is removed, and for numbers that are read out. */
  static final double LEAST = 0.95;

  /** For all personal data, including names without an introduction. */
  static final double LEAST_OF_ALL = 0.9;

  static final String UNSEEN = "unseen.txt";
  static final String TASKS = "tasks.txt";

  @Test
  void findsNumbersReadOutAsPeopleSpeak() throws IOException {
    MarkedScore score = MarkedScore.of(MarkedCall.read(UNSEEN), Redactor.strict());

    assertThat(score.turns()).isGreaterThan(300);
    assertThat(score.spoken().share()).as("%s", score.mistakes()).isGreaterThanOrEqualTo(LEAST);
    assertThat(score.marks().share())
        .as("%s", score.mistakes())
        .isGreaterThanOrEqualTo(LEAST_OF_ALL);
  }

  @Test
  void takesHardlyAnythingHarmlessFromCallsToGetSomethingDone() throws IOException {
    MarkedScore score = MarkedScore.of(MarkedCall.read(TASKS), Redactor.strict());

    assertThat(MarkedCall.read(TASKS)).hasSizeGreaterThan(60);
    assertThat(score.hits().share()).as("%s", score.mistakes()).isGreaterThanOrEqualTo(LEAST);
  }
}
