package org.voiceagent.exporter.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.MemoryTotals;

/**
 * Every byte of a growing file is counted once, whatever happens to the process and to the state:
 * the totals always agree with the position, so that reading on from there completes them.
 */
final class PositionsTest {
  private static final String BYTES = "bytes_total";
  private static final Instant NOW = Instant.parse("2025-10-26T03:28:16Z");
  private static final LedgerSettings SMALL = new LedgerSettings(700, 90, 1_000, 10);

  @TempDir Path temp;

  @Test
  void positionAndChangesAreThereAfterARestartFromTheLogAndFromASnapshot() throws Exception {
    try (Ledger ledger = open(temp, new MemoryTotals())) {
      assertThat(ledger.position("a")).isZero();
      // Killed before it is published: the totals in memory never get to know it.
      assertThat(ledger.record(List.of(part("a", 0, 10), part("b", 0, 5), part("a", 10, 12))))
          .isTrue();
      assertThat(ledger.position("a")).isEqualTo(12);
    }
    for (String from : List.of("log", "snapshot", "snapshot again")) {
      MemoryTotals totals = new MemoryTotals();
      try (Ledger ledger = open(temp, totals)) {
        assertThat(ledger.position("a")).as(from).isEqualTo(12);
        assertThat(ledger.position("b")).as(from).isEqualTo(5);
        assertThat(totals.sum(BYTES, "a")).as(from).isEqualTo(12);
        ledger.age(List.of(), 1); // writes a snapshot
      }
    }
  }

