package org.voiceagent.exporter.redaction.corpus;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.voiceagent.exporter.redaction.corpus.Planted.Form;
import org.voiceagent.exporter.redaction.corpus.Score.Tally;

/** A score as Markdown tables. */
final class ScoreTable {
  private final StringBuilder text = new StringBuilder();
  private final Score score;

  private ScoreTable(Score score) {
    this.score = score;
  }

  /** The figures of the categories alone. */
  static String categories(Score score) {
    ScoreTable table = new ScoreTable(score);
    table.categories();
    return table.text.toString();
  }

  /** The figures alone. */
  static String figures(Score score) {
    ScoreTable table = new ScoreTable(score);
    table.categories();
    table.friends();
    return table.text.toString();
  }

  /** The first of each kind of mistake; all of it is made up. */
  static String mistakes(Score score) {
    ScoreTable table = new ScoreTable(score);
    table.examples("missed", score.misses());
    table.examples("taken wrongly", score.wrong());
    return table.text.toString();
  }

  private void categories() {
    line(
        "| category | planted | recall | written | spoken | over turns | named rightly | hits |"
            + " precision |");
    line("|---|---|---|---|---|---|---|---|---|");
    TreeSet<String> categories = new TreeSet<>(score.recall().keySet());
    categories.addAll(score.precision().keySet());
    for (String category : categories) {
      Map<Form, Tally> forms = score.recallByForm().getOrDefault(category, Map.of());
      line(
          "| %s | %d | %s | %s | %s | %s | %s | %d | %s |",
          category,
          of(score.recall(), category).all(),
          percent(of(score.recall(), category)),
          percent(of(forms, Form.WRITTEN)),
          percent(of(forms, Form.SPOKEN)),
          percent(of(forms, Form.TURNS)),
          percent(of(score.labelled(), category)),
          of(score.precision(), category).all(),
          percent(of(score.precision(), category)));
    }
    line(
        "| all | %d | %s | | | | | %d | %s |",
        score.recall().values().stream().mapToInt(Tally::all).sum(),
        percent(sum(score.recall())),
        score.hits().all(),
        percent(score.hits()));
    line("");
    line("%d turns, a hit in %d of them.", score.turns(), score.turnsWithHits());
    score
        .mayGo()
        .forEach(
            (kind, tally) ->
                line(
                    "May go or stay: %s, %d planted, %s went.", kind, tally.all(), percent(tally)));
    line("");
  }

  private void friends() {
    line("| false friend | planted | stayed |");
    line("|---|---|---|");
    score
        .stays()
        .forEach((kind, tally) -> line("| %s | %d | %s |", kind, tally.all(), percent(tally)));
    line("| all | %d | %s |", sum(score.stays()).all(), percent(sum(score.stays())));
    line("");
  }

  private void examples(String what, Map<String, List<String>> examples) {
    examples.forEach(
        (kind, texts) -> {
          line("%s: %s", what, kind);
          texts.forEach(example -> line("  %s", example));
        });
  }

  private static <K> Tally of(Map<K, Tally> tallies, K key) {
    return tallies.getOrDefault(key, new Tally());
  }

  private static Tally sum(Map<String, Tally> tallies) {
    Tally sum = new Tally();
    tallies.values().forEach(sum::addAll);
    return sum;
  }

  private static String percent(Tally tally) {
    return tally.all() == 0
        ? ""
        : String.format(Locale.ROOT, "%.1f %%", Math.floor(1000 * tally.share()) / 10);
  }

  private void line(String format, Object... arguments) {
    text.append(arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments))
        .append('\n');
  }
}
