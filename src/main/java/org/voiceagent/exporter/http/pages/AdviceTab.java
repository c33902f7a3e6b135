package org.voiceagent.exporter.http.pages;

/** The pages about advice, which link to each other. */
enum AdviceTab {
  OPEN("/feedback/open", "Board", true),
  EFFECTS("/feedback/effects", "Changes and effects", true),
  SUMMARY("/feedback/summary", "Given lately", false),
  LATEST("/feedback/latest", "Newest call", false),
  COMPARISON("/feedback/comparison", "Compare calls", false),
  ANOMALIES("/kpi/anomalies", "Unusual now", true);

  private final String path;
  private final String label;
  private final boolean filtered;

  /**
   * @param filtered whether it shows only calls of the chosen pipeline, provider and model
   */
  AdviceTab(String path, String label, boolean filtered) {
    this.path = path;
    this.label = label;
    this.filtered = filtered;
  }

  /** The frame of this page, with a link to the same as JSON. */
  PageFrame frame(String title, ViewQuery view) {
    return PageFrame.of(Section.ADVICE, title, view).beside(path + ".json", "JSON");
  }

  /** The links to all of these pages. */
  void links(HtmlWriter page, ViewQuery view) {
    page.begin("nav", "class", "tabs", "aria-label", "Advice").line();
    for (AdviceTab one : values()) {
      String href = (one.filtered ? view : view.ofAllCalls()).link(one.path);
      if (one == this) {
        page.element("a", one.label, "href", href, "aria-current", "page").line();
      } else {
        page.link(href, one.label).line();
      }
    }
    page.end().line();
  }
}
