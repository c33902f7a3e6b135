package org.voiceagent.exporter.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UsualTimeTest {

  @Test
  void readsWhatTheLibraryReadsToTheSameNanosecond() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      long nanos = random.nextInt(3) == 0 ? 0 : random.nextInt(1_000_000_000);
      String text = Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE), nanos).toString();
      assertThat(UsualTime.parse(text))
          .as("seed %d: %s", seed, text)
          .contains(OffsetDateTime.parse(text).toInstant());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-10-26T03:28:16", "2025-10-26T03:28:16+00:00"})
  void naiveTimesAndZeroOffsetsAreUtc(String text) {
    assertThat(UsualTime.parse(text)).contains(Instant.parse("2025-10-26T03:28:16Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2025-02-29T00:00:00Z",
        "2025-13-01T00:00:00Z",
        "2025-10-26T24:00:00Z",
        "2025-10-26T03:60:16Z",
        "2025-10-26T03:28:61Z",
        "2025-10-26T03:28:16.Z",
        "2025-10-26T03:28:16.1234567890Z",
        "2025-10-26T03:28:16+02:00",
        "2025-10-26T03:28:16ZZ",
        "2025-10-26t03:28:16Z",
        "+2025-10-26T03:28:16Z",
        "٢٠٢٥-10-26T03:28:16Z"
      })
  void everythingElseIsLeftToTheLibrary(String text) {
    assertThat(UsualTime.parse(text)).isEmpty();
  }
}
