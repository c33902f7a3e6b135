package org.voiceagent.exporter.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.artifact.ArtifactFile;
import org.voiceagent.exporter.artifact.CallFolder;
import org.voiceagent.exporter.files.GuardedRoot;

/** What the daemon itself writes in a call's folder is no change of the call. */
final class OwnWritingTest {
  private static final String LINE = "{\"role\":\"user\",\"text\":\"hello\"}\n";

  @TempDir Path root;

  @Test
  void ownWritingIsNoChangeOfTheCallDuringAndAfterIt() throws Exception {
    IntakeBench bench = counted();
    try (GuardedRoot sessions = GuardedRoot.open(root);
        CallFolder folder = CallFolder.open(sessions, "call-1")) {
      OwnWriting.Hold hold = bench.feed.ownWriting().hold(folder);
      rewrite(folder, ArtifactFile.TRANSCRIPT);
      bench.hint("call-1");
      rewrite(folder, ArtifactFile.SUMMARY);
      bench.hint("call-1");
      hold.close();
    }

    bench.hint("call-1").after(Duration.ofMinutes(1));

    assertThat(bench.updated).isEmpty();
    assertThat(bench.counted).containsExactly("call-1");
  }

  @Test
  void changesByAnEngineDuringOwnWritingAreFoundAfterwardsWithoutAHint() throws Exception {
    IntakeBench bench = counted();
    try (GuardedRoot sessions = GuardedRoot.open(root);
        CallFolder folder = CallFolder.open(sessions, "call-1")) {
      OwnWriting.Hold hold = bench.feed.ownWriting().hold(folder);
      rewrite(folder, ArtifactFile.TRANSCRIPT);
      Files.writeString(root.resolve("call-1").resolve("feedback.json"), "{\"csat\":4}\n");
      bench.hint("call-1");
      assertThat(bench.updated).isEmpty();
      hold.close();
    }

    bench.after(Duration.ZERO);

    assertThat(bench.updated).containsExactly("call-1");
  }

  @Test
  void twoHoldsOfOneFolderAreReleasedOneByOne() throws Exception {
    IntakeBench bench = counted();
    try (GuardedRoot sessions = GuardedRoot.open(root);
        CallFolder folder = CallFolder.open(sessions, "call-1")) {
      OwnWriting.Hold first = bench.feed.ownWriting().hold(folder);
      rewrite(folder, ArtifactFile.TRANSCRIPT);
      first.close();
      OwnWriting.Hold second = bench.feed.ownWriting().hold(folder);
      rewrite(folder, ArtifactFile.SUMMARY);

      bench.hint("call-1");

      assertThat(bench.feed.ownWriting().holds("call-1")).isTrue();
      second.close();
    }
    bench.after(Duration.ZERO).after(Duration.ofMinutes(1));
    assertThat(bench.feed.ownWriting().holds("call-1")).isFalse();
    assertThat(bench.updated).isEmpty();
  }

  private IntakeBench counted() throws Exception {
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    Path folder = Files.createDirectory(root.resolve("call-1"));
    Files.writeString(folder.resolve("transcript.jsonl"), LINE);
    Files.writeString(folder.resolve("metrics.json"), "{\"turns\":3}\n");
    bench.hint("call-1").after(Duration.ofSeconds(1));
    assertThat(bench.counted).containsExactly("call-1");
    return bench;
  }

  private static void rewrite(CallFolder folder, ArtifactFile file) throws IOException {
    BasicFileAttributes seen = folder.look(file).orElseThrow();
    String text = new String(folder.content(file, 1_000).orElseThrow(), StandardCharsets.UTF_8);
    byte[] longer = (text.strip() + " \n").getBytes(StandardCharsets.UTF_8);
    assertThat(folder.replace(file, longer, seen)).isTrue();
  }
}
