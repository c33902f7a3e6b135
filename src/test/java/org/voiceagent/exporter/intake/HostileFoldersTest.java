package org.voiceagent.exporter.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.HostileFolders;

/** One folder of every hostile kind, through the real intake. */
@Timeout(60)
final class HostileFoldersTest {
  @TempDir Path temporary;

  @Test
  void everyHostileFolderIsRefusedForItsReasonOnceAndTheOthersCount() throws Exception {
    Path root = Files.createDirectory(temporary.resolve("c"));
    Map<String, Integer> expected =
        new HashMap<>(new HostileFolders(root, temporary.resolve("o")).addOneOfEach().expected());
    HostileFolders.good(root.resolve("good"));
    int good = expected.remove("") + 1;

    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    for (int i = 0; i < 15; i++) {
      bench.after(Duration.ofSeconds(6));
    }

    Map<String, Integer> refused = new HashMap<>();
    bench.rejected.forEach(reason -> refused.merge(reason.label(), 1, Integer::sum));
    assertThat(refused).isEqualTo(expected);
    assertThat(bench.counted).hasSize(good).contains("good");
    assertThat(bench.active).isZero();
  }
}
