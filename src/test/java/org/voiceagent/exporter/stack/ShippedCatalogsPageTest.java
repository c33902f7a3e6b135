package org.voiceagent.exporter.stack;

import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.stack.ShippedCatalog.Metric;
import org.voiceagent.exporter.testing.GoldenFile;

/** The page of the shipped catalogs maps each of their metrics to its event. */
final class ShippedCatalogsPageTest {
  private static final GoldenFile PAGE = GoldenFile.document("catalogs.md");
  private static final String BEFORE_TABLES =
      "Labels show how many values they may have; further values count as `other`.\n";

  @Test
  void tablesListEveryMetricWithItsEvent() throws IOException {
    String words = PAGE.text();
    int end = words.indexOf(BEFORE_TABLES) + BEFORE_TABLES.length();
    StringBuilder page = new StringBuilder(words.substring(0, end));
    for (ShippedCatalog catalog : ShippedCatalog.all()) {
      page.append("\n### ")
          .append(catalog.name())
          .append("\n\n| metric | type | labels | event | what |\n|---|---|---|---|---|\n");
      catalog.metrics().forEach(metric -> page.append(row(metric)));
    }
    PAGE.matches(page.toString());
  }

  private static String row(Metric metric) {
    String labels =
        metric.labels().entrySet().stream()
            .map(label -> "`" + label.getKey() + "` (" + label.getValue() + ")")
            .collect(Collectors.joining(", "));
    return String.format(
        "| `%s` | %s | %s | %s | %s |\n",
        metric.name(),
        metric.type(),
        labels.isEmpty() ? "–" : labels,
        metric.events(),
        metric.help());
  }
}
