package org.voiceagent.exporter.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.testing.Ledgers;
import org.voiceagent.exporter.testing.MemoryTotals;

/** What callers say of a call counts once, whenever it comes and whatever happens in between. */
final class LateFactsTest {
  private static final Duration RESCAN = Duration.ofSeconds(5);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** One more than the recent calls, which are rechecked at intervals. */
  private static final int MANY = 1_001;

  @TempDir Path temp;
  private Path root;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(temp.resolve("calls"));
  }

  @Test
  void factThatIsThereAtTheEndCountsWithTheCall() throws Exception {
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    say("call-1", "{\"csat\":4}");
    end("call-1");

    bench.hint("call-1").after(RESCAN);

    assertThat(bench.counted).containsExactly("call-1");
    assertThat(bench.late).containsExactly("call-1");
  }

  @Test
  void factThatComesLaterCountsOnceHoweverOftenItChanges() throws Exception {
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    end("call-1");
    bench.hint("call-1").after(RESCAN);
    assertThat(bench.late).isEmpty();

    say("call-1", "{\"csat\":4}");
    bench.hint("call-1");
    assertThat(bench.late).containsExactly("call-1");

    say("call-1", "{\"csat\":1, \"resolved\":true}");
    bench.hint("call-1").after(MINUTE);
    assertThat(bench.updated).as("its page shows the change").hasSize(2);
    assertThat(bench.late).containsExactly("call-1");
    assertThat(bench.counted).containsExactly("call-1");
  }

  @Test
  void factThatCameWhileNoDaemonRanCountsAtTheNextStart() throws Exception {
    Path state = temp.resolve("state");
    try (CountedCalls ledger = Ledgers.in(state, new MemoryTotals())) {
      end("call-1");
      end("call-2");
      new IntakeBench(root, 1_000, ledger).after(Duration.ZERO).after(RESCAN);
    }
    say("call-2", "{\"csat\":4}");
    for (int start = 0; start < 3; start++) {
      try (CountedCalls ledger = Ledgers.in(state, new MemoryTotals())) {
        IntakeBench bench = new IntakeBench(root, 1_000, ledger).after(Duration.ZERO);
        assertThat(bench.late).hasSize(start == 0 ? 1 : 0);
        assertThat(ledger.lateFacts(new CallId("call-2"))).containsExactly("csat");
        assertThat(ledger.lateFacts(new CallId("call-1"))).isEmpty();
      }
    }
  }

  @Test
  void factOfACallOfLongAgoIsFoundWithinTheNextPass() throws Exception {
    Path state = temp.resolve("state");
    try (CountedCalls ledger = Ledgers.in(state, new MemoryTotals())) {
      for (int i = 0; i < MANY; i++) {
        end("call-" + i);
      }
      IntakeBench bench = new IntakeBench(root, 2_000, ledger).after(Duration.ZERO).after(RESCAN);
      assertThat(bench.counted).hasSize(MANY);
      say(oldest(bench), "{\"csat\":4}");
      for (int i = 0; i < 24; i++) {
        bench.after(RESCAN);
      }
      assertThat(bench.late).containsExactly(oldest(bench));
    }
  }

  @Test
  void factOfACallOfLongAgoThatCameWhileNoDaemonRanIsFoundToo() throws Exception {
    Path state = temp.resolve("state");
    try (CountedCalls ledger = Ledgers.in(state, new MemoryTotals())) {
      for (int i = 0; i < 12; i++) {
        end("call-" + i);
      }
      new IntakeBench(root, 2_000, ledger).after(Duration.ZERO).after(RESCAN);
    }
    say("call-0", "{\"csat\":4}");
    // A ledger that keeps no names has none to look at again at its start.
    try (CountedCalls ledger = Ledgers.in(state, Ledgers.NAMELESS, new MemoryTotals())) {
      IntakeBench bench = new IntakeBench(root, 2_000, ledger).after(Duration.ZERO);
      for (int i = 0; i < 24; i++) {
        bench.after(RESCAN);
      }
      assertThat(bench.late).containsExactly("call-0");
      assertThat(bench.updated).isEmpty();
    }
  }

  @Test
  void factOfAForgottenCallNeverCounts() throws Exception {
    try (CountedCalls ledger = Ledgers.in(temp.resolve("state"), new MemoryTotals())) {
      IntakeBench bench = new IntakeBench(root, 1_000, ledger).after(Duration.ZERO);
      end("call-1");
      bench.hint("call-1").after(RESCAN);
      ledger.forget(Set.of(new CallId("call-1")));
      bench.feed.forget(Set.of(new CallId("call-1")));

      say("call-1", "{\"csat\":4}");
      bench.hint("call-1").after(MINUTE).after(MINUTE);

      assertThat(bench.late).isEmpty();
    }
  }

  /** The call that was counted first, and so is no longer a recent one. */
  private static String oldest(IntakeBench bench) {
    return bench.counted.get(0);
  }

  private void end(String id) throws IOException {
    write(id, "transcript.jsonl", "{\"role\":\"user\",\"text\":\"hello\"}\n");
    write(id, "config_snapshot.yaml", "streaming: {low_watermark_ms: 80}\n");
    write(id, "metrics.json", "{\"turns\":3,\"duration_seconds\":12.5}\n");
    FileTime then = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
    try (var files = Files.list(root.resolve(id))) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, then);
      }
    }
    Files.setLastModifiedTime(root.resolve(id), then);
  }

  private void say(String id, String feedback) throws IOException {
    write(id, "feedback.json", feedback);
  }

  private void write(String id, String name, String text) throws IOException {
    Path folder = Files.createDirectories(root.resolve(id));
    Path temporary = Files.writeString(folder.resolve("." + name + ".tmp"), text);
    Files.move(temporary, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }
}
