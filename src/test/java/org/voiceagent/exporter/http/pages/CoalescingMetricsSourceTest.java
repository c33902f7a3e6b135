package org.voiceagent.exporter.http.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.page.Exposition.Format;
import org.voiceagent.exporter.page.Page;

/** When a page is created again, and when it is reused. */
final class CoalescingMetricsSourceTest {
  private int made;
  private int underWay = CoalescingMetricsSource.FEW + 1;
  private long nanos = Long.MAX_VALUE - 5;
  private final CoalescingMetricsSource pages =
      new CoalescingMetricsSource(
          (format, names, gzip) -> page(++made), () -> underWay, () -> nanos);

  @Test
  void fewClientsGetAPageOfTheirOwn() {
    underWay = CoalescingMetricsSource.FEW;
    assertThat(text()).isEqualTo("1");
    assertThat(text()).isEqualTo("2");
  }

  @Test
  void manyClientsShareOneForASecond() {
    assertThat(text()).isEqualTo("1");
    nanos += CoalescingMetricsSource.LIFE.toNanos() - 1;
    assertThat(text()).isEqualTo("1");
    nanos++;
    assertThat(text()).isEqualTo("2");
  }

  @Test
  void eachFormIsAPageOfItsOwn() {
    assertThat(text(Format.TEXT, Set.of(), false)).isEqualTo("1");
    assertThat(text(Format.TEXT, Set.of(), true)).isEqualTo("2");
    assertThat(text(Format.OPENMETRICS, Set.of(), true)).isEqualTo("3");
    assertThat(text(Format.TEXT, Set.of("a"), false)).isEqualTo("4");
    assertThat(text(Format.TEXT, Set.of(), true)).isEqualTo("2");
    assertThat(text(Format.TEXT, Set.of("b"), false)).as("lets go of the first").isEqualTo("5");
    assertThat(text(Format.TEXT, Set.of(), false)).isEqualTo("6");
  }

  @Test
  void aPageMadeForManyIsNotHandedOutAfterANewerOne() {
    assertThat(text()).isEqualTo("1");
    underWay = 1;
    assertThat(text()).isEqualTo("2");
    underWay = CoalescingMetricsSource.FEW + 1;
    assertThat(text()).isEqualTo("3");
  }

  private String text() {
    return text(Format.TEXT, Set.of(), false);
  }

  private String text(Format format, Set<String> names, boolean gzip) {
    return new String(pages.render(format, names, gzip).bytes(), UTF_8);
  }

  private static Page page(int number) {
    return new Page(List.of(Integer.toString(number).getBytes(UTF_8)), false);
  }
}
