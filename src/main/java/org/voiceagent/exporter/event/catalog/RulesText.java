package org.voiceagent.exporter.event.catalog;

/** The alerts of a catalog as rules of Prometheus. */
final class RulesText {
  private static final String RUNBOOKS = "{{ $externalURL }}/user/runbooks.html#";

  private RulesText() {}

  static String of(EventCatalog catalog) {
    StringBuilder text = new StringBuilder();
    text.append("# The alerts of monitoring/catalog/").append(catalog.name());
    text.append(".yml. Written by `make catalog`: change the catalog instead.\n");
    text.append("groups:\n  - name: ").append(catalog.name()).append("_alerts\n    rules:\n");
    for (CatalogAlert alert : catalog.alerts()) {
      text.append("      - alert: ").append(alert.name()).append("\n        expr: |-\n");
      alert
          .expr()
          .lines()
          .forEach(line -> text.append("          ").append(line.stripTrailing()).append('\n'));
      if (!alert.lasting().isEmpty()) {
        text.append("        for: ").append(alert.lasting()).append('\n');
      }
      text.append("        labels: {severity: ").append(alert.severity());
      text.append(", component: ").append(catalog.name());
      text.append(", owner: ").append(quoted(catalog.owner()));
      text.append(", route: ").append(String.join("-", alert.routes())).append("}\n");
      text.append("        annotations:\n");
      text.append("          summary: ").append(quoted(alert.summary())).append('\n');
      if (!alert.description().isBlank()) {
        text.append("          description: ").append(quoted(alert.description())).append('\n');
      }
      text.append("          runbook_url: ").append(quoted(runbook(alert.runbook()))).append('\n');
    }
    return text.toString();
  }

  /** A section of our runbooks is on the page that Prometheus serves; other links stay. */
  private static String runbook(String link) {
    int anchor = link.indexOf('#');
    return link.startsWith("docs/runbooks.md") && anchor > 0
        ? RUNBOOKS + link.substring(anchor + 1)
        : link;
  }

  private static String quoted(String text) {
    return '"' + text.strip().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ") + '"';
  }
}
