package org.voiceagent.exporter.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.daemon.Daemon;
import org.voiceagent.exporter.forget.Grep;
import org.voiceagent.exporter.testing.Daemons;

/** What is personal in an engine's own report is removed on the disk once its call is counted. */
final class ReportsOnDiskTest {
  @TempDir Path temp;

  @Test
  void nothingThatWasPlantedIsLeftInAnyReport() throws Exception {
    PlantedSecrets planted = new PlantedSecrets();
    Path calls = Files.createDirectories(temp.resolve("calls"));
    new PlantedReports(planted).drop(calls);
    Daemon daemon =
        Daemons.start(
            Daemons.config(temp, "redaction: {redact: on_ingest}\nintake: {settle: 50ms}\n"));
    try {
      // The loose report gets a folder, too.
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> redacted(calls) == planted.calls().size() + 1);

      List<String> left = new ArrayList<>();
      for (var one : planted.placeByValue().entrySet()) {
        boolean isFolder = one.getValue().endsWith("'s name");
        if (!isFolder && !Grep.filesWith(calls, one.getKey()).isEmpty()) {
          left.add(one.getValue() + ": " + one.getKey());
        }
      }
      assertThat(left).isEmpty();
    } finally {
      daemon.close();
    }
  }

  private static long redacted(Path calls) throws IOException {
    try (Stream<Path> files = Files.walk(calls)) {
      return files.filter(file -> file.endsWith(".redacted")).count();
    }
  }
}
