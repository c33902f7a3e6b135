package org.voiceagent.exporter.redaction.corpus;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * What was found and what was taken wrongly, by category, language and set of calls, as one
 * Markdown table with the weakest first. Not thread-safe.
 */
final class FiguresTable {
  /** Where calls come from. */
  enum Source {
    /** The phrasings of this repository, on which the detectors are tuned. */
    REPOSITORY("repository's corpus"),
    /** Phrasings held out, with people and places from Datafaker. */
    GENERATED("held out, people by Datafaker"),
    /** Schema-Guided Dialogue. */
    SGD("SGD"),
    /** Written by hand before the detectors were read. */
    FRESH("fresh, by hand");

    private final String title;

    Source(String title) {
      this.title = title;
    }
  }

  private record Row(String category, String language) {}

  /** How much of the data was found, and how many matches were right. */
  private record Figures(MarkedScore.Tally recall, MarkedScore.Tally precision) {
    static final Figures NONE =
        new Figures(new MarkedScore.Tally(0, 0), new MarkedScore.Tally(0, 0));

    Figures and(Figures other) {
      return new Figures(recall.and(other.recall), precision.and(other.precision));
    }

    @Override
    public String toString() {
      if (recall.all() == 0) {
        return "";
      }
      String right = precision.all() == 0 ? "no hit" : percent(precision);
      return percent(recall) + " of " + recall.all() + ", " + right;
    }

    private static String percent(MarkedScore.Tally tally) {
      return String.format(Locale.ROOT, "%.0f %%", Math.floor(100 * tally.share()));
    }
  }

  private final Map<Row, Map<Source, Figures>> rows = new HashMap<>();

  /** Adds the figures of calls written or generated with marks. */
  void add(Source source, String language, MarkedScore score) {
    for (String category : categories(score.recall(), score.precision())) {
      add(
          source,
          new Row(category, language),
          new Figures(
              score.recall().getOrDefault(category, Figures.NONE.recall()),
              score.precision().getOrDefault(category, Figures.NONE.precision())));
    }
  }

  /** Adds the figures of calls made from the repository's phrasings. */
  void add(Source source, String language, Score score) {
    for (String category : categories(score.recall(), score.precision())) {
      add(
          source,
          new Row(category, language),
          new Figures(tally(score.recall(), category), tally(score.precision(), category)));
    }
  }

  /** The table, with the lowest recall first. */
  String markdown() {
    StringBuilder text = new StringBuilder("| category | language |");
    for (Source source : Source.values()) {
      text.append(' ').append(source.title).append(" |");
    }
    text.append("\n|---|---|").append("---|".repeat(Source.values().length)).append('\n');
    rows.entrySet().stream()
        .filter(row -> lowest(row.getValue()) <= 1)
        .sorted(
            Comparator.comparingDouble(
                    (Map.Entry<Row, Map<Source, Figures>> row) -> lowest(row.getValue()))
                .thenComparing(row -> row.getKey().category())
                .thenComparing(row -> row.getKey().language()))
        .forEach(row -> text.append(line(row.getKey(), row.getValue())).append('\n'));
    return text.toString();
  }

  private static String line(Row row, Map<Source, Figures> figures) {
    StringBuilder line = new StringBuilder("| `" + row.category() + "` | " + row.language() + " |");
    for (Source source : Source.values()) {
      line.append(' ').append(figures.getOrDefault(source, Figures.NONE)).append(" |");
    }
    return line.toString();
  }

  /** The lowest recall of any source; 2 if nothing of the category was planted. */
  private static double lowest(Map<Source, Figures> figures) {
    return figures.values().stream()
        .filter(one -> one.recall().all() > 0)
        .mapToDouble(one -> one.recall().share())
        .min()
        .orElse(2);
  }

  private void add(Source source, Row row, Figures figures) {
    rows.computeIfAbsent(row, r -> new EnumMap<>(Source.class))
        .merge(source, figures, Figures::and);
  }

  private static List<String> categories(Map<String, ?> recall, Map<String, ?> precision) {
    TreeSet<String> all = new TreeSet<>(recall.keySet());
    all.addAll(precision.keySet());
    return List.copyOf(all);
  }

  private static MarkedScore.Tally tally(Map<String, Score.Tally> tallies, String category) {
    Score.Tally tally = tallies.getOrDefault(category, new Score.Tally());
    return new MarkedScore.Tally(tally.yes(), tally.all());
  }
}
