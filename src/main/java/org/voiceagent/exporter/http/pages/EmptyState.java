package org.voiceagent.exporter.http.pages;

import java.nio.file.Path;

/** What a page says instead of figures when there is no call: what to do next. */
final class EmptyState {
  private EmptyState() {}

  /** Writes it. */
  static void write(HtmlWriter page, Path watched, ViewQuery view) {
    boolean chosen = !view.with("theme", "").parameters().isEmpty();
    page.begin("section", "class", "empty").line();
    page.element("h2", chosen ? "No call matches" : "No call has ended yet").line();
    if (chosen) {
      page.begin("p").text("No call ended in this time with these choices. ");
      page.link(view.with("from", "90d").with("to", "").link(""), "Look at 90 days").text(", or ");
      page.link("/", "start again").text(".").end().line();
    }
    page.begin("p").text("The exporter watches ").element("code", watched.toString());
    page.text(". It counts a call once the call's folder there contains ");
    page.element("code", "metrics.json").text(".").end().line();
    page.element("p", "To see it work, drop a call:").line();
    String command = "voice-agent-exporter demo --sessions " + watched + " --calls 1";
    page.element("pre", command, "id", "drop-command").line();
    page.begin("p");
    page.element(
        "button", "Copy", "type", "button", "hidden", "hidden", "data-copy", "drop-command");
    page.end().line().end().line();
  }
}
