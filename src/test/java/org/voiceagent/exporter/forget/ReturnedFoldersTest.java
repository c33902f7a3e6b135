package org.voiceagent.exporter.forget;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;

/** Only the thread that deletes removes folders of forgotten calls that came back. */
final class ReturnedFoldersTest {
  private static final CallId CALL = new CallId("call-1");

  @TempDir Path sessions;

  @Test
  void tellingOfAFolderRemovesNothing() throws IOException {
    ReturnedFolders returned = new ReturnedFolders(sessions, CallNames.asTheyAre());
    Path folder = folder();

    returned.cameBack(CALL);
    returned.cameBack(CALL);
    assertThat(folder).exists();
    assertThat(returned.areThere()).isTrue();

    returned.removeAll();
    assertThat(folder).doesNotExist();
    assertThat(returned.areThere()).isFalse();
  }

  @Test
  void folderThatCannotBeRemovedIsTriedAgainWhenItIsReportedAgain() throws IOException {
    ReturnedFolders returned = new ReturnedFolders(sessions, CallNames.asTheyAre());
    Path deep = Files.createDirectories(folder().resolve("a/".repeat(20)));
    returned.cameBack(CALL);
    returned.removeAll();
    assertThat(deep).exists();

    Files.delete(deep);
    for (Path up = deep.getParent(); !up.equals(sessions.resolve("call-1")); up = up.getParent()) {
      Files.delete(up);
    }
    returned.cameBack(CALL);
    returned.removeAll();
    assertThat(sessions.resolve("call-1")).doesNotExist();
  }

  private Path folder() throws IOException {
    Path folder = Files.createDirectory(sessions.resolve("call-1"));
    Files.writeString(folder.resolve("metrics.json"), "{}");
    return folder;
  }
}
