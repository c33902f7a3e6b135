package org.voiceagent.exporter.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The operator's files cannot hold the daemon up. */
@Timeout(60)
final class FileAccessTest {
  @TempDir Path temp;

  @Test
  void textOfARegularFileIsReadThroughALink() throws IOException {
    Path link =
        Files.createSymbolicLink(
            temp.resolve("link"), Files.writeString(temp.resolve("file"), "käse"));

    assertThat(FileAccess.readText(link, 5, UTF_8)).isEqualTo("käse");
  }

  @Test
  void fifoIsRefusedUnopened() throws Exception {
    Path fifo = temp.resolve("fifo");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();

    assertThatThrownBy(() -> FileAccess.readText(fifo, 100, UTF_8))
        .isInstanceOf(IOException.class)
        .hasMessage("is a FIFO, a socket or a device, not a regular file");
  }

  @Test
  void whatIsNoTextFileIsRefusedWithTheReason() throws IOException {
    Path file = Files.write(temp.resolve("file"), new byte[] {(byte) 0xff, 1, 2});

    assertThatThrownBy(() -> FileAccess.readText(Path.of("/dev/zero"), 100, UTF_8))
        .hasMessage("is a FIFO, a socket or a device, not a regular file");
    assertThatThrownBy(() -> FileAccess.readText(temp, 100, UTF_8)).hasMessage("is a folder");
    assertThatThrownBy(() -> FileAccess.readText(file, 2, UTF_8)).hasMessage("larger than 2 bytes");
    assertThatThrownBy(() -> FileAccess.readText(file, 3, UTF_8))
        .isInstanceOf(CharacterCodingException.class);
    assertThatThrownBy(() -> FileAccess.readText(temp.resolve("none"), 3, UTF_8))
        .isInstanceOf(NoSuchFileException.class);
  }

  /** A file on a network that has gone behaves like this task. */
  @Test
  void taskThatNeverAnswersIsGivenUpAndOthersAreStillTaken() throws IOException {
    FileAccess access = new FileAccess(Duration.ofMillis(500), 2);
    CountDownLatch back = new CountDownLatch(1);
    for (int stuck = 0; stuck < 2; stuck++) {
      // The thread of an earlier answer may not be free yet.
      await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> access.call(() -> stayUntil(back)))
                      .isInstanceOf(IOException.class)
                      .hasMessageStartingWith("no answer within "));
      if (stuck == 0) {
        await().until(() -> answers(access));
      }
    }
    await().until(() -> refusesAtOnce(access));

    back.countDown();
    await().until(() -> answers(access));
  }

  private static boolean answers(FileAccess access) {
    try {
      return access.call(() -> true);
    } catch (IOException notYet) {
      return false;
    }
  }

  private static boolean refusesAtOnce(FileAccess access) {
    try {
      return !access.call(() -> true);
    } catch (IOException refused) {
      return refused.getMessage().equals("other files have not answered yet");
    }
  }

  /** As the kernel does for a file on a network, it takes no notice of an interruption. */
  private static boolean stayUntil(CountDownLatch back) {
    while (true) {
      try {
        back.await();
        return true;
      } catch (InterruptedException goesOnWaiting) {
        // the loop waits again
      }
    }
  }
}
