package org.voiceagent.exporter.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Ledger;
import org.voiceagent.exporter.ledger.Mark;
import org.voiceagent.exporter.testing.Ledgers;
import org.voiceagent.exporter.testing.MemoryTotals;

/** Feeds of records that are no calls share one counting thread and one recorder. */
final class FeedsTest {
  @TempDir Path temp;
  private final AtomicLong nanos = new AtomicLong();
  private final IntakeClock clock = new IntakeClock(() -> Instant.EPOCH, nanos::get);
  private final List<String> events = new ArrayList<>();

  @Test
  void everyFeedHearsOfARecordOnceItIsDurableAndPublished() throws Exception {
    try (CountedCalls open = Ledgers.in(temp.resolve("state"), new MemoryTotals())) {
      Ledger ledger = open.ledger();
      Listed first = new Listed("first", ledger);
      Listed second = new Listed("second", ledger);
      Intake intake = intake(ledger, first, second);
      first.names.addAll(List.of("a", "b"));
      second.names.add("c");

      intake.tick();

      assertThat(events)
          .containsExactly(
              "publish a", "recorded a", "publish b", "recorded b", "publish c", "recorded c");
      assertThat(ledger.isCounted(new Mark.Once("first", "b"))).isTrue();
      assertThat(intake.progress().ready()).isTrue();
    }
  }

  @Test
  void recordThatCannotBeWrittenIsHeldUpAndCountsLater() throws Exception {
    Path state = temp.resolve("state");
    try (CountedCalls open = Ledgers.in(state, new MemoryTotals())) {
      Ledger ledger = open.ledger();
      Listed feed = new Listed("tickets", ledger);
      Intake intake = intake(ledger, feed);
      feed.names.add("a");
      Files.move(state, temp.resolve("away"));
      Files.writeString(state, "a file where the state folder was");

      intake.tick();

      assertThat(events).containsExactly("held up a until " + Duration.ofSeconds(1).toNanos());
      assertThat(intake.progress().ready()).isFalse();
      Files.delete(state);
      Files.move(temp.resolve("away"), state);
      feed.names.add("a");
      events.clear();
      intake.tick();
      assertThat(events).containsExactly("publish a", "recorded a");
      assertThat(intake.progress().ready()).isTrue();
    }
  }

  @Test
  void taskRunsBetweenTwoRecordsOfALongScanWhenAllBeforeArePublished() throws Exception {
    try (CountedCalls open = Ledgers.in(temp.resolve("state"), new MemoryTotals())) {
      Ledger ledger = open.ledger();
      Listed feed = new Listed("tickets", ledger);
      Intake intake = intake(ledger, feed);
      feed.names.addAll(List.of("a", "b"));
      intake.between(() -> events.add("task"));

      intake.tick();

      assertThat(events)
          .containsExactly("publish a", "recorded a", "task", "publish b", "recorded b");
    }
  }

  private Intake intake(Ledger ledger, Feed... feeds) {
    return new Intake(
        List.of(feeds), new Recorder(ledger, IntakeMeter.NONE, clock), new Wakeup(), clock);
  }

  /** Submits what is in a list. */
  private final class Listed implements Feed {
    private final Queue<String> names = new ArrayDeque<>();
    private final String kind;
    private final Ledger ledger;

    Listed(String kind, Ledger ledger) {
      this.kind = kind;
      this.ledger = ledger;
    }

    @Override
    public void scan(Turn turn) {
      boolean goOn = true;
      while (goOn && !names.isEmpty()) {
        String name = names.remove();
        Mark.Once mark = new Mark.Once(kind, name);
        assertThat(ledger.contains(mark)).isFalse();
        Entry entry = new Entry(mark, Instant.EPOCH, Instant.EPOCH, Optional.empty(), List.of());
        turn.submit(
            new Submission(entry, Instant.EPOCH, () -> events.add("publish " + name), told(name)));
        goOn = turn.checkpoint();
      }
    }

    private Submission.Outcome told(String name) {
      return new Submission.Outcome() {
        @Override
        public void recorded() {
          events.add("recorded " + name);
        }

        @Override
        public void heldUp(long untilNanos) {
          events.add("held up " + name + " until " + untilNanos);
        }
      };
    }

    @Override
    public long nextDueNanos() {
      return nanos.get() + Duration.ofDays(1).toNanos();
    }
  }
}
