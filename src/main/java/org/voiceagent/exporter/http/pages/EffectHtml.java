package org.voiceagent.exporter.http.pages;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.experiment.AdviceLifecycle;
import org.voiceagent.exporter.experiment.Effect;
import org.voiceagent.exporter.experiment.EffectVerdict;
import org.voiceagent.exporter.experiment.GroupComparison;
import org.voiceagent.exporter.experiment.GroupComparison.Compared;
import org.voiceagent.exporter.experiment.MeasureEffect;
import org.voiceagent.exporter.report.AdviceOutcomes;

/** What changes of the configuration did, as HTML. */
final class EffectHtml {
  private static final String NOTE =
      "Calls before and after a change are compared as they came, not at random: something else may"
          + " have changed as well. What is known to have changed stands beside each verdict.";

  private EffectHtml() {}

  /** The page of all changes and of what became of each advice. */
  static String page(AdviceOutcomes outcomes, ViewQuery view) {
    return AdviceTab.EFFECTS
        .frame("Changes and their effects", view)
        .lead(NOTE)
        .html(
            page -> {
              AdviceTab.EFFECTS.links(page, view);
              if (outcomes.effects().isEmpty()) {
                nothing(page, view);
              }
              outcomes.effects().forEach(effect -> effect(page, effect));
              stories(page, outcomes.advice());
            });
  }

  private static void nothing(HtmlWriter page, ViewQuery view) {
    page.begin("section", "class", "empty").element("h2", "No change was seen yet").line();
    page.begin("p").text("A change shows here once two calls have different values of a key in ");
    page.element("code", "config_snapshot.yaml").text(". ");
    page.link(view.link("/feedback/open"), "Open advice").text(" suggests what to change.");
    page.end().line().end().line();
  }

  /** One change: how far it is, the verdict, the figures, and what else changed. */
  static void effect(HtmlWriter page, Effect effect) {
    page.begin("article", "class", "effect").line().begin("h2");
    page.element("code", effect.field()).text(": " + change(effect) + " ");
    verdict(page, effect);
    page.end().line();
    page.begin("p", "class", "quiet").text(who(effect.labels()) + ", ").time(effect.at()).end();
    page.line();
    steps(page, effect);
    page.element("p", HumanText.sentence(effect.why())).line();
    if (!effect.measures().isEmpty()) {
      measures(page, effect.measures());
    }
    confounders(page, effect.confounders());
    page.end().line();
  }

  private static void steps(HtmlWriter page, Effect effect) {
    page.begin("ol", "class", "steps").line();
    String advised =
        effect.ruleKeys().isEmpty()
            ? "Your own change, not advised"
            : "Advised by " + String.join(", ", effect.ruleKeys());
    step(page, "done", advised);
    page.begin("li", "class", "done").text("Applied: seen in a snapshot ").time(effect.at());
    page.end().line();
    if (effect.decided()) {
      step(page, "done", "Verdict: " + word(effect.verdict()));
    } else {
      step(
          page,
          "now",
          "Comparing "
              + effect.callsBefore()
              + " calls before and "
              + effect.callsAfter()
              + " after");
    }
    page.end().line();
  }

  /** One step of what becomes of advice: done, now or still to come. */
  static void step(HtmlWriter page, String state, String text) {
    page.element("li", text, "class", state).line();
  }

  private static void measures(HtmlWriter page, List<MeasureEffect> measures) {
    page.scroll("", "Before and after").begin("table", "class", "compare").line();
    page.element("caption", "Before and after: medians, or shares of calls").line();
    head(page);
    page.begin("tbody").line();
    for (MeasureEffect one : measures) {
      String name = MeasureText.label(one.measure()) + (one.guard() ? " (must not get worse)" : "");
      row(page, name, one);
    }
    page.end().line().end().line().end().line();
  }

  private static void head(HtmlWriter page) {
    page.begin("thead").begin("tr");
    List.of("Measure", "Before", "After", "Difference", "95 % interval", "p", "Calls")
        .forEach(name -> page.element("th", name, "scope", "col"));
    page.end().end().line();
  }

