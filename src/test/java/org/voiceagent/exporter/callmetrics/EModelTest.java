package org.voiceagent.exporter.callmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.testing.CallSessions;

final class EModelTest {
  @ParameterizedTest(name = "{0} ms and {1} % give R {2} and a score of {3}")
  @CsvSource({
    "20, 0, 93.20, 4.409",
    "150, 1, 89.40, 4.324",
    "300, 0, 78.44, 3.964",
    "400, 2, 62.12, 3.209"
  })
  void ratesLinesAsPublishedExamplesOfG711Do(double delayMs, double loss, double r, double mos) {
    assertThat(EModel.ratingOfG711(delayMs, loss)).isCloseTo(r, within(0.005));
    assertThat(EModel.mosOfG711(delayMs, loss)).isCloseTo(mos, within(0.0005));
  }

  @Test
  void scoreStaysWithinItsScaleOnTheWorstLine() {
    assertThat(EModel.mosOfG711(60_000, 100)).isEqualTo(1);
  }

  @Test
  void delayIsHalfTheRoundTripTheJitterBufferAndOnePacket() {
    // 200 / 2 + 2 * 15 + 20 = 150 ms
    assertThat(EModel.mos(line(200, 15, 0.01, "ulaw").build().facts()))
        .hasValueCloseTo(4.324, within(0.0005));
  }

  @Test
  void codecThatCompressesCostsMore() {
    double plain = EModel.mos(line(60, 5, 0.01, "alaw").build().facts()).orElseThrow();
    double compressed = EModel.mos(line(60, 5, 0.01, "g729").build().facts()).orElseThrow();
    assertThat(compressed).isLessThan(plain - 0.3);
  }

  @Test
  void nothingIsGuessed() {
    assertThat(EModel.mos(CallSessions.complete("no-line").build().facts())).isEmpty();
    assertThat(EModel.mos(line(60, 5, 0.01, "opus").build().facts())).isEmpty();
    assertThat(
            EModel.mos(
                CallSessions.call("no-codec")
                    .with(CallField.RTT_MS, 60)
                    .with(CallField.JITTER_MS, 5)
                    .with(CallField.PACKET_LOSS_RATIO, 0)
                    .build()
                    .facts()))
        .isEmpty();
    assertThat(
            EModel.mos(
                line(60, 5, 0.01, "slin").with(CallField.SAMPLE_RATE_HZ, 16_000).build().facts()))
        .as("a wideband line needs another model")
        .isEmpty();
  }

  private static CallSessions line(double rtt, double jitter, double loss, String codec) {
    return CallSessions.call("line")
        .with(CallField.RTT_MS, rtt)
        .with(CallField.JITTER_MS, jitter)
        .with(CallField.PACKET_LOSS_RATIO, loss)
        .with(CallField.CODEC, codec);
  }
}
