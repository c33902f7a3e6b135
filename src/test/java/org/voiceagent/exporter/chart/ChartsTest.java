package org.voiceagent.exporter.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceagent.exporter.testing.GoldenFile;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

final class ChartsTest {
  private static final String HOSTILE =
      "</title><script>alert(1)</script>\" onload=\"x\u0000\u202e\ud800]]>&amp;";

  private static List<ChartPoint> week() {
    double[] values = {41.5, 44, Double.NaN, 39, 47.25, Double.NaN, 43};
    List<ChartPoint> points = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      boolean gap = Double.isNaN(values[i]);
      points.add(
          new ChartPoint(
              "Nov " + (i + 1), OptionalDouble.of(values[i]), gap ? "no calls" : values[i] + " s"));
    }
    return points;
  }

  static Stream<List<ChartPoint>> oddSeries() {
    ChartPoint nothing = new ChartPoint("x", OptionalDouble.empty(), "-");
    return Stream.of(
        List.of(),
        List.of(nothing),
        List.of(nothing, nothing),
        List.of(new ChartPoint("x", OptionalDouble.of(0), "0")),
        List.of(new ChartPoint("x", OptionalDouble.of(5), "5")),
        List.of(new ChartPoint("x", OptionalDouble.of(-5), "-5")),
        List.of(
            new ChartPoint("x", OptionalDouble.of(1e-12), "tiny"),
            new ChartPoint("y", OptionalDouble.of(1e12), "huge")),
        List.of(new ChartPoint("x", OptionalDouble.of(Double.POSITIVE_INFINITY), "inf")));
  }

  private static List<String> all(String title, String unit, List<ChartPoint> points) {
    return List.of(
        LineChart.svg(title, unit, points),
        BarChart.svg(title, unit, points),
        Sparkline.svg(title, points));
  }

  private static Document parsed(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
  }

  @Test
  void chartsLookAsAccepted() {
    GoldenFile.of("chart/line.svg").matches(LineChart.svg("Handle time", "s", week()) + "\n");
    GoldenFile.of("chart/bars.svg").matches(BarChart.svg("Calls", "", week()) + "\n");
    GoldenFile.of("chart/sparkline.svg").matches(Sparkline.svg("Handle time", week()) + "\n");
  }

  @Test
  void aGapInterruptsTheLineAndHasNoMark() throws Exception {
    Document line = parsed(LineChart.svg("Handle time", "s", week()));
    Element path = (Element) line.getElementsByTagName("path").item(0);

    assertThat(path.getAttribute("d").chars().filter(c -> c == 'M')).hasSize(3);
    assertThat(line.getElementsByTagName("circle").getLength()).isEqualTo(5);
    Document bars = parsed(BarChart.svg("Calls", "", week()));
    assertThat(bars.getElementsByTagName("rect").getLength()).isEqualTo(5);
  }

  @Test
  void readersWhoCannotSeeItAreGivenTitleDescriptionAndEachValue() throws Exception {
    for (String svg : all("Handle time", "s", week())) {
      Element root = parsed(svg).getDocumentElement();
      assertThat(root.getAttribute("role")).isEqualTo("img");
      assertThat(root.getFirstChild().getNodeName()).isEqualTo("title");
      assertThat(root.getFirstChild().getTextContent()).isEqualTo("Handle time");
      assertThat(root.getElementsByTagName("desc").item(0).getTextContent())
          .isEqualTo("5 values from Nov 1 to Nov 7; gaps where there is none. Last: 43.0 s.");
    }
    assertThat(LineChart.svg("Handle time", "s", week())).contains("<title>Nov 4: 39.0 s</title>");
  }

  @Test
  void hostileTextsStayText() throws Exception {
    List<ChartPoint> points =
        List.of(
            new ChartPoint(HOSTILE, OptionalDouble.of(1), HOSTILE),
            new ChartPoint("b".repeat(100_000), OptionalDouble.of(2), HOSTILE));
    for (String svg : all(HOSTILE, HOSTILE, points)) {
      Document document = parsed(svg);
      assertThat(document.getElementsByTagName("script").getLength()).isZero();
      assertThat(svg).doesNotContain("\u202e", "\u0000", "onload=\"x").hasSizeLessThan(20_000);
      var elements = document.getElementsByTagName("*");
      for (int i = 0; i < elements.getLength(); i++) {
        var attributes = elements.item(i).getAttributes();
        for (int j = 0; j < attributes.getLength(); j++) {
          assertThat(attributes.item(j).getNodeName()).doesNotStartWith("on").isNotEqualTo("style");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("oddSeries")
  void oddSeriesGiveAPictureWithFiniteCoordinates(List<ChartPoint> points) throws Exception {
    for (String svg : all("odd", "", points)) {
      parsed(svg);
      assertThat(svg).doesNotContain("NaN", "Infinity", "\u221e");
    }
  }

  @Test
  void aSparklineForTheTerminalHasABlockForEachValueAndASpaceForAGap() {
    List<OptionalDouble> values =
        List.of(
            OptionalDouble.of(1),
            OptionalDouble.empty(),
            OptionalDouble.of(4),
            OptionalDouble.of(8));

    assertThat(Sparkline.text(values)).isEqualTo("▁ ▄█");
    assertThat(Sparkline.text(List.of(OptionalDouble.of(3), OptionalDouble.of(3)))).isEqualTo("▅▅");
    assertThat(Sparkline.text(List.of())).isEmpty();
  }
}
