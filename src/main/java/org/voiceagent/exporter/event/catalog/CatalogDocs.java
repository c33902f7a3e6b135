package org.voiceagent.exporter.event.catalog;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.voiceagent.exporter.yaml.ShortTime;

/** The page that documents the metrics and the events of a catalog. */
final class CatalogDocs {
  private static final String HEAD =
      """
      # Metrics of the catalog `%1$s`

      `make catalog` writes this page from
      [`monitoring/catalog/%1$s.yml`](../../monitoring/catalog/%1$s.yml), which
      [the format of a catalog](../catalog-format.md) explains. Its owner is `%2$s`.%3$s

      A number behind a label says how many values get series; further ones count as `other`.

      | metric | type | labels | what it shows | made from |
      |---|---|---|---|---|
      """;

  private CatalogDocs() {}

  static String of(EventCatalog catalog) {
    StringBuilder text =
        new StringBuilder(
            HEAD.formatted(
                catalog.name(),
                catalog.owner(),
                catalog.description().isBlank() ? "" : "\n\n" + catalog.description()));
    for (EventMetric metric : catalog.metrics()) {
      text.append("| `").append(metric.family().name()).append('`');
      metric.family().keeping().alias().ifPresent(alias -> text.append(", `" + alias + "`"));
      text.append(" | ").append(type(metric)).append(" | ").append(labels(metric));
      text.append(" | ").append(cell(metric.family().help()));
      text.append(metric.unit().isEmpty() ? "" : " Unit: " + metric.unit() + ".");
      text.append(" | `").append(metric.op()).append("` of ").append(cell(metric.source()));
      text.append(" |\n");
    }
    text.append(
        "\n## Events\n\n| event | version | what it says | fields that are private | kept |");
    text.append("\n|---|---|---|---|---|\n");
    for (EventType event : catalog.events()) {
      text.append("| `").append(event.name()).append("` | ").append(event.version());
      text.append(" | ").append(cell(event.description())).append(" | ").append(privacy(event));
      text.append(" | ").append(kept(event)).append(" |\n");
    }
    return text.toString();
  }

  /** How long each tier of a lake should keep the events; those about money are never sampled. */
  private static String kept(EventType event) {
    String tiers =
        event.retention().entrySet().stream()
            .filter(tier -> !tier.getKey().equals("class"))
            .map(tier -> tier.getKey() + " " + tier.getValue())
            .collect(Collectors.joining(", "));
    String name = event.retention().getOrDefault("class", "");
    return name
        + (name.isEmpty() || tiers.isEmpty() ? "" : ": ")
        + tiers
        + (event.cost() ? "; never sampled" : "");
  }

  private static String type(EventMetric metric) {
    String stale =
        metric.family().staleAfter().map(age -> ", shown for " + ShortTime.of(age)).orElse("");
    String buckets =
        metric.family().buckets().stream().map(CatalogDocs::plain).collect(Collectors.joining(" "));
    return metric.family().type().label() + (buckets.isEmpty() ? "" : " " + buckets) + stale;
  }

  private static String plain(double bound) {
    return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
  }

  private static String labels(EventMetric metric) {
    Map<String, EventLabel> byName =
        metric.labels().stream().collect(Collectors.toMap(EventLabel::name, label -> label));
    return metric.family().labels().isEmpty()
        ? "none"
        : metric.family().labels().stream()
            .map(name -> label(byName.get(name)))
            .collect(Collectors.joining(", "));
  }

  private static String label(EventLabel label) {
    return "`"
        + label.name()
        + "` "
        + (label.open()
            ? Integer.toString(label.most())
            : "= " + cell(String.join(", ", label.known())));
  }

  private static String privacy(EventType event) {
    return event.privacy().isEmpty()
        ? "none"
        : event.privacy().stream()
            .map(
                field ->
                    "`"
                        + field.path().text()
                        + "` "
                        + field.action().name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
