package org.voiceagent.exporter.redaction.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.redaction.Redactor;

/**
 * Prints how much of what is personal in made-up calls the redactor finds, and how much else it
 * takes: {@code make redaction-report}. Fails below the thresholds.
 */
final class RedactionReport {
  private static final List<Long> SEEDS = List.of(101L, 202L, 303L, 404L, 505L);
  private static final int TURNS = Integer.getInteger("report.turns", 12_000);

  @Test
  @Tag("figures")
  void print() {
    List<Call> calls = new ArrayList<>();
    List<String> below = new ArrayList<>();
    for (long seed : SEEDS) {
      Corpus corpus = Corpus.of(seed, TURNS, Tongue.ENGLISH);
      calls.addAll(corpus.calls());
      Thresholds.below(Scorer.score(corpus, Redactor.strict()::redactDialogue))
          .forEach(problem -> below.add("seed " + seed + ": " + problem));
    }
    Corpus all = new Corpus(calls);
    Score score = Scorer.score(all, Redactor.strict()::redactDialogue);
    System.out.println(ScoreTable.figures(score));
    System.out.println(throughput(all));
    below.forEach(System.out::println);
    System.out.println();
    System.out.println(ScoreTable.mistakes(score));
    assertEquals(List.of(), below);
  }

  /** Over all calls, once the code is warm from the scoring. */
  private static String throughput(Corpus corpus) {
    long bytes =
        corpus.turns().mapToLong(t -> t.text().getBytes(StandardCharsets.UTF_8).length).sum();
    long begin = System.nanoTime();
    corpus.calls().forEach(call -> Redactor.strict().redactDialogue(call.turns()));
    double seconds = (System.nanoTime() - begin) / 1e9;
    return String.format(
        Locale.ROOT, "%.1f MB in %.2f s: %.1f MB/s", bytes / 1e6, seconds, bytes / 1e6 / seconds);
  }
}
