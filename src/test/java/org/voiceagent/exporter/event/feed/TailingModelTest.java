package org.voiceagent.exporter.event.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random operations on event files, beside a model that knows only what was written where. A
 * failure names its seed, and {@code -Dtailing.seed=N} repeats it.
 */
@Timeout(300)
final class TailingModelTest {
  private static final int OPERATIONS = 40;
  private static final int RUNS = 60;
  private static final int MANY_RUNS = 1_000;

  @TempDir Path temp;

  static LongStream seeds() {
    Long one = Long.getLong("tailing.seed");
    return one == null ? LongStream.range(0, RUNS) : LongStream.of(one);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void eachLineCountsOnceUnlessItWasCutOffUnread(long seed) throws Exception {
    run(seed, temp);
  }

  @Test
  @Tag("faults")
  void andSoInAThousandRuns() throws Exception {
    long first = Long.getLong("tailing.first", RUNS);
    for (long seed = first; seed < first + MANY_RUNS; seed++) {
      run(seed, temp.resolve("run-" + seed));
    }
  }

  private static void run(long seed, Path where) throws Exception {
    Random random = new Random(seed);
    try (TailedFolder folder = new TailedFolder(where, random)) {
      for (int i = 0; i < OPERATIONS; i++) {
        folder.step();
      }
      folder.settle();
      assertThat(folder.mistakes())
          .as("seed %d, after %s", seed, String.join("\n", folder.history()))
          .isEmpty();
    }
  }
}
