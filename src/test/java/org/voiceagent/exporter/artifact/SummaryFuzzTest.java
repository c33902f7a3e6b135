package org.voiceagent.exporter.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.FieldKind;
import org.voiceagent.exporter.call.Finding;

/** What holds of a summary whatever bytes it is. */
final class SummaryFuzzTest {
  private static final ReadLimits LIMITS = ReadLimits.defaults();

  /** Cuts tried of one input; all of them where it is short. */
  private static final int CUTS = 64;

  @FuzzTest
  void whatIsReadIsPlausibleAndWhatIsNotIsNamed(byte[] data) {
    Summary summary = SummaryReader.read(data, LIMITS, CallerHashing.OFF);

    if (summary instanceof Summary.Whole whole) {
      Facts facts = whole.fields().facts().build();
      for (CallField field : CallField.values()) {
        isPlausible(field, facts);
      }
      whole.fields().findings().forEach(SummaryFuzzTest::isOneLine);
    } else if (summary instanceof Summary.Broken broken) {
      assertThat(broken.why()).isNotBlank();
      assertThat(broken.line()).isBetween(0, lines(data));
    }
  }

  @FuzzTest
  void noBeginningOfAWholeSummaryIsEverTakenForOneOrRefused(byte[] data) {
    if (!(SummaryReader.read(data, LIMITS, CallerHashing.OFF) instanceof Summary.Whole)) {
      return;
    }
    int lastBrace = data.length - 1;
    while (data[lastBrace] != '}') {
      lastBrace--;
    }
    int step = Math.max(1, lastBrace / CUTS);
    for (int cut = 0; cut <= lastBrace; cut += step) {
      assertThat(SummaryReader.read(Arrays.copyOf(data, cut), LIMITS, CallerHashing.OFF))
          .as("the first %d bytes", cut)
          .isInstanceOf(Summary.Unfinished.class);
    }
  }

  private static void isPlausible(CallField field, Facts facts) {
    facts.number(field).ifPresent(number -> isPlausible(field, number));
    if (field.kind() == FieldKind.LATENCIES) {
      facts.numbers(field).forEach(number -> isPlausible(field, number));
    }
    facts.text(field).ifPresent(text -> assertThat(text).as(field.key()).isNotBlank());
  }

  private static void isPlausible(CallField field, double number) {
    switch (field.kind()) {
      case DURATION -> assertThat(number).as(field.key()).isBetween(0.0, 86_400.0);
      case LATENCY, LATENCIES -> assertThat(number).as(field.key()).isBetween(0.0, 120_000.0);
      case SENTIMENT -> assertThat(number).as(field.key()).isBetween(-1.0, 1.0);
      case FLAG -> assertThat(number).as(field.key()).isIn(0.0, 1.0);
      case COUNT ->
          assertThat(number).as(field.key()).isBetween(0.0, 1e9).isEqualTo(Math.rint(number));
      case SHARE -> assertThat(number).as(field.key()).isBetween(0.0, 1.0);
      case RATING -> assertThat(number).as(field.key()).isBetween(1.0, 5.0);
      default -> assertThat(number).as(field.key()).isBetween(0.0, 1e9);
    }
  }

  static void isOneLine(Finding finding) {
    assertThat(finding.message()).isNotBlank();
    assertThat(finding.toString().chars().noneMatch(Character::isISOControl))
        .as("a finding may be logged: %s", finding)
        .isTrue();
  }

  static int lines(byte[] data) {
    int lines = 1;
    for (byte one : data) {
      lines += one == '\n' || one == '\r' ? 1 : 0;
    }
    return lines;
  }
}
