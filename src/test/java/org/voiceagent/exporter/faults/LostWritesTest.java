package org.voiceagent.exporter.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.LedgerSettings;
import org.voiceagent.exporter.testing.Entries;
import org.voiceagent.exporter.testing.Ledgers;
import org.voiceagent.exporter.testing.MemoryTotals;
import org.voiceagent.exporter.testing.Tools;

/**
 * The state on ext4 without a journal, on a device whose backing store is full: writes are taken, a
 * force fails, and the next force of the same bytes may succeed though they are lost.
 */
@Tag("faults")
final class LostWritesTest {
  private static final int LEFT_BYTES = 200_000;
  private static final int MOST_FAILURES = 20;

  @TempDir Path temp;
  private Path outer;
  private Path inner;

  @BeforeEach
  void fileSystemOnAFullDevice() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root mounts file systems");
    Tools.require("mkfs.ext4");
    outer = Files.createDirectory(temp.resolve("outer"));
    inner = Files.createDirectory(temp.resolve("inner"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", outer.toString()), "no mounts");
    Path image = outer.resolve("image");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(40L << 20);
    }
    assertThat(run("mkfs.ext4", "-q", "-O", "^has_journal", "-b", "1024", image.toString()))
        .isTrue();
    assumeTrue(mount(), "no loop devices");
    FileStore store = Files.getFileStore(outer);
    Files.write(outer.resolve("filler"), new byte[(int) store.getUsableSpace() - LEFT_BYTES]);
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", inner.toString());
    run("umount", outer.toString());
  }

  @Test
  void startGoesOnAndCountsAgainWhatAForceThatLiedHasLost() throws Exception {
    MemoryTotals totals = new MemoryTotals();
    int shown = 0;
    int failed = 0;
    try (CountedCalls ledger = open(totals)) {
      for (int i = 0; failed < MOST_FAILURES; i++) {
        Entry call = call(i);
        if (ledger.ledger().record(List.of(call))) {
          totals.add(call);
          shown++;
          ledger.ledger().compact();
        } else {
          failed++;
        }
      }
    }
    assertThat(shown).isPositive();
    Files.delete(outer.resolve("filler"));
    assertThat(run("umount", inner.toString())).isTrue();
    assertThat(mount()).isTrue();

    MemoryTotals after = new MemoryTotals();
    try (CountedCalls again = open(after)) {
      assertThat(again.ledger().size()).isBetween(shown - 2, shown);
      for (int i = 0; i < shown; i++) {
        Entry call = call(i);
        if (!again.contains(Entries.id(call)) && again.ledger().record(List.of(call))) {
          after.add(call);
        }
      }
      assertThat(again.ledger().size()).isEqualTo(shown);
    }
  }

  private CountedCalls open(MemoryTotals totals) throws IOException {
    return Ledgers.in(inner.resolve("state"), new LedgerSettings(4_096, 90, 1_000, 10), totals);
  }

  private static Entry call(int number) {
    Change increment = new Change.Add("calls", List.of("x".repeat(2_000) + number % 7), 1);
    return Entries.call(
        new CallId("call-" + number), Instant.now(), Instant.now(), List.of(increment));
  }

  private boolean mount() throws Exception {
    return run("mount", "-o", "loop", outer.resolve("image").toString(), inner.toString());
  }

  private static boolean run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
