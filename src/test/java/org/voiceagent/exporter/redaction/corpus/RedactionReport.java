package org.voiceagent.exporter.redaction.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.redaction.corpus.FiguresTable.Source;

/**
 * Prints how much personal data in made-up calls the redactor finds, and how much else it removes:
 * {@code make redaction-report}. Fails below the thresholds, which apply to English calls of each
 * seed; the other tables are for comparison. {@code make redaction-docs} writes the tables into
 * {@code docs/redaction.md}.
 */
final class RedactionReport {
  private static final List<Long> SEEDS = List.of(101L, 202L, 303L, 404L, 505L);
  private static final int TURNS = Integer.getInteger("report.turns", 12_000);

  @Test
  @Tag("figures")
  void print() throws IOException {
    List<Call> calls = new ArrayList<>();
    List<String> below = new ArrayList<>();
    Redactions redactions = new Redactions(Map.of(), 0, 0);
    for (long seed : SEEDS) {
      Corpus corpus = Corpus.of(seed, TURNS, Tongue.ENGLISH);
      Redactions each = Redactions.of(corpus);
      redactions = redactions.and(each);
      calls.addAll(corpus.calls());
      RecallThresholds.below(Scorer.score(corpus, each::of))
          .forEach(problem -> below.add("seed " + seed + ": " + problem));
    }
    Score score = Scorer.score(new Corpus(calls), redactions::of);
    line("English, seeds %s\n", SEEDS);
    line("%s", ScoreTable.figures(score));
    docs("seeds", ScoreTable.categories(score));
    line(
        "Redacted %.1f MB at %.1f MB/s on one core.",
        redactions.bytes() / 1e6, redactions.megabytesPerSecond());
    line("%s", below.isEmpty() ? "Every seed reaches the thresholds." : String.join("\n", below));
    below.addAll(writtenByHand());
    outside(score);
    line("\nNumbers in the words of other languages\n\n%s", LanguageReport.table());
    beyondTheThresholds();
    line("%s", ScoreTable.mistakes(score));
    assertEquals(List.of(), below);
  }

  /** All figures in one table, with those of calls that no detector was tuned on. */
  private static void outside(Score english) throws IOException {
    FiguresTable table = new FiguresTable();
    table.add(Source.REPOSITORY, Tongue.ENGLISH.code(), english);
    for (Tongue tongue : Tongue.values()) {
      if (tongue != Tongue.ENGLISH) {
        Corpus corpus = Corpus.of(SEEDS.get(0), TURNS / 4, tongue);
        table.add(
            Source.REPOSITORY, tongue.code(), Scorer.score(corpus, Redactions.of(corpus)::of));
      }
    }
    OutsideFigures.addTo(table);
    String figures =
        table.markdown()
            + "\nThe weakest locales of these addresses: "
            + OutsideFigures.weakestLocales(Redactor.strict())
            + ".";
    line("\nAll calls, weakest first\n\n%s", figures);
    line("%s", PublicSets.folder().isPresent() ? "" : "SGD is skipped: no -Dredaction.sets.");
    docs("figures", figures);
  }

  private static List<String> writtenByHand() throws IOException {
    MarkedScore unseen = MarkedScore.of(MarkedCall.read(MarkedCallsTest.UNSEEN), Redactor.strict());
    MarkedScore tasks = MarkedScore.of(MarkedCall.read(MarkedCallsTest.TASKS), Redactor.strict());
    String table =
        String.join(
            "\n",
            "| calls | turns | personal and gone | read out and gone | hits that are right |"
                + " harmless words kept |",
            "|---|---|---|---|---|---|",
            byHand("as people speak", unseen),
            byHand("to get something done", tasks));
    line("\nCalls written by hand before the detectors were changed\n\n%s", table);
    docs("hand", table);
    unseen.mistakes().forEach(mistake -> line("as people speak, %s", mistake));
    tasks.mistakes().forEach(mistake -> line("to get something done, %s", mistake));
    List<String> below = new ArrayList<>();
    if (unseen.spoken().share() < MarkedCallsTest.LEAST) {
      below.add("read out as people speak: " + unseen.spoken());
    }
    if (tasks.hits().share() < MarkedCallsTest.LEAST) {
      below.add("hits in calls to get something done: " + tasks.hits());
    }
    return below;
  }

  private static String byHand(String title, MarkedScore score) {
    return "| %s | %d | %s | %s | %s | %s |"
        .formatted(
            title,
            score.turns(),
            score.marks(),
            score.spoken(),
            score.hits(),
            score.harmlessWords());
  }

  private static void beyondTheThresholds() {
    compare(
        "English, phrasings held out of all other calls", Corpus.heldOut(SEEDS.get(0), TURNS / 2));
    compare(
        "English on a bad line, each tenth spoken figure misheard",
        Corpus.misheard(SEEDS.get(0), TURNS / 2, 0.1));
    for (Tongue tongue : Tongue.values()) {
      if (tongue != Tongue.ENGLISH) {
        compare("Language " + tongue.code(), Corpus.of(SEEDS.get(0), TURNS / 4, tongue));
      }
    }
  }

  private static void compare(String title, Corpus corpus) {
    line("\n%s; not held against the thresholds\n", title);
    line("%s", ScoreTable.categories(Scorer.score(corpus, Redactions.of(corpus)::of)));
  }

  /** Writes a table into the page that {@code -Dredaction.docs} names, if it names one. */
  private static void docs(String block, String table) throws IOException {
    String page = System.getProperty("redaction.docs", "");
    if (!page.isEmpty()) {
      DocsBlock.replace(Path.of(page), block, table);
    }
  }

  private static void line(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }
}