  @Test
  void fileThatWasReadToItsEndIsRememberedByItsNameAlone() throws Exception {
    for (int start = 0; start < 2; start++) {
      MemoryTotals totals = new MemoryTotals();
      try (Ledger ledger = open(temp, totals)) {
        if (start == 0) {
          ledger.record(List.of(part("a", 0, 10), end("a")));
        }
        assertThat(ledger.contains(Mark.Once.file("a"))).isTrue();
        assertThat(ledger.contains(Mark.Once.call("a"))).as("a call of that name").isFalse();
        assertThat(ledger.position("a")).isZero();
        assertThatThrownBy(() -> ledger.record(List.of(part("a", 0, 10))))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void partThatDoesNotFollowIsRefusedAndNothingOfItsBatchIsRecorded() throws Exception {
    try (Ledger ledger = open(temp, new MemoryTotals())) {
      ledger.record(List.of(part("a", 0, 10)));
      for (long from : new long[] {0, 9, 11}) {
        assertThatThrownBy(() -> ledger.record(List.of(part("b", 0, 1), part("a", from, 20))))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("10");
      }
      assertThat(ledger.position("b")).isZero();
    }
  }

  @Test
  void positionsOfTenThousandFilesAreKeptAndNoneIsDroppedForAnother() throws Exception {
    try (Ledger ledger = open(temp, new MemoryTotals())) {
      ledger.record(IntStream.range(0, 10_000).mapToObj(i -> part("file-" + i, 0, 1)).toList());
      assertThat(ledger.hasRoomFor("file-0")).isTrue();
      assertThat(ledger.hasRoomFor("another")).isFalse();
      assertThatThrownBy(() -> ledger.record(List.of(part("another", 0, 1))))
          .isInstanceOf(IllegalArgumentException.class);

      assertThat(ledger.record(List.of(end("file-7")))).isTrue();
      assertThat(ledger.record(List.of(part("another", 0, 1)))).isTrue();
    }
  }

  @Test
  void gaugeKeepsItsNewestValueAndTimeThroughLogAndSnapshot() throws Exception {
    List<Entry> entries =
        List.of(gauge("a", 0, 3, NOW.plusSeconds(9)), gauge("a", 1, -1.5, NOW.plusSeconds(5)));
    try (Ledger ledger = open(temp, new MemoryTotals())) {
      ledger.record(entries);
    }
    for (String from : List.of("log", "snapshot", "snapshot again")) {
      MemoryTotals totals = new MemoryTotals();
      try (Ledger ledger = open(temp, totals)) {
        Change.Set kept = totals.gauge("depth", "a").orElseThrow();
        assertThat(kept.value()).as(from).isEqualTo(3);
        assertThat(kept.at()).as(from).isEqualTo(NOW.plusSeconds(9));
        assertThat(totals.sum(BYTES, "a")).as(from).isEqualTo(2);
        ledger.age(List.of(), 1); // writes a snapshot
      }
    }
  }

  @Test
  void logCutAtAnyByteIsReadOnFromWhereItsTotalsEnd() throws Exception {
    byte[] log = log();
    for (int cut = 0; cut <= log.length; cut++) {
      countsEveryByteOnce(Arrays.copyOf(log, cut), "cut at " + cut);
    }
  }

  @Test
  void flippedBitMakesTheFileReadAgainFromTheRecordItHit() throws Exception {
    byte[] log = log();
    for (int at = 0; at < log.length; at++) {
      byte[] damaged = log.clone();
      damaged[at] ^= (byte) (1 << (at % 8));
      countsEveryByteOnce(damaged, "bit flipped at " + at);
    }
  }

  @Test
  void lostRecordsMakeTheFileReadAgainFromTheFirstOfThem() throws Exception {
    byte[] log = log();
    List<Integer> ends = frameEnds(log);
    for (int from = 0; from < ends.size(); from++) {
      for (int to = from + 1; to < ends.size(); to++) {
        byte[] rest = new byte[log.length - (ends.get(to) - ends.get(from))];
        System.arraycopy(log, 0, rest, 0, ends.get(from));
        System.arraycopy(log, ends.get(to), rest, ends.get(from), rest.length - ends.get(from));
        countsEveryByteOnce(rest, "records " + from + " to " + to + " lost");
      }
    }
  }

  /** Files grow and are read; the process dies at any moment; state is compacted often. */
  @RepeatedTest(20)
  void randomLifeCountsEveryByteOnce() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<String, Long> lengths = new TreeMap<>();
    for (String file : List.of("a", "b", "c", "d")) {
      lengths.put(file, (long) random.nextInt(400));
    }
    MemoryTotals totals = new MemoryTotals();
    Ledger ledger = open(temp, totals);
    for (int step = 0; step < 300; step++) {
      String file = List.copyOf(lengths.keySet()).get(random.nextInt(lengths.size()));
      long position = ledger.position(file);
      long left = lengths.get(file) - position;
      if (ledger.contains(Mark.Once.file(file))) {
        assertThat(totals.sum(BYTES, file))
            .as("seed %d step %d", seed, step)
            .isEqualTo((double) lengths.get(file));
      } else {
        assertThat(totals.sum(BYTES, file))
            .as("seed %d step %d", seed, step)
            .isEqualTo((double) position);
        Entry next =
            left == 0 ? end(file) : part(file, position, position + 1 + random.nextLong(left));
        assertThat(ledger.record(List.of(next))).isTrue();
        if (random.nextInt(5) > 0) {
          totals.add(next);
          ledger.compact();
        } else { // killed after it was recorded and before it was published
          ledger.close();
          totals = new MemoryTotals();
          ledger = open(temp, totals);
        }
      }
    }
    ledger.close();
  }

  /** Opens a state with this log, reads both files to their ends, and starts again. */
  private void countsEveryByteOnce(byte[] log, String what) throws IOException {
    Path state = Files.createDirectory(temp.resolve("state"));
    Files.write(state.resolve("calls-0.log"), log);
    for (int start = 0; start < 2; start++) {
      MemoryTotals totals = new MemoryTotals();
      try (Ledger ledger = open(state, totals)) {
        for (Map.Entry<String, Integer> file : Map.of("a", 40, "b", 15).entrySet()) {
          readOn(ledger, totals, file.getKey(), file.getValue(), what);
          assertThat(totals.sum(BYTES, file.getKey())).as(what).isEqualTo((double) file.getValue());
        }
      }
    }
    try (Stream<Path> files = Files.list(state)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(state);
  }

  private static void readOn(
      Ledger ledger, MemoryTotals totals, String file, int length, String what) {
    if (ledger.contains(Mark.Once.file(file))) {
      return;
    }
    long position = ledger.position(file);
    assertThat(totals.sum(BYTES, file)).as(what).isEqualTo((double) position);
    for (long from = position; from < length; from = ledger.position(file)) {
      Entry next = part(file, from, Math.min(length, from + 7));
      assertThat(ledger.record(List.of(next))).isTrue();
      totals.add(next);
    }
    assertThat(ledger.record(List.of(end(file)))).isTrue();
    ledger.compact();
  }

  /** The log of two files that were read in turn; one was read to its end. */
  private byte[] log() throws IOException {
    Path state = temp.resolve("template");
    try (Ledger ledger = open(state, new MemoryTotals())) {
      ledger.record(List.of(part("a", 0, 10), part("b", 0, 5), part("a", 10, 20)));
      ledger.record(List.of(part("b", 5, 15), end("b"), part("a", 20, 30)));
    }
    return Files.readAllBytes(state.resolve("calls-0.log"));
  }

  private static List<Integer> frameEnds(byte[] log) {
    List<Integer> ends = new ArrayList<>();
    int at = 0;
    while (at < log.length) {
      at += Frame.HEADER_BYTES + ByteBuffer.wrap(log).getInt(at + Integer.BYTES);
      ends.add(at);
    }
    return ends;
  }

  private static Entry part(String file, long from, long to) {
    return new Entry(
        new Mark.UpTo(file, from, to),
        NOW,
        NOW,
        Optional.of("call-" + from),
        List.of(new Change.Add(BYTES, List.of(file), to - from)));
  }

  private static Entry gauge(String file, long from, double value, Instant at) {
    return new Entry(
        new Mark.UpTo(file, from, from + 1),
        at,
        NOW,
        Optional.empty(),
        List.of(
            new Change.Set("depth", List.of(file), value, at),
            new Change.Add(BYTES, List.of(file), 1)));
  }

  private static Entry end(String file) {
    return new Entry(Mark.Once.file(file), NOW, NOW, Optional.empty(), List.of());
  }

  private static Ledger open(Path state, MemoryTotals totals) throws IOException {
    return Ledger.open(state, SMALL, totals, Notes.NONE, LedgerMeter.NONE);
  }
}
