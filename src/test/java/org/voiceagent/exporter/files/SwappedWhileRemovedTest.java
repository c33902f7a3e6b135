package org.voiceagent.exporter.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a folder is swapped for while it is removed, nothing outside the root goes. */
@Timeout(60)
final class SwappedWhileRemovedTest {
  private static final long NANOS = 700_000_000L;

  /** A busy machine may let one of the two win for a while. */
  private static final long MOST_NANOS = 20_000_000_000L;

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
  void nestedFolderSwappedForALinkLosesTheLinkOnly() throws Exception {
    Path root = Files.createDirectory(temporary.resolve("calls"));
    Path outside = filled(temporary.resolve("outside"));
    filled(root.resolve("call-1/nested"));
    try (GuardedRoot open = GuardedRoot.open(root)) {
      open.removals()
          .remove(
              "call-1",
              true,
              judged -> {
                swapForALink(root.resolve(".being-removed.call-1/nested"), outside);
                return true;
              });
      assertThat(open.names()).isEmpty();
    }
    assertThat(outside.toFile().list()).hasSize(FILES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"link", "fifo", "folder"})
  void folderSwappedBetweenLookingAndOpeningIsRefusedAtOnce(String other) throws Exception {
    Path root = Files.createDirectory(temporary.resolve("calls"));
    Path entry = filled(root.resolve("call-1"));
    Path outside = filled(temporary.resolve("outside"));
    Path name = Path.of("call-1");
    try (DirectoryStream<Path> held = Files.newDirectoryStream(root)) {
      OpenFolder open = OpenFolder.of(root, (SecureDirectoryStream<Path>) held);
      BasicFileAttributes seen = open.look(name);
      Files.move(entry, temporary.resolve("away"));
      switch (other) {
        case "link" -> Files.createSymbolicLink(entry, outside);
        case "fifo" ->
            assertThat(new ProcessBuilder("mkfifo", entry.toString()).start().waitFor()).isZero();
        default -> Files.move(outside, entry);
      }
      assertThatThrownBy(() -> open.open(name, seen)).isInstanceOf(FileSystemException.class);
    }
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
    AtomicInteger swaps = new AtomicInteger();
    CompletableFuture<Void> swapper =
        CompletableFuture.runAsync(() -> swap(entry, other, stop, swaps));
    int removed = 0;
    long start = System.nanoTime();
    try (GuardedRoot open = GuardedRoot.open(root)) {
      long taken = 0;
      while (taken < NANOS || ((swaps.get() == 0 || removed == 0) && taken < MOST_NANOS)) {
        taken = System.nanoTime() - start;
        try {
          removed += open.removals().remove("call-1", true).isPresent() ? 1 : 0;
        } catch (IOException swapped) {
          // It was caught with something else in the folder's place.
        }
      }
    }
    stop.set(true);
    swapper.get();
    assertThat(swaps.get()).as("swaps").isPositive();
    assertThat(removed).as("removed").isPositive();
    try (var files = Files.list(outside)) {
      assertThat(files).hasSize(FILES);
    }
  }

  private void swap(Path entry, Path other, AtomicBoolean stop, AtomicInteger swaps) {
    Path away = temporary.resolve("away");
    int made = 0;
    while (!stop.get()) {
      try {
        if (!Files.isDirectory(entry)) {
          Path fresh = filled(temporary.resolve("fresh-" + made++));
          Files.move(fresh, entry, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(entry, away, StandardCopyOption.ATOMIC_MOVE);
        Files.move(other, entry, StandardCopyOption.ATOMIC_MOVE);
        swaps.incrementAndGet();
        Files.move(entry, other, StandardCopyOption.ATOMIC_MOVE);
        Files.move(away, entry, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException takenAway) {
        restore(entry, other);
      }
    }
  }

  /** The remover may have taken what was put in the folder's place, or hold it under its name. */
  private void restore(Path entry, Path other) {
    Path hidden = entry.resolveSibling(".being-removed." + entry.getFileName());
    try {
      if (isOther(entry)) {
        Files.move(entry, other, StandardCopyOption.ATOMIC_MOVE);
      } else if (isOther(hidden)) {
        Files.move(hidden, other, StandardCopyOption.ATOMIC_MOVE);
      } else if (!isOther(other) && !other.endsWith("fifo")) {
        Files.createSymbolicLink(other, temporary.resolve("outside"));
      }
    } catch (IOException again) {
      // The next round finds it.
    }
  }

  private void swapForALink(Path entry, Path outside) {
    try {
      Files.move(entry, temporary.resolve("away"));
      Files.createSymbolicLink(entry, outside);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
