package org.voiceagent.exporter.redaction.corpus;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.redaction.Match;
import org.voiceagent.exporter.redaction.Redacted;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.redaction.Utterance;

/** How much the redactor finds in calls that were not written for it. */
final class RedactionRecallTest {
  private static final Corpus CORPUS = Corpus.of(20_261_121, 4_000, Tongue.ENGLISH);
  private static final Redactions REDACTIONS = Redactions.of(CORPUS);

  /** With fewer of a category, one more miss would count too much. */
  private static final int ENOUGH = 80;

  @Test
  void findsEnoughAndTakesLittleElse() {
    Score score = Scorer.score(CORPUS, REDACTIONS::of);
    System.out.println(ScoreTable.figures(score));
    System.out.println(ScoreTable.mistakes(score));
    assertAll(
        () -> assertEquals(List.of(), RecallThresholds.below(score)),
        () ->
            RecallThresholds.CATEGORIES.forEach(
                category -> assertTrue(score.recall().get(category).all() >= ENOUGH, category)));
  }

  @Test
  void changesNothingASecondTime() {
    for (Call call : CORPUS.calls()) {
      List<Utterance> once = redacted(call.turns(), REDACTIONS.of(call.turns()));
      assertEquals(once, redacted(once, Redactor.strict().redactDialogue(once)));
    }
  }

  @Test
  void leavesTurnsAndWhatLiesBetweenTheHits() {
    for (Call call : CORPUS.calls()) {
      List<Redacted> redacted = REDACTIONS.of(call.turns());
      assertEquals(call.turns().size(), redacted.size());
      for (int i = 0; i < redacted.size(); i++) {
        assertEquals(
            rebuilt(call.turns().get(i).text(), redacted.get(i).matches()), redacted.get(i).text());
      }
    }
  }

  /** The same speakers in the same order, each with the remaining text. */
  private static List<Utterance> redacted(List<Utterance> turns, List<Redacted> redacted) {
    List<Utterance> result = new ArrayList<>();
    for (int i = 0; i < turns.size(); i++) {
      result.add(new Utterance(turns.get(i).speaker(), redacted.get(i).text()));
    }
    return result;
  }

  /** Fails if matches overlap or are out of order. */
  private static String rebuilt(String text, List<Match> hits) {
    StringBuilder rebuilt = new StringBuilder();
    int at = 0;
    for (Match hit : hits) {
      rebuilt.append(text, at, hit.start()).append('[').append(hit.category()).append(']');
      at = hit.end();
    }
    return rebuilt.append(text.substring(at)).toString();
  }
}
