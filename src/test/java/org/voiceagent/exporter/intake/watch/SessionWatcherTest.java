package org.voiceagent.exporter.intake.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.RejectReason;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.intake.Counting;
import org.voiceagent.exporter.intake.FinishedCall;
import org.voiceagent.exporter.intake.FinishedCalls;
import org.voiceagent.exporter.intake.FolderFeed;
import org.voiceagent.exporter.intake.Intake;
import org.voiceagent.exporter.intake.IntakeClock;
import org.voiceagent.exporter.intake.IntakeMeter;
import org.voiceagent.exporter.intake.IntakeSettings;
import org.voiceagent.exporter.intake.PendingFolders;
import org.voiceagent.exporter.intake.ProbePool;
import org.voiceagent.exporter.intake.Recorder;
import org.voiceagent.exporter.intake.RescanCause;
import org.voiceagent.exporter.intake.Wakeup;
import org.voiceagent.exporter.testing.Entries;
import org.voiceagent.exporter.testing.Ledgers;

/** Real events, a real intake on its own thread, and an interval so long that it cannot help. */
final class SessionWatcherTest {
  private static final Duration NEVER = Duration.ofHours(1);

  @TempDir Path temp;
  private final List<String> counted = Collections.synchronizedList(new ArrayList<>());
  private final List<RescanCause> rescans = Collections.synchronizedList(new ArrayList<>());
  private Thread thread;
  private SessionWatcher watcher;

  @AfterEach
  void stop() throws InterruptedException {
    watcher.close();
    thread.interrupt();
    thread.join(5_000);
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void callIsCountedWithinASecondOfItsRename() throws Exception {
    start(Files.createDirectory(temp.resolve("calls")));
    long before = System.nanoTime();

    write(temp.resolve("calls"), "call-1");

    await().atMost(Duration.ofSeconds(1)).until(() -> counted.contains("call-1"));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void aRootRelativeToWhereTheDaemonRunsIsWatchedToo() throws Exception {
    Path root = Files.createDirectory(temp.resolve("calls"));
    start(Path.of("").toAbsolutePath().relativize(root));

    write(root, "call-1");
    await().atMost(Duration.ofSeconds(1)).until(() -> counted.contains("call-1"));
    Path folder = Files.createDirectory(root.resolve("call-2"));
    rename(folder, "metrics.json", "{\"turns\":3}\n");
    await().atMost(Duration.ofSeconds(2)).until(() -> counted.contains("call-2"));
  }

  @Test
  void callOfAShellThatKnowsNoRenameIsCountedWithinASecond() throws Exception {
    Path root = Files.createDirectory(temp.resolve("calls"));
    start(root);
    String script =
        """
        mkdir call-1 && cd call-1
        echo '{"role":"user","text":"hello"}' > transcript.jsonl
        printf '{"turns":' > metrics.json
        printf '3}' >> metrics.json
        echo 'streaming: {low_watermark_ms: 80}' > config_snapshot.yaml
        """;
    new ProcessBuilder("sh", "-c", script).directory(root.toFile()).start().waitFor();

    await().atMost(Duration.ofSeconds(1)).until(() -> counted.contains("call-1"));
    assertThat(counted).containsExactly("call-1");
  }

  @Test
  void everyOneOfThreeThousandFoldersMadeAtOnceIsCounted() throws Exception {
    Path root = Files.createDirectory(temp.resolve("calls"));
    start(root);
    List<Thread> writers = new ArrayList<>();
    for (int w = 0; w < 4; w++) {
      int writer = w;
      writers.add(
          new Thread(
              () -> {
                for (int i = 0; i < 750; i++) {
                  write(root, "call-" + writer + "-" + i);
                }
              }));
    }
    writers.forEach(Thread::start);
    for (Thread writer : writers) {
      writer.join();
    }

    await().atMost(Duration.ofSeconds(20)).until(() -> counted.size() >= 3_000);
    assertThat(counted).hasSize(3_000).doesNotHaveDuplicates();
  }

  @Test
  void folderThatIsDeletedAndMadeAgainIsWatchedAgain() throws Exception {
    Path root = Files.createDirectory(temp.resolve("calls"));
    start(root);
    Files.delete(root);
    await().until(() -> rescans.contains(RescanCause.WATCH_LOST));
    Files.createDirectory(root);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> Collections.frequency(rescans, RescanCause.WATCH_ARMED) >= 2);

    write(root, "call-1");

    await().atMost(Duration.ofSeconds(2)).until(() -> counted.contains("call-1"));
  }

  @Test
  void folderThatDoesNotExistYetIsWatchedOnceItDoes() throws Exception {
    Path root = temp.resolve("calls");
    start(root);
    Files.createDirectory(root);
    write(root, "call-1");

    await().atMost(Duration.ofSeconds(10)).until(() -> counted.contains("call-1"));
  }

  private void start(Path root) {
    Wakeup wakeup = new Wakeup();
    PendingFolders pending = new PendingFolders(10_000, wakeup);
    IntakeClock clock = new IntakeClock(InstantSource.system(), System::nanoTime);
    Counting counting = new Counting(Ledgers.fresh(), new Counted(), new Rescans(), clock);
    SessionReader reader = new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF);
    FolderFeed calls =
        new FolderFeed(
            new IntakeSettings(Duration.ofMillis(400), NEVER, NEVER),
            pending,
            new ProbePool(root, reader::read, Runnable::run),
            counting);
    Recorder recorder = new Recorder(counting.counted().ledger(), counting.meter(), clock);
    Intake intake = new Intake(List.of(calls), recorder, wakeup, clock);
    watcher = SessionWatcher.start(root, pending, folder -> true);
    thread =
        new Thread(
            () -> {
              try {
                intake.run();
              } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
              }
            },
            "intake");
    thread.start();
    if (Files.exists(root)) {
      await().until(() -> rescans.contains(RescanCause.WATCH_ARMED));
    }
  }

  private static void write(Path root, String id) {
    try {
      Path folder = Files.createDirectory(root.resolve(id));
      rename(folder, "config_snapshot.yaml", "streaming: {low_watermark_ms: 80}\n");
      rename(folder, "transcript.jsonl", "{\"role\":\"user\",\"text\":\"hello\"}\n");
      rename(folder, "metrics.json", "{\"turns\":3,\"duration_seconds\":12.5}\n");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void rename(Path folder, String name, String text) throws IOException {
    Path temporary = Files.writeString(folder.resolve("." + name + ".tmp"), text);
    Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private final class Counted implements FinishedCalls {
    @Override
    public FinishedCall finished(CallSession session) {
      return new FinishedCall(
          Entries.call(session.id(), session.endedAt(), session.endedAt(), List.of()),
          () -> counted.add(session.id().value()));
    }

    @Override
    public void updated(CallSession session) {}
  }

  private final class Rescans implements IntakeMeter {
    @Override
    public void sessionUpdated() {}

    @Override
    public void sessionRejected(RejectReason reason) {}

    @Override
    public void sessionAbandoned() {}

    @Override
    public void pending(int sessions) {}

    @Override
    public void backlog(int done, int total) {}

    @Override
    public void ingestLag(Duration lag) {}

    @Override
    public void rescan(RescanCause cause) {
      rescans.add(cause);
    }
  }
}
