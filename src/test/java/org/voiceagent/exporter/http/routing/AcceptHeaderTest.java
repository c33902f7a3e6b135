package org.voiceagent.exporter.http.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.http.routing.AcceptHeader.Offer;

final class AcceptHeaderTest {
  private static final Offer TEXT = new Offer("text/plain", Set.of("0.0.4"));
  private static final Offer OPEN_METRICS =
      new Offer("application/openmetrics-text", Set.of("1.0.0", "0.0.1"));
  private static final Offer JSON = new Offer("application/json", Set.of());
  private static final Offer HTML = new Offer("text/html", Set.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Prometheus 2.42
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1"
            + " | openmetrics",
        // Prometheus 3
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;"
            + "q=0.6,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
            + "application/openmetrics-text;version=0.0.1;q=0.4,"
            + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1"
            + " | openmetrics",
        // Prometheus 3 that was told to scrape text
        "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=0.0.4;q=0.5,"
            + "application/openmetrics-text;version=1.0.0;q=0.4,*/*;q=0.1 | text",
        "application/openmetrics-text;version=0.0.1 | openmetrics",
        "application/openmetrics-text;version=\"1.0.0\" | openmetrics",
        "application/openmetrics-text;version=2.0.0, text/plain;q=0.1 | text",
        "application/openmetrics-text;version=2.0.0 | text",
        "application/openmetrics-text | openmetrics",
        "Application/OpenMetrics-Text ; Version=1.0.0 ; Q=0.9 , text/plain ; q=0.8 | openmetrics",
        "application/openmetrics-text;q=0, */* | text",
        "text/plain;q=0.4, application/openmetrics-text;q=0.5 | openmetrics",
        "text/plain;q=0.5, application/openmetrics-text;q=0.4 | text",
        "text/plain, application/openmetrics-text | text",
        "application/openmetrics-text, text/plain | openmetrics",
        "application/openmetrics-text, */* | openmetrics",
        "application/*, text/*;q=0.9 | openmetrics",
        "*/* | text",
        "`` | text",
        "image/png | text",
        "text/plain;q=0, image/png | text",
        "application/openmetrics-text;q=7, text/plain;q=0.1 | text",
        "application/openmetrics-text;q=x, text/plain;q=0.1 | text",
        ";;,,;q=1,, application/openmetrics-text | openmetrics",
      })
  void metricsAreOpenMetricsOnlyForThoseWhoLikeItBetter(String accept, String format) {
    assertThat(AcceptHeader.parse(List.of(accept)).choose(List.of(TEXT, OPEN_METRICS)))
        .isEqualTo(format.equals("text") ? TEXT : OPEN_METRICS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Firefox and Chromium
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | html",
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,"
            + "*/*;q=0.8,application/signed-exchange;v=b3;q=0.7 | html",
        "text/html, */* | html",
        "text/html | html",
        "text/* | html",
        "*/* | json",
        "`` | json",
        "application/json | json",
        "application/json, text/html;q=0.9 | json",
        "text/html;q=0.9, application/json | json",
        "application/*, text/html;q=0.9 | json",
        "text/html;q=0 | json",
        "text/plain | json",
      })
  void pagesAreHtmlForBrowsersAndJsonForAllOthers(String accept, String format) {
    assertThat(AcceptHeader.parse(List.of(accept)).choose(List.of(JSON, HTML)))
        .isEqualTo(format.equals("json") ? JSON : HTML);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "gzip | true",
        "GZIP | true",
        "deflate, gzip;q=1.0, *;q=0.5 | true",
        "gzip;q=0.1 | true",
        "* | true",
        "gzip, identity | true",
        "identity;q=1, gzip;q=0.5 | false",
        "gzip;q=0 | false",
        "gzip;q=0, * | false",
        "*;q=0 | false",
        "identity | false",
        "br | false",
        "`` | false",
      })
  void gzipIsUsedOnlyWhereItIsWanted(String acceptEncoding, boolean used) {
    assertThat(AcceptHeader.parse(List.of(acceptEncoding)).takesCoding("gzip")).isEqualTo(used);
  }
}
