package org.voiceagent.exporter.daemon;

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

final class FifoWatchTest {
  @TempDir Path calls;

  @Test
  void fifoThatTakesAFilesPlaceAfterTheLookHoldsTheReaderUpForAShortTimeOnly() throws Exception {
    Tools.require("mkfifo");
    Path file = Files.createDirectory(calls.resolve("call-1")).resolve("transcript.jsonl");
    Files.writeString(file, "{}\n");
    try (FifoWatch watch = new FifoWatch(calls, Duration.ofMillis(100));
        GuardedRoot root = GuardedRoot.open(calls);
        CallFolder folder = CallFolder.open(root, "call-1", root.look("call-1"))) {
      assertThat(folder.look(ArtifactFile.TRANSCRIPT)).isPresent();
      Files.delete(file);
      assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();

      watch.begins("call-1");
      byte[] read =
          assertTimeoutPreemptively(
              Duration.ofSeconds(10),
              () -> folder.content(ArtifactFile.TRANSCRIPT, 1_000).orElseThrow());
      watch.isDone();

      assertThat(read).isEmpty();
    }
  }
}
