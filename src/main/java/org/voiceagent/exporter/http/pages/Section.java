package org.voiceagent.exporter.http.pages;

/** The entries of the navigation, in their order. */
enum Section {
  OVERVIEW("/", "Overview"),
  CALLS("/calls", "Calls"),
  LIVE("/live", "Live"),
  ADVICE("/feedback/open", "Advice"),
  KPIS("/kpi", "KPIs"),
  TRENDS("/trends", "Trends"),
  COMPARE("/compare", "Compare");

  private final String path;
  private final String label;

  Section(String path, String label) {
    this.path = path;
    this.label = label;
  }

  /** The page that the entry leads to. */
  String path() {
    return path;
  }

  /** What the entry is called. */
  String label() {
    return label;
  }
}