  private static void row(HtmlWriter page, String name, MeasureEffect one) {
    Measure measure = one.measure();
    double most = Math.max(Math.abs(one.before()), Math.abs(one.after()));
    page.begin("tr").element("th", name, "scope", "row");
    side(page, MeasureText.value(measure, one.shares(), one.before()), one.before() / most);
    side(page, MeasureText.value(measure, one.shares(), one.after()), one.after() / most);
    page.element("td", MeasureText.difference(measure, one.shares(), one.shift()));
    page.element(
        "td",
        MeasureText.difference(measure, one.shares(), one.low())
            + " to "
            + MeasureText.difference(measure, one.shares(), one.high()));
    page.element(
        "td", Double.isFinite(one.p()) ? String.format(Locale.ROOT, "%.3f", one.p()) : "–");
    page.element(
            "td", HumanText.count(one.callsBefore()) + " and " + HumanText.count(one.callsAfter()))
        .end()
        .line();
  }

  /** A value over a bar of its share of the larger side. */
  private static void side(HtmlWriter page, String value, double share) {
    page.begin("td").text(value);
    page.bar(Math.abs(share)).end();
  }

  private static void confounders(HtmlWriter page, List<String> confounders) {
    if (confounders.isEmpty()) {
      return;
    }
    page.begin("p").text("What else differs, which may be the cause:").end().line();
    page.begin("ul").line();
    confounders.forEach(one -> page.element("li", HumanText.sentence(one)).line());
    page.end().line();
  }

  private static void stories(HtmlWriter page, List<AdviceLifecycle> advice) {
    if (advice.isEmpty()) {
      return;
    }
    page.element("h2", "What became of advice").line();
    page.scroll("", "What became of advice").begin("table").line();
    page.begin("thead").begin("tr");
    List.of("Key", "State", "Since", "Calls", "Of", "Why")
        .forEach(name -> page.element("th", name, "scope", "col"));
    page.end().end().line().begin("tbody").line();
    for (AdviceLifecycle one : advice) {
      page.begin("tr").begin("th", "scope", "row").begin("code").name(one.field()).end();
      page.begin("small").name(one.ruleKey()).end().end();
      page.begin("td").chip(kind(one.state()), one.state().label()).end();
      page.begin("td").time(one.since()).end();
      page.element("td", HumanText.count(one.callsAdvised()), "class", "number");
      page.element("td", who(one.labels()))
          .element("td", HumanText.sentence(one.why()))
          .end()
          .line();
    }
    page.end().line().end().line().end().line();
  }

  /** The page that compares two groups of calls. */
  static void comparison(HtmlWriter page, GroupComparison comparison) {
    page.element(
            "p",
            HumanText.count(comparison.callsBefore(), "call")
                + " before and "
                + HumanText.count(comparison.callsAfter(), "call")
                + " after were compared.")
        .line();
    confounders(page, comparison.confounders());
    page.scroll("card", "Both groups").begin("table", "class", "compare").line();
    page.element("caption", "Medians, or shares of calls").line();
    head(page);
    page.begin("tbody").line();
    for (Compared one : comparison.measures()) {
      String name =
          MeasureText.label(one.measure()) + ": " + one.finding().label().replace('_', ' ');
      Optional<MeasureEffect> figures = one.effect();
      if (figures.isPresent()) {
        row(page, name, figures.get());
      } else {
        page.begin("tr").element("th", name, "scope", "row");
        page.element("td", "needs " + GroupComparison.fewest() + " calls each", "colspan", "5");
        page.element("td", HumanText.count(one.before()) + " and " + HumanText.count(one.after()))
            .end()
            .line();
      }
    }
    page.end().line().end().line().end().line();
  }

  /** A verdict as a coloured word. */
  static void verdict(HtmlWriter page, Effect effect) {
    String kind =
        switch (effect.verdict()) {
          case HELPED -> "good";
          case HARMED -> "bad";
          case NO_EFFECT, REVERTED -> "quiet";
          case INCONCLUSIVE -> "warn";
        };
    page.chip(kind, effect.decided() ? word(effect.verdict()) : "too early to tell");
  }

  static String word(EffectVerdict verdict) {
    return verdict.label().replace('_', ' ');
  }

  private static String kind(AdviceLifecycle.State state) {
    return switch (state) {
      case OPEN -> "warn";
      case APPLIED -> "info";
      case RESOLVED -> "good";
      case REGRESSED -> "bad";
      case IGNORED -> "quiet";
    };
  }

  private static String change(Effect effect) {
    return effect.from().orElse("not set") + " → " + effect.to().orElse("not set");
  }

  /** Pipeline, provider and model in one line. */
  static String who(LabelSet labels) {
    return labels.pipelineName() + ", " + labels.providerId() + ", " + labels.modelVariant();
  }
}
