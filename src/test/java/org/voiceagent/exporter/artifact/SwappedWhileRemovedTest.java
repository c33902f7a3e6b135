package org.voiceagent.exporter.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a folder is swapped for while it is removed, nothing outside the root goes. */
@Timeout(60)
final class SwappedWhileRemovedTest {
  private static final long NANOS = 1_000_000_000L;
  private static final int FILES = 20;

  @TempDir Path temporary;

  @Test
  void folderSwappedForALinkNeverLeadsOutside() throws Exception {
    Path root = Files.createDirectory(temporary.resolve("calls"));
    Path outside = filled(temporary.resolve("outside"));
    Path link = Files.createSymbolicLink(temporary.resolve("link"), outside);
    race(root, root.resolve("call-1"), link, outside);
  }

  @Test
  void nestedFolderSwappedForALinkNeverLeadsOutside() throws Exception {
    Path root = Files.createDirectory(temporary.resolve("calls"));
    Path outside = filled(temporary.resolve("outside"));
    Path link = Files.createSymbolicLink(temporary.resolve("link"), outside);
    race(root, root.resolve("call-1").resolve("nested"), link, outside);
  }

  @Test
  void folderSwappedForAFifoHoldsNobodyUp() throws Exception {
    Path root = Files.createDirectory(temporary.resolve("calls"));
    Path outside = filled(temporary.resolve("outside"));
    Path fifo = temporary.resolve("fifo");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    race(root, root.resolve("call-1"), fifo, outside);
  }

  /**
   * Removes while another thread makes the folder anew and swaps it for something else and back.
   */
  private void race(Path root, Path entry, Path other, Path outside) throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    CompletableFuture<Integer> swapper =
        CompletableFuture.supplyAsync(() -> swap(entry, other, stop));
    int removed = 0;
    int refused = 0;
    long start = System.nanoTime();
    try (SessionsRoot open = SessionsRoot.open(root)) {
      while (System.nanoTime() - start < NANOS) {
        try {
          removed += open.remove("call-1", true).isPresent() ? 1 : 0;
        } catch (IOException swapped) {
          refused++;
        }
      }
    }
    stop.set(true);
    assertThat(swapper.get()).isGreaterThan(50);
    assertThat(removed).as("removed").isPositive();
    assertThat(refused).as("refused").isPositive();
    try (var files = Files.list(outside)) {
      assertThat(files).hasSize(FILES);
    }
  }

  private int swap(Path entry, Path other, AtomicBoolean stop) {
    Path away = temporary.resolve("away");
    int swaps = 0;
    while (!stop.get()) {
      try {
        filled(entry);
        Files.move(entry, away, StandardCopyOption.ATOMIC_MOVE);
        Files.move(other, entry, StandardCopyOption.ATOMIC_MOVE);
        Files.move(entry, other, StandardCopyOption.ATOMIC_MOVE);
        Files.move(away, entry, StandardCopyOption.ATOMIC_MOVE);
        swaps++;
      } catch (IOException takenAway) {
        restore(entry, other);
      }
    }
    return swaps;
  }

  /** The remover may have taken the link or FIFO with the folder that holds it. */
  private void restore(Path entry, Path other) {
    try {
      if (!Files.exists(other, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
        Path left = entry.resolveSibling(".being-removed." + entry.getFileName());
        boolean back = Files.isSymbolicLink(entry) || isOther(entry);
        if (back) {
          Files.move(entry, other, StandardCopyOption.ATOMIC_MOVE);
        } else if (isOther(left)) {
          Files.move(left, other, StandardCopyOption.ATOMIC_MOVE);
        } else {
          Files.createSymbolicLink(other, temporary.resolve("outside"));
        }
      }
    } catch (IOException again) {
      // The next round finds it.
    }
  }

  private static boolean isOther(Path entry) {
    return Files.exists(entry, java.nio.file.LinkOption.NOFOLLOW_LINKS)
        && !Files.isDirectory(entry, java.nio.file.LinkOption.NOFOLLOW_LINKS);
  }

  private static Path filled(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < FILES; i++) {
      Files.writeString(folder.resolve("file-" + i), "x");
    }
    return folder;
  }
}
