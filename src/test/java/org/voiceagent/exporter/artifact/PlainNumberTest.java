package org.voiceagent.exporter.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainNumberTest {
  @Test
  void everyNumberIsThatOfTheLibraryToTheLastBit() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      long digits = random.nextLong(0, (long) Math.pow(10, random.nextInt(1, 16)));
      int fraction = random.nextInt(0, 16);
      String text = String.format(Locale.ROOT, "%0" + (fraction + 1) + "d", digits);
      int point = text.length() - fraction;
      String number = fraction == 0 ? text : text.substring(0, point) + "." + text.substring(point);
      if (number.length() <= 16) {
        assertThat(PlainNumber.parse(number))
            .as("seed %d: %s", seed, number)
            .isEqualTo(Double.parseDouble(number));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0", "007", "820", "-0.25", "0.1", "45.9", "999999999999999"})
  void plainNumbersAreRead(String text) {
    assertThat(PlainNumber.parse(text)).isEqualTo(Double.parseDouble(text) + 0.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "1.",
        ".5",
        "-.5",
        "1.2.3",
        "1e3",
        "NaN",
        " 1",
        "+1",
        "1234567890123456",
        "٣"
      })
  void everythingElseIsLeftToTheLibrary(String text) {
    assertThat(PlainNumber.parse(text)).isNaN();
  }
}
