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
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.files.GuardedRoot;

/** Folders and files that are swapped for links while they are read lead nowhere else. */
@Timeout(120)
final class SwappedFolderTest {
  private static final int TRIES = 20_000;
  private static final long LONGEST_NANOS = 5_000_000_000L;

  /** A number no call here has. */
  private static final double SECRET = 4242;

  private final SessionReader reader =
      new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF);

  @TempDir Path temporary;

  @Test
  void folderSwappedForALinkNeverLeadsOutside() throws Exception {
    Path root = Files.createDirectory(temporary.resolve("calls"));
    Path outside = call(temporary.resolve("outside"), SECRET);
    Path inside = call(root.resolve("call-1"), 5);
    Path link = Files.createSymbolicLink(temporary.resolve("link"), outside);
    race(inside, link, temporary.resolve("away"));
  }

  @Test
  void fileSwappedForALinkNeverLeadsOutside() throws Exception {
    Path root = Files.createDirectory(temporary.resolve("calls"));
    Path outside = call(temporary.resolve("outside"), SECRET).resolve("metrics.json");
    Path inside = call(root.resolve("call-1"), 5).resolve("metrics.json");
    Path link = Files.createSymbolicLink(temporary.resolve("link"), outside);
    race(inside, link, temporary.resolve("away"));
  }

  @Test
  void openFolderStaysTheFolderItWas() throws Exception {
    Path root = Files.createDirectory(temporary.resolve("calls"));
    Path outside = call(temporary.resolve("outside"), SECRET);
    Path inside = call(root.resolve("call-1"), 5);
    try (GuardedRoot open = GuardedRoot.open(root);
        CallFolder folder = CallFolder.open(open, "call-1")) {
      assertThat(open.isGuarded()).isTrue();
      Files.move(inside, temporary.resolve("away"));
      Files.createSymbolicLink(inside, outside);

      assertThat(turns(reader.read(folder))).isEqualTo(5);
    }
  }

  @Test
  void linkedRootIsFollowed() throws Exception {
    Path root = Files.createDirectory(temporary.resolve("calls"));
    call(root.resolve("call-1"), 5);
    Path link = Files.createSymbolicLink(temporary.resolve("link"), root);

    assertThat(turns(reader.read(link.resolve("call-1")))).isEqualTo(5);
  }

  /** Reads while one thread swaps the entry for a link and back. */
  private void race(Path entry, Path link, Path away) throws Exception {
    Path folder = temporary.resolve("calls").resolve("call-1");
    AtomicBoolean stop = new AtomicBoolean();
    CompletableFuture<Integer> swapper =
        CompletableFuture.supplyAsync(() -> swap(entry, link, away, stop));
    int good = 0;
    long start = System.nanoTime();
    for (int i = 0; i < TRIES && System.nanoTime() - start < LONGEST_NANOS; i++) {
      double turns = turns(reader.read(folder));
      assertThat(turns).as("try %d", i).isNotEqualTo(SECRET);
      good += turns == 5 ? 1 : 0;
    }
    stop.set(true);
    assertThat(swapper.get()).isGreaterThan(100);
    assertThat(good).isPositive();
  }

  private static int swap(Path entry, Path link, Path away, AtomicBoolean stop) {
    try {
      int swaps = 0;
      while (!stop.get()) {
        Files.move(entry, away, StandardCopyOption.ATOMIC_MOVE);
        Files.move(link, entry, StandardCopyOption.ATOMIC_MOVE);
        Files.move(entry, link, StandardCopyOption.ATOMIC_MOVE);
        Files.move(away, entry, StandardCopyOption.ATOMIC_MOVE);
        swaps++;
      }
      return swaps;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static double turns(Reading reading) {
    return reading instanceof Reading.Complete complete
        ? complete.session().facts().number(CallField.TURNS).orElse(-1)
        : -1;
  }

  private static Path call(Path folder, double turns) throws IOException {
    Files.writeString(
        Files.createDirectories(folder).resolve("metrics.json"), "{\"turns\":" + turns + "}");
    return folder;
  }
}
