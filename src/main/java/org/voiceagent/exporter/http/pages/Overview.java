package org.voiceagent.exporter.http.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.voiceagent.exporter.kpi.FigureText;
import org.voiceagent.exporter.kpi.KpiValue;
import org.voiceagent.exporter.report.OpenAdvice;
import org.voiceagent.exporter.telemetry.IntakeSummary;

/**
 * What the front page shows, in the order of trust: whether the numbers can be believed, whether
 * calls did what they should, whether callers liked it, and why not. Immutable.
 *
 * @param range the time
 * @param groups the tiles by question
 * @param parts the latency of each part of the agent, the slowest first
 * @param open the advice that is open, best first
 * @param figures the indicators behind the tiles
 */
record Overview(
    TimeRange range,
    List<Group> groups,
    List<KpiValue> parts,
    List<OpenAdvice> open,
    KpiView figures) {
  private static final String LATENCY = "response_latency_p95_seconds";

  /** Later than this, calls are not counted as they end. */
  private static final double LATE_SECONDS = 30;

  private static final List<String> PARTS =
      List.of("eou", "stt", "llm", "tts", "transport", "unattributed");

  /**
   * A question and the tiles that answer it.
   *
   * @param id its name in JSON and CSV
   * @param ofCalls whether all its tiles are about calls that ended in the time
   */
  record Group(String id, String question, boolean ofCalls, List<Tile> tiles) {}

  /** Works it out. */
  static Overview of(WebContent content, ViewQuery view, Duration usual) {
    Instant now = content.kpis().history().until();
    TimeRange range = view.range(now, usual);
    KpiView figures =
        KpiView.of(
            content.kpis().history(), range, view.where(), KpiView.Part.BEFORE, KpiView.Part.STEPS);
    List<KpiValue> parts =
        PARTS.stream()
            .flatMap(part -> figures.now(part + "_latency_p95_seconds").stream())
            .filter(value -> value.value().isPresent())
            .sorted(
                Comparator.comparingDouble((KpiValue value) -> value.value().orElse(0)).reversed())
            .toList();
    List<OpenAdvice> open = content.kpis().conclusions().openAdvice();
    ViewQuery here = view.value("from").isPresent() ? view : view.with("from", shown(usual));
    return new Overview(
        range,
        List.of(
            new Group("trust", "Can you trust the numbers?", false, trust(content, view, now)),
            new Group("outcome", "Did it work?", true, outcome(figures, here)),
            new Group("pleasant", "Was it pleasant?", true, pleasant(figures, here)),
            new Group("why", "If not, why?", open.isEmpty(), why(figures, here, parts, open))),
        parts,
        open,
        figures);
  }

  private static String shown(Duration usual) {
    return usual.toHours() + "h";
  }

  private static List<Tile> trust(WebContent content, ViewQuery view, Instant now) {
    IntakeSummary intake = content.kpis().intake().get();
    List<Tile> tiles = new ArrayList<>();
    Optional<Instant> last =
        content.calls().reports().newest(1).stream()
            .map(report -> report.session().endedAt())
            .findFirst();
    tiles.add(
        last.map(at -> lastCall(at, now))
            .orElse(Tile.absent("last_call", "Last call", "No call has ended yet"))
            .to(view.link("/calls")));
    String since = " since the daemon started";
    tiles.add(
        intake.lagP95().isPresent()
            ? lag(intake.lagP95().getAsDouble(), intake.counted())
            : Tile.absent("lag_p95_seconds", "Counting lag", "No call was counted" + since));
    tiles.add(
        count("refused", "Refused sessions", intake.refused(), "Unusable files," + since)
            .badIf(intake.refused() > 0)
            .to(view.link("/calls") + "#unfinished"));
    tiles.add(
        count("abandoned", "Silent calls", intake.abandoned(), "Went quiet without an end," + since)
            .badIf(intake.abandoned() > 0)
            .to(view.link("/calls") + "#unfinished"));
    int active = content.calls().archive().active().size();
    tiles.add(
        count("active", "Going on now", active, "Calls without a summary").to(view.link("/calls")));
    if (!intake.ledgerWritable()) {
      tiles.add(Tile.absent("ledger", "Counting is stopped", "The ledger cannot be written"));
    }
    return tiles;
  }

  private static Tile lastCall(Instant at, Instant now) {
    double seconds = Math.max(0, Duration.between(at, now).toSeconds());
    FigureText ago = HumanText.ago(at, now);
    return Tile.plain(
        "last_call",
        "Last call ended",
        new FigureText(ago.number(), ago.unit() + " ago"),
        seconds,
        HumanText.minute(at));
  }

  private static Tile lag(double seconds, long counted) {
    FigureText figure =
        Double.isInfinite(seconds)
            ? new FigureText("over 1", "min")
            : new FigureText(
                String.format(Locale.ROOT, "%.3g", seconds).replaceFirst("\\.?0+$", ""), "s");
    return Tile.plain(
            "lag_p95_seconds",
            "Counting lag, 95 % within",
            figure,
            seconds,
            String.format(Locale.ENGLISH, "n = %,d calls since the daemon started", counted))
        .badIf(seconds > LATE_SECONDS);
  }

  private static Tile count(String id, String label, long number, String basis) {
    FigureText figure = new FigureText(String.format(Locale.ENGLISH, "%,d", number), "");
    return Tile.plain(id, label, figure, (double) number, basis);
  }

  private static List<Tile> outcome(KpiView figures, ViewQuery here) {
    return List.of(
        Tile.of(figures, "calls", "Calls", calls(here)),
        Tile.of(figures, "error_rate", "Failed calls", calls(here, "outcome", "error")),
        Tile.of(
            figures,
            "containment_rate",
            "Handled without a person",
            calls(here, "outcome", "transferred")),
        Tile.of(
            figures,
            "abandonment_rate",
            "Callers who gave up",
            calls(here, "outcome", "abandoned")),
        Tile.of(figures, "fcr_stated_rate", "Resolved, as stated", here.link("/kpi")),
        Tile.of(figures, "cost_per_call", "Cost per call", here.link("/kpi")));
  }

  private static List<Tile> pleasant(KpiView figures, ViewQuery here) {
    String slow =
        figures.now(LATENCY).map(KpiValue::value).orElse(OptionalDouble.empty()).stream()
            .mapToObj(seconds -> Long.toString(Math.round(seconds * 1_000)))
            .findFirst()
            .orElse("");
    String slowest = slow.isEmpty() ? calls(here) : calls(here, "latency_over", slow);
    return List.of(
        Tile.of(figures, "response_latency_p50_seconds", "Wait for an answer, p50", slowest),
        Tile.of(figures, LATENCY, "Wait for an answer, p95", slowest),
        Tile.of(
            figures,
            "negative_sentiment_rate",
            "Unhappy callers",
            calls(here, "sentiment", "negative")),
        Tile.of(figures, "dead_air_seconds", "Dead air per call", here.link("/kpi")),
        Tile.of(figures, "first_word_p50_seconds", "First word, p50", here.link("/kpi")),
        Tile.of(figures, "csat_mean", "Satisfaction, 1 to 5", here.link("/kpi")));
  }

  private static List<Tile> why(
      KpiView figures, ViewQuery here, List<KpiValue> parts, List<OpenAdvice> open) {
    Tile slowest =
        parts.isEmpty()
            ? Tile.absent("slowest_part", "Slowest part", "No latency of a part was measured")
            : Tile.of(
                figures,
                parts.get(0).kpi().name(),
                "Slowest: " + parts.get(0).kpi().title(),
                here.link("/trends"));
    Tile advice =
        count(
                "open_advice",
                "Open advice",
                open.size(),
                open.isEmpty() ? "Nothing to change" : "Settings to change")
            .to(here.link("/feedback/open"));
    return List.of(
        slowest, advice, Tile.of(figures, "tool_failure_rate", "Tool failures", here.link("/kpi")));
  }

  /** The list of the calls behind a tile. */
  private static String calls(ViewQuery here, String... more) {
    return here.link("/calls", more);
  }

  /** How many calls ended in the time. */
  long calls() {
    return figures.now("calls").map(KpiValue::n).orElse(0L);
  }
}
