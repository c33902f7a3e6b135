package org.voiceagent.exporter.http.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What a page says instead of figures when it has no call to show: what to do next. */
final class EmptyState {
  private static final Map<String, Integer> LONGER_DAYS = Map.of("7d", 7, "30d", 30, "90d", 90);

  private EmptyState() {}

  /** No call has ever ended: how to drop one. */
  static void noCallYet(HtmlWriter page, String watched) {
    page.begin("section", "class", "empty").line();
    page.element("h2", "No call has ended yet").line();
    page.begin("p").text("The exporter watches ").element("code", watched);
    page.text(". It counts a call once the call's folder there contains ");
    page.element("code", "metrics.json").text(".").end().line();
    page.element("p", "To see it work, drop a call:").line();
    page.begin("div", "class", "patch").line();
    page.element(
        "pre",
        "voice-agent-exporter demo --sessions " + watched + " --calls 1",
        "id",
        "drop-command",
        "tabindex",
        "0");
    page.element(
        "button", "Copy", "type", "button", "hidden", "hidden", "data-copy", "drop-command");
    page.end().line().end().line();
  }

  /** No call of this view has figures in this time: which other view has some. */
  static void write(HtmlWriter page, WebContent content, ViewQuery view, TimeRange range) {
    Optional<Instant> last =
        content.calls().reports().newest(1).stream()
            .map(report -> report.session().endedAt())
            .findFirst();
    boolean filtered = !view.where().isEmpty();
    if (last.isEmpty()) {
      noCallYet(page, content.server().watched().toString());
      return;
    }
    Instant now = content.kpis().history().until();
    page.begin("section", "class", "empty").line();
    String which = filtered ? "No such call ended in " : "No call was counted in ";
    page.element("h2", which + Durations.words(range)).line();
    page.begin("p").text("The last call" + (filtered ? " of all" : "") + " ended ");
    page.text(HumanText.ago(last.get(), now).text() + " ago: ").time(last.get()).text(". ");
    reaching(Duration.between(last.get(), now), range.length())
        .ifPresent(
            from ->
                page.link(
                        view.with("from", from).with("to", "").link(""),
                        "Look at " + LONGER_DAYS.get(from) + " days")
                    .text(", or "));
    if (filtered) {
      page.link(view.ofAllCalls().link("/"), "look at all calls").text(", or ");
    }
    page.link(view.ofAllCalls().link("/calls"), "see the list of calls").text(".");
    page.end().line().end().line();
  }

  /** The shortest of the usual times that goes back so far and is longer than the present one. */
  private static Optional<String> reaching(Duration age, Duration present) {
    return LONGER_DAYS.entrySet().stream()
        .filter(one -> age.compareTo(Duration.ofDays(one.getValue())) < 0)
        .filter(one -> present.compareTo(Duration.ofDays(one.getValue())) < 0)
        .min(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey);
  }
}
