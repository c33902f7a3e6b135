package org.voiceagent.exporter.http.pages;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.voiceagent.exporter.advice.Recommendation;
import org.voiceagent.exporter.advice.fact.SettingValue;
import org.voiceagent.exporter.chart.ChartPoint;
import org.voiceagent.exporter.chart.TimeChart;
import org.voiceagent.exporter.experiment.AdviceLifecycle;
import org.voiceagent.exporter.experiment.Effect;
import org.voiceagent.exporter.report.AdviceOutcomes;
import org.voiceagent.exporter.report.OpenAdvice;
import org.voiceagent.exporter.report.RuleHistory;

/**
 * The advice board as HTML: what stands open, by key, with its evidence over time and the lines to
 * paste; then what was applied, and whether it helped.
 */
final class AdviceBoardHtml {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d", Locale.ENGLISH);

  private AdviceBoardHtml() {}

  /** The whole page. */
  static String page(
      List<OpenAdvice> open, AdviceOutcomes outcomes, RuleHistory history, ViewQuery view) {
    List<Effect> advised =
        outcomes.effects().stream().filter(effect -> !effect.ruleKeys().isEmpty()).toList();
    return AdviceTab.OPEN
        .frame("Advice board", view)
        .lead("What to change in the engine's configuration, and whether earlier changes helped.")
        .html(
            page -> {
              AdviceTab.OPEN.links(page, view);
              page.element("h2", "Open: " + open.size(), "id", "open").line();
              if (open.isEmpty()) {
                nothing(page, view);
              }
              for (int i = 0; i < open.size(); i++) {
                advice(page, open.get(i), i, view);
                evidence(page, history, open.get(i).recommendation().key());
                state(page, open.get(i), outcomes.advice());
                page.end().line();
              }
              changes(page, "Applied, not decided yet", advised, false);
              changes(page, "Decided", advised, true);
            });
  }

  private static void nothing(HtmlWriter page, ViewQuery view) {
    page.begin("section", "class", "empty").element("h2", "Nothing stands open").line();
    page.begin("p").text("No rule has found a setting to change in the newest calls. ");
    page.link(view.ofAllCalls().link("/feedback/latest"), "The newest call")
        .text(" lists the rules that could not be judged, and what each of them lacked.");
    page.end().line().end().line();
  }

  private static void changes(
      HtmlWriter page, String title, List<Effect> effects, boolean decided) {
    List<Effect> these = effects.stream().filter(one -> one.decided() == decided).toList();
    if (these.isEmpty()) {
      return;
    }
    page.element("h2", title + ": " + these.size()).line();
    these.forEach(effect -> EffectHtml.effect(page, effect));
  }

  private static void advice(HtmlWriter page, OpenAdvice open, int index, ViewQuery view) {
    Recommendation one = open.recommendation();
    String patch = "patch-" + index;
    page.begin("article", "class", "advice", "id", "advice-" + index).line().begin("h3");
    AdviceHtml.severity(page, one.severity().label());
    page.text(" ").element("code", one.field()).end().line();
    page.begin("p", "class", "change");
    page.text(one.current().map(value -> shown(value, one.unit())).orElse("unknown value"));
    page.text(" → " + shown(one.suggested(), one.unit())).end().line();
    page.element("p", one.reason()).line();
    page.element("pre", one.patch(), "id", patch).line();
    page.begin("p");
    page.element("button", "Copy", "type", "button", "data-copy", patch, "hidden", "hidden");
    page.text(" Put this into ").element("code", one.file());
    page.text("; it takes effect after a " + one.apply() + ".").end().line();
    page.begin("p");
    page.link(view.link("/calls", "advice", one.key()), "Calls with this advice");
    page.end().line();
    origins(page, open.origins());
  }

  private static void origins(HtmlWriter page, List<OpenAdvice.Origin> origins) {
    page.scroll("", "Whose calls led to it").begin("table").line();
    page.element("caption", "Whose newest calls led to it").begin("thead").begin("tr");
    List.of("Pipeline, provider, model", "Suggested", "Calls")
        .forEach(name -> page.element("th", name, "scope", "col"));
    page.end().end().line().begin("tbody").line();
    for (OpenAdvice.Origin origin : origins) {
      page.begin("tr").element("td", EffectHtml.who(origin.labels()));
      page.element("td", origin.suggested());
      page.begin("td").text(origin.calls() + " of " + origin.of());
      page.bar((double) origin.calls() / origin.of());
      page.end().end().line();
    }
    page.end().line().end().line().end().line();
  }

  private static void evidence(HtmlWriter page, RuleHistory history, String rule) {
    List<RuleHistory.Day> days = history.of(rule);
    if (days.stream().filter(day -> day.judged() > 0).count() < 2) {
      return;
    }
    List<ChartPoint> points =
        days.stream()
            .map(
                day ->
                    new ChartPoint(
                        DAY.format(day.date()),
                        day.judged() == 0
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(100.0 * day.fired() / day.judged()),
                        day.judged() == 0
                            ? "no call was judged"
                            : day.fired() + " of " + day.judged() + " calls"))
            .toList();
    page.chart(
        "Share of calls that led to this advice, by day",
        "%",
        List.of(new TimeChart.Line("", points)),
        List.of());
  }

  private static void state(HtmlWriter page, OpenAdvice open, List<AdviceLifecycle> stories) {
    Recommendation one = open.recommendation();
    Optional<AdviceLifecycle> story =
        stories.stream()
            .filter(each -> each.ruleKey().equals(one.key()) && each.field().equals(one.field()))
            .findFirst();
    page.begin("ol", "class", "steps").line();
    page.begin("li", "class", "now").text(word(story));
    story.ifPresent(each -> page.text(" since ").time(each.since()));
    page.end().line();
    EffectHtml.step(page, "next", "Apply it: the next call's snapshot shows that you did");
    EffectHtml.step(page, "next", "Verdict: calls before and after are compared");
    page.end().line();
  }

  private static String word(Optional<AdviceLifecycle> story) {
    return story.map(AdviceLifecycle::state).map(AdviceBoardHtml::word).orElse("Open");
  }

  private static String word(AdviceLifecycle.State state) {
    return switch (state) {
      case OPEN -> "Open";
      case IGNORED -> "Open and not followed";
      case REGRESSED -> "Back after it was resolved";
      case APPLIED -> "Applied, but newer calls lead to it again";
      case RESOLVED -> "Resolved for one group of calls, open for another,";
    };
  }

  private static String shown(SettingValue value, String unit) {
    return unit.isEmpty() ? value.text() : value.text() + " " + unit;
  }
}
