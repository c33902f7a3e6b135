package org.voiceagent.exporter.redaction.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.voiceagent.exporter.redaction.Match;
import org.voiceagent.exporter.redaction.Redacted;
import org.voiceagent.exporter.redaction.Utterance;
import org.voiceagent.exporter.redaction.corpus.Planted.Piece;
import org.voiceagent.exporter.redaction.corpus.Planted.Rule;

/**
 * Compares what a redactor removed with what was planted.
 *
 * <p>Planted data counts as found if every letter and digit of its value lies in a match. A match
 * is right if it touches data that must or may be removed, unless it also contains more than
 * {@value #MOST_WORDS_BESIDE} other words.
 */
final class Scorer {
  /** A match with more other words than this is wrong, whatever else it contains. */
  static final int MOST_WORDS_BESIDE = 10;

  private final Function<List<Utterance>, List<Redacted>> redactor;
  private final Score score = new Score();

  private Scorer(Function<List<Utterance>, List<Redacted>> redactor) {
    this.redactor = redactor;
  }

  /** Runs the redactor over all calls. */
  static Score score(Corpus corpus, Function<List<Utterance>, List<Redacted>> redactor) {
    Scorer scorer = new Scorer(redactor);
    corpus.calls().forEach(scorer::call);
    return scorer.score;
  }

  private void call(Call call) {
    List<Redacted> redacted = redactor.apply(call.turns());
    if (redacted.size() != call.turns().size()) {
      throw new AssertionError("turns went missing");
    }
    score.turns(call.turns(), redacted);
    for (Planted planted : call.planted()) {
      score.planted(planted, covered(planted, call, redacted), labels(planted, redacted), call);
    }
    for (int turn = 0; turn < redacted.size(); turn++) {
      for (Match hit : redacted.get(turn).matches()) {
        hit(hit, turn, call);
      }
    }
  }

  private static boolean covered(Planted planted, Call call, List<Redacted> redacted) {
    return planted.pieces().stream()
        .filter(Piece::value)
        .allMatch(
            piece ->
                covered(
                    piece,
                    call.turns().get(piece.turn()).text(),
                    redacted.get(piece.turn()).matches()));
  }

  private static boolean covered(Piece piece, String text, List<Match> hits) {
    for (int i = piece.start(); i < piece.end(); i++) {
      int at = i;
      if (Character.isLetterOrDigit(text.charAt(i))
          && hits.stream().noneMatch(hit -> hit.start() <= at && at < hit.end())) {
        return false;
      }
    }
    return true;
  }

  private static List<String> labels(Planted planted, List<Redacted> redacted) {
    return planted.pieces().stream()
        .filter(Piece::value)
        .flatMap(
            piece ->
                redacted.get(piece.turn()).matches().stream()
                    .filter(hit -> hit.start() < piece.end() && piece.start() < hit.end()))
        .map(Match::category)
        .distinct()
        .toList();
  }

  private void hit(Match hit, int turn, Call call) {
    List<Stretch> personal = stretches(call, turn, true);
    boolean touches = personal.stream().anyMatch(stretch -> stretch.touches(hit));
    boolean right = touches && wordsBeside(hit, call, turn, personal) <= MOST_WORDS_BESIDE;
    String what =
        stretches(call, turn, false).stream()
            .filter(stretch -> stretch.touches(hit))
            .map(Stretch::kind)
            .findFirst()
            .orElse(touches ? "too long" : "words");
    score.hit(hit, right, what, call.turns().get(turn).text());
  }

  /** From the first to the last part of the planted data, including an "um" between them. */
  private record Stretch(String kind, int start, int end) {
    boolean touches(Match hit) {
      return hit.start() < end && start < hit.end();
    }
  }

  private static List<Stretch> stretches(Call call, int turn, boolean personal) {
    List<Stretch> stretches = new ArrayList<>();
    for (Planted planted : call.planted()) {
      if ((planted.rule() != Rule.STAYS) == personal) {
        List<Piece> here = planted.pieces().stream().filter(p -> p.turn() == turn).toList();
        if (!here.isEmpty()) {
          stretches.add(
              new Stretch(planted.kind(), here.get(0).start(), here.get(here.size() - 1).end()));
        }
      }
    }
    return stretches;
  }

  private static int wordsBeside(Match hit, Call call, int turn, List<Stretch> personal) {
    String text = call.turns().get(turn).text();
    int words = 0;
    boolean within = false;
    for (int i = hit.start(); i < hit.end(); i++) {
      int at = i;
      boolean beside =
          !Character.isWhitespace(text.charAt(i))
              && personal.stream().noneMatch(s -> s.start() <= at && at < s.end());
      if (beside && !within) {
        words++;
      }
      within = beside;
    }
    return words;
  }
}
