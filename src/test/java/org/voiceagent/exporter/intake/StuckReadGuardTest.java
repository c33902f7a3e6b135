package org.voiceagent.exporter.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.artifact.ArtifactFile;
import org.voiceagent.exporter.artifact.CallFolder;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.testing.Tools;

final class StuckReadGuardTest {
  @TempDir Path calls;

  @Test
  void readerOfAFifoSwappedInAfterTheCheckIsFreed() throws Exception {
    Tools.require("mkfifo");
    Path file = Files.createDirectory(calls.resolve("call-1")).resolve("transcript.jsonl");
    Files.writeString(file, "{}\n");
    try (StuckReadGuard guard = StuckReadGuard.watch(calls, Duration.ofMillis(100));
        GuardedRoot root = GuardedRoot.open(calls);
        CallFolder folder = CallFolder.open(root, "call-1", root.look("call-1"))) {
      assertThat(folder.look(ArtifactFile.TRANSCRIPT)).isPresent();
      Files.delete(file);
      assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();

      guard.begins("call-1");
      byte[] read =
          assertTimeoutPreemptively(
              Duration.ofSeconds(10),
              () -> folder.content(ArtifactFile.TRANSCRIPT, 1_000).orElseThrow());
      guard.isDone();

      assertThat(read).isEmpty();
    }
  }
}
