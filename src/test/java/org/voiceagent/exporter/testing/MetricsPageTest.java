package org.voiceagent.exporter.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many tests lean on this reading of a page, so what it refuses is tested. */
final class MetricsPageTest {

  @Test
  void readsBothFormats() {
    MetricsPage text = MetricsPage.of("# TYPE a_total counter\na_total{b=\"c\",} 1.0\n");
    MetricsPage openMetrics =
        MetricsPage.of("# TYPE a counter\na_total{b=\"c\"} 1.0 # {id=\"x\"} 1.0 17.5\n# EOF\n");
    assertThat(text.series()).isEqualTo(openMetrics.series()).containsExactly("a_total{b=\"c\"}");
    assertThat(openMetrics.sum("a_total")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# TYPE a gauge\na 1\na 2\n",
        "# TYPE a gauge\n# TYPE a gauge\na 1\n",
        "# TYPE a gauge\nb 1\n",
        "# TYPE a gauge\nab 1\n",
        "# TYPE a gauge\na{b=\"c\"d} 1\n",
        "# TYPE a gauge\na one\n",
        "# TYPE a gauge\n\na 1\n",
        "# TYPE a gauge\na 1"
      })
  void refusesWhatPrometheusWouldNotUnderstandOrKeep(String page) {
    assertThatThrownBy(() -> MetricsPage.of(page)).isInstanceOf(AssertionError.class);
  }
}
