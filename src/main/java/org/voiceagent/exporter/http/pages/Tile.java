package org.voiceagent.exporter.http.pages;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.voiceagent.exporter.chart.ChartPoint;
import org.voiceagent.exporter.chart.Sparkline;
import org.voiceagent.exporter.kpi.FigureText;
import org.voiceagent.exporter.kpi.KpiValue;

/**
 * One number of a page with what is needed to judge it. Immutable.
 *
 * @param id its name in JSON and CSV
 * @param label what it is, for people
 * @param figure the number with its unit; empty if it is absent
 * @param value the same as a plain number in the unit of its definition
 * @param basis what it was worked out from, such as {@code 120 calls}; why it is absent
 * @param trend how it moved against the time before
 * @param points how it went; empty for no picture
 * @param href where the calls behind it are, or "" for nowhere
 * @param mood whether the number by itself is a reason to act
 */
record Tile(
    String id,
    String label,
    Optional<FigureText> figure,
    OptionalDouble value,
    String basis,
    Optional<Trend> trend,
    List<ChartPoint> points,
    String href,
    Trend.Mood mood) {

  /** Copies the points. */
  Tile {
    points = List.copyOf(points);
  }

  /** The tile of an indicator. */
  static Tile of(KpiView view, String kpi, String label, String href) {
    Optional<KpiValue> now = view.now(kpi);
    Optional<FigureText> figure =
        now.filter(one -> one.value().isPresent())
            .map(one -> HumanText.figure(one.value().orElse(0), one.kpi().unit().label()));
    return new Tile(
        kpi,
        label,
        figure,
        now.map(KpiValue::value).orElse(OptionalDouble.empty()),
        now.map(Tile::basis).orElse(""),
        Trend.of(now, view.before(kpi)),
        view.points(kpi),
        href,
        Trend.Mood.NEITHER);
  }

  /** A tile without a history. */
  static Tile plain(String id, String label, FigureText figure, double value, String basis) {
    return new Tile(
        id,
        label,
        Optional.of(figure),
        OptionalDouble.of(value),
        basis,
        Optional.empty(),
        List.of(),
        "",
        Trend.Mood.NEITHER);
  }

  /** A tile without a number. */
  static Tile absent(String id, String label, String why) {
    return new Tile(
        id,
        label,
        Optional.empty(),
        OptionalDouble.empty(),
        why,
        Optional.empty(),
        List.of(),
        "",
        Trend.Mood.NEITHER);
  }

  /** The same with a link. */
  Tile to(String path) {
    return new Tile(id, label, figure, value, basis, trend, points, path, mood);
  }

  /** The same as a reason to act if that holds, else as a good sign. */
  Tile badIf(boolean holds) {
    Trend.Mood judged = holds ? Trend.Mood.BAD : Trend.Mood.GOOD;
    return new Tile(id, label, figure, value, basis, trend, points, href, judged);
  }

  /** The same with another label. */
  Tile called(String other) {
    return new Tile(id, other, figure, value, basis, trend, points, href, mood);
  }

  /** What follows a value: from how many it was worked out. */
  static String basis(KpiValue value) {
    if (value.value().isEmpty()) {
      return HumanText.capital(value.absentBecause());
    }
    return String.format(Locale.ENGLISH, "n = %,d %s", value.n(), value.kpi().counts());
  }

  /** Writes the tile as an item of a list. The page says with which time the trend compares. */
  void write(HtmlWriter page) {
    page.begin("li", "class", "tile", "id", "tile-" + id);
    page.begin("p", "class", "label");
    if (href.isEmpty()) {
      page.text(label);
    } else {
      page.link(href, label);
    }
    page.end().line();
    if (figure.isPresent()) {
      String css = mood == Trend.Mood.BAD ? "value bad" : "value";
      page.begin("p", "class", css).text(figure.get().number());
      if (!figure.get().unit().isEmpty()) {
        page.text(" ").element("span", figure.get().unit(), "class", "unit");
      }
      page.end().line();
    } else {
      page.element("p", "No value", "class", "value absent").line();
    }
    if (trend.isPresent()) {
      page.begin("p", "class", "trend");
      KpiHtml.trend(page, trend.get());
      page.end().line();
    }
    if (points.stream().anyMatch(point -> point.value().isPresent())) {
      page.picture(Sparkline.wide(label, points)).line();
    }
    page.element("p", basis, "class", "n").end().line();
  }
}
