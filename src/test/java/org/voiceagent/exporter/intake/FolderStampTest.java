package org.voiceagent.exporter.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.artifact.CallFolder;
import org.voiceagent.exporter.artifact.TestFormats;
import org.voiceagent.exporter.files.GuardedRoot;

/** What the intake sees of a folder holds for a call that another file ends. */
final class FolderStampTest {
  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path root;

  @Test
  void fileOfAnotherFormatEndsTheCallAndIsWatchedForChanges() throws IOException {
    Path folder = Files.createDirectory(root.resolve("call-1"));
    write(folder.resolve("transcript.jsonl"), "{}\n", THEN);
    write(folder.resolve("config_snapshot.yaml"), "a: 1\n", THEN);
    try (GuardedRoot open = GuardedRoot.open(root);
        CallFolder call = CallFolder.open(open, "call-1", TestFormats.withCallOver())) {
      FolderStamp going = FolderStamp.of(call);
      assertThat(going.end().present()).isFalse();
      assertThat(going.inOrder()).isFalse();

      write(folder.resolve("call_over.json"), "{\"seconds\":42}", THEN.plusSeconds(1));
      FolderStamp over = FolderStamp.of(call);
      assertThat(over.end().size()).isEqualTo(14);
      assertThat(over.inOrder()).isTrue();
      assertThat(over.sameFiles(going)).isFalse();
      assertThat(over.stillHolds(call)).isTrue();

      write(folder.resolve("call_over.json"), "{\"seconds\":43}", THEN.plusSeconds(2));
      assertThat(over.stillHolds(call)).isFalse();
    }
  }

  private static void write(Path file, String content, Instant at) throws IOException {
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(at));
  }
}
