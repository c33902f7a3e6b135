package org.voiceagent.exporter.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands do a daemon's work in a daemon's folder only, and only as its user. */
final class StateAtRestTest {
  @TempDir Path temp;

  @Test
  void missingFolderIsRefusedAndNotMade() {
    Path state = temp.resolve("state");

    assertThatThrownBy(() -> StateAtRest.requireLedger(state))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no state folder " + state)
        .hasMessageContaining("--state");
    assertThat(state).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lock", "calls-1.txt", "snapshot.tmp", "notes"})
  void folderOfSomethingElseIsRefusedAndLeftAsItIs(String file) throws IOException {
    Files.createFile(temp.resolve(file));

    assertThatThrownBy(() -> StateAtRest.requireLedger(temp))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no ledger in " + temp);
    try (Stream<Path> files = Files.list(temp)) {
      assertThat(files).containsExactly(temp.resolve(file));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"snapshot-7.bin", "calls-1.log", "caller.salt"})
  void folderOfADaemonIsTaken(String file) throws IOException {
    Files.createFile(temp.resolve(file));

    assertThatCode(() -> StateAtRest.requireLedger(temp)).doesNotThrowAnyException();
  }

  @Test
  void whoMadeAFolderIsItsOwner() {
    assertThatCode(() -> StateAtRest.requireOwner(temp)).doesNotThrowAnyException();
  }

  @Test
  void anotherUserIsToldAsWhomToRunIt() throws IOException {
    String owner = Files.getOwner(temp).getName();

    assertThatThrownBy(() -> StateAtRest.requireOwner(temp, false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("belongs to " + owner)
        .hasMessageContaining("sudo -u " + owner + " voice-agent-exporter");
  }
}
