package org.voiceagent.exporter.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.RejectReason;

/** A file that never answers costs its own session the patience, and the others nothing more. */
@Timeout(60)
final class StuckReadingTest {
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final ReaderThreads readers = new ReaderThreads(2, PATIENCE);
  private final AtomicInteger released = new AtomicInteger();

  @TempDir Path root;

  @AfterEach
  void end() {
    readers.close();
  }

  @Test
  void readingOfAFifoSwappedInBeforeTheOpenIsGivenUpAndItsReaderFreed() throws Exception {
    folders(100);
    List<Probe> probes =
        probe(
            folder -> {
              if (folder.name().equals("call-7") || folder.name().equals("call-50")) {
                openFifo(root.resolve(folder.name()).resolve("metrics.json"));
              }
              return new Reading.Unfinished("fine");
            });

    assertThat(probes).extracting(Probe::name).containsExactlyElementsOf(names(100));
    assertThat(probes)
        .filteredOn(probe -> probe.reading().orElseThrow() instanceof Reading.Refused)
        .extracting(
            probe ->
                probe.name() + " " + ((Reading.Refused) probe.reading().orElseThrow()).reason())
        .containsExactly("call-7 " + RejectReason.READ_TIME, "call-50 " + RejectReason.READ_TIME);
    await().atMost(Duration.ofSeconds(20)).until(() -> released.get() == 2);
  }

  @Test
  void readersThatNeverComeBackAreReplaced() throws Exception {
    folders(40);
    CountDownLatch never = new CountDownLatch(1);
    List<Probe> probes =
        probe(
            folder -> {
              if (folder.name().endsWith("0")) {
                waitFor(never);
              }
              return new Reading.Unfinished("fine");
            });

    assertThat(probes).hasSize(40);
    assertThat(refused(probes)).containsExactly("call-0", "call-10", "call-20", "call-30");
    assertThat(refused(probe(folder -> new Reading.Unfinished("fine")))).isEmpty();
    never.countDown();
  }

  @Test
  void readingThatIsGivenUpIsInterrupted() throws Exception {
    folders(3);
    AtomicInteger ended = new AtomicInteger();
    List<Probe> probes =
        probe(
            folder -> {
              if (folder.name().equals("call-1")) {
                while (!Thread.currentThread().isInterrupted()) {
                  Thread.onSpinWait();
                }
                ended.incrementAndGet();
              }
              return new Reading.Unfinished("fine");
            });

    assertThat(refused(probes)).containsExactly("call-1");
    await().atMost(Duration.ofSeconds(20)).until(() -> ended.get() == 1);
  }

  @Test
  void remainingFoldersAreLeftForLaterWhenAllThreadsAndSparesAreStuck() throws Exception {
    folders(1);
    CountDownLatch never = new CountDownLatch(1);
    for (int i = 0; i < 34; i++) {
      readers.execute(() -> waitFor(never));
      readers.oneIsStuck();
    }

    assertThat(probe(folder -> new Reading.Unfinished("fine"))).isEmpty();

    IntStream.range(0, 34).forEach(i -> readers.oneIsFree());
    never.countDown();
    assertThat(probe(folder -> new Reading.Unfinished("fine"))).hasSize(1);
  }

  @Test
  void sessionThatTakesAllMemoryOrTheWholeStackIsRefusedAlone() throws Exception {
    folders(3);
    List<Probe> probes =
        probe(
            folder ->
                switch (folder.name()) {
                  case "call-0" -> new Reading.Unfinished(fill());
                  case "call-1" -> new Reading.Unfinished("" + deep(0));
                  default -> new Reading.Unfinished("fine");
                });

    assertThat(probes)
        .extracting(probe -> probe.reading().orElseThrow())
        .extracting(r -> r instanceof Reading.Refused no ? no.reason().label() : "")
        .containsExactly("out_of_memory", "fault", "");
  }

  private static List<String> refused(List<Probe> probes) {
    return probes.stream()
        .filter(probe -> probe.reading().orElseThrow() instanceof Reading.Refused)
        .map(Probe::name)
        .toList();
  }

  private List<Probe> probe(CallReader reader) throws IOException {
    List<Probe> all = new ArrayList<>();
    int folders;
    try (var listed = Files.list(root)) {
      folders = (int) listed.count();
    }
    new ProbePool(root, reader, readers)
        .forEach(names(folders), ProbeRequest::unknown, all::addAll);
    return all;
  }

  private void folders(int count) throws IOException {
    for (String name : names(count)) {
      Files.writeString(Files.createDirectory(root.resolve(name)).resolve("metrics.json"), "{}");
    }
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "call-" + i).toList();
  }

  /** What a reader does when the file becomes a FIFO after it has looked. */
  private void openFifo(Path summary) {
    try {
      Files.delete(summary);
      new ProcessBuilder("mkfifo", summary.toString()).start().waitFor();
      Files.newByteChannel(summary).close();
      released.incrementAndGet();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void waitFor(CountDownLatch latch) {
    boolean waits = true;
    while (waits) {
      try {
        latch.await();
        waits = false;
      } catch (InterruptedException deaf) {
        // A thread in the kernel does not hear it either.
      }
    }
  }

  private static String fill() {
    long[][] all = new long[64][];
    for (int i = 0; i < all.length; i++) {
      all[i] = new long[Integer.MAX_VALUE - 8];
    }
    return "" + all[0][0];
  }

  private static int deep(int at) {
    return at < 0 ? 0 : 1 + deep(at + 1);
  }
}
