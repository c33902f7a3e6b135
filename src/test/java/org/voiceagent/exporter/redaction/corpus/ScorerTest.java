package org.voiceagent.exporter.redaction.corpus;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.redaction.Match;
import org.voiceagent.exporter.redaction.Redacted;
import org.voiceagent.exporter.redaction.Utterance;
import org.voiceagent.exporter.redaction.corpus.Planted.Form;
import org.voiceagent.exporter.redaction.corpus.Planted.Piece;
import org.voiceagent.exporter.redaction.corpus.Planted.Rule;

/**
 * The measure itself can fail: bad redactors get bad figures, a perfect one gets perfect figures.
 */
final class ScorerTest {
  private static final Corpus CORPUS = Corpus.of(11, 3_000, Tongue.ENGLISH);

  @Test
  void whoDoesNothingFindsNothing() {
    Score score = Scorer.score(CORPUS, turns -> hits(turns, turn -> List.of()));
    assertAll(
        () -> score.recall().values().forEach(tally -> assertEquals(0, tally.share())),
        () -> score.stays().values().forEach(tally -> assertEquals(1, tally.share())),
        () -> assertEquals(6, RecallThresholds.below(score).size()),
        () -> assertFalse(score.misses().isEmpty()));
  }

  @Test
  void whoTakesEverythingFailsPrecision() {
    Score score =
        Scorer.score(
            CORPUS,
            turns -> hits(turns, turn -> List.of(new Match("CARD", 0, turn.text().length()))));
    assertAll(
        () -> score.recall().values().forEach(tally -> assertEquals(1, tally.share())),
        () -> assertEquals(1, RecallThresholds.below(score).size()),
        () -> assertTrue(score.hits().share() < 0.35),
        () -> assertEquals(0, score.labelled().get("PHONE").share()));
  }

  @Test
  void whoKnowsWhatWasPlantedIsPerfect() {
    Score score = Scorer.score(CORPUS, knowing(UnaryOperator.identity()));
    assertAll(
        () -> assertEquals(List.of(), RecallThresholds.below(score)),
        () -> assertEquals(1, score.hits().share()),
        () -> score.recall().values().forEach(tally -> assertEquals(1, tally.share())),
        () -> score.labelled().values().forEach(tally -> assertEquals(1, tally.share())));
  }

  @Test
  void whoLeavesOneCharacterHasNotFoundIt() {
    Score score =
        Scorer.score(CORPUS, knowing(hit -> new Match(hit.category(), hit.start(), hit.end() - 1)));
    RecallThresholds.CATEGORIES.forEach(
        category -> assertEquals(0, score.recall().get(category).share(), category));
  }

  @Test
  void whoTakesTheWordsAroundItIsWrongOnlyWhereTheyAreMany() {
    String number = "4111 1111 1111 1111";
    String tenWords = "one of these ten words is really not much " + "extra ";
    Call call =
        new Call(
            List.of(new Utterance(Speaker.CALLER, tenWords + number)),
            List.of(
                new Planted(
                    "CARD",
                    Rule.GOES,
                    Form.WRITTEN,
                    List.of(
                        new Piece(
                            0, tenWords.length(), tenWords.length() + number.length(), true)))));
    Call longer =
        new Call(
            List.of(new Utterance(Speaker.CALLER, call.turns().get(0).text() + " more")),
            call.planted());
    assertAll(
        () -> assertEquals(1, allOf(call).hits().share()),
        () -> assertEquals(0, allOf(longer).hits().share()),
        () -> assertEquals(1, allOf(longer).recall().get("CARD").share()));
  }

  @Test
  void tableNamesEachCategoryAndTheMistakes() {
    Score score = Scorer.score(CORPUS, turns -> hits(turns, turn -> List.of()));
    String figures = ScoreTable.figures(score);
    assertAll(
        () ->
            score
                .recall()
                .forEach(
                    (kind, tally) ->
                        assertTrue(
                            figures.contains("| " + kind + " | " + tally.all() + " | 0.0 %"))),
        () -> assertTrue(ScoreTable.mistakes(score).contains("missed: CARD")));
  }

  private static Score allOf(Call call) {
    return Scorer.score(
        new Corpus(List.of(call)),
        turns -> hits(turns, turn -> List.of(new Match("CARD", 0, turn.text().length()))));
  }

  private static List<Redacted> hits(
      List<Utterance> turns, Function<Utterance, List<Match>> redactor) {
    return turns.stream().map(turn -> new Redacted("", redactor.apply(turn))).toList();
  }

  /** Takes each part of each value, slightly changed. */
  private static Function<List<Utterance>, List<Redacted>> knowing(UnaryOperator<Match> change) {
    Map<List<Utterance>, Call> calls = new HashMap<>();
    CORPUS.calls().forEach(call -> calls.put(call.turns(), call));
    return turns -> {
      List<List<Match>> hits = new ArrayList<>();
      turns.forEach(turn -> hits.add(new ArrayList<>()));
      for (Planted planted : calls.get(turns).planted()) {
        if (planted.rule() == Rule.GOES) {
          for (Piece piece : planted.pieces()) {
            hits.get(piece.turn())
                .add(change.apply(new Match(planted.kind(), piece.start(), piece.end())));
          }
        }
      }
      return hits.stream()
          .map(
              found ->
                  new Redacted(
                      "", found.stream().sorted(Comparator.comparingInt(Match::start)).toList()))
          .toList();
    };
  }
}
