package org.voiceagent.exporter.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.history.CallHistory;
import org.voiceagent.exporter.history.CallNotes;
import org.voiceagent.exporter.testing.Entries;
import org.voiceagent.exporter.testing.MemoryTotals;

/** What holds of the ledger whatever has become of its files: it never counts what was not. */
final class LedgerFuzzTest {
  private static final String CALLS = "ai_agent_calls_total";
  private static final Instant ENDED = Instant.parse("2025-10-26T03:28:16Z");
  private static final int RECORDED = 12;
  private static final Notes NOTES = new CallNotes(new CallHistory(10, 10), CallNames.asTheyAre());

  private static final Map<String, byte[]> SOUND = new TreeMap<>();
  private static Path state;

  /** A state of a snapshot and a log that goes on behind it. */
  @BeforeAll
  static void recordSomeCalls() throws IOException {
    state = Files.createTempDirectory("fuzzed-state");
    MemoryTotals totals = new MemoryTotals();
    try (Ledger ledger = open(totals)) {
      for (int i = 0; i < RECORDED; i++) {
        Entry call = call(i);
        assertThat(ledger.record(List.of(call))).isTrue();
        totals.add(call);
        ledger.compact();
      }
    }
    try (Stream<Path> files = Files.list(state)) {
      for (Path file : files.toList()) {
        SOUND.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    assertThat(SOUND.keySet()).anyMatch(name -> name.startsWith("snapshot-"));
  }

  @AfterAll
  static void removeState() throws IOException {
    empty();
    Files.delete(state);
  }

  /** Four bytes are one damage: which file, what is done, and where. */
  @FuzzTest
  void aDamagedStateNeverCountsMoreThanWasCounted(byte[] data) throws IOException {
    Map<String, byte[]> files = new TreeMap<>(SOUND);
    for (int at = 0; at + 4 <= data.length; at += 4) {
      damage(files, data[at], data[at + 1], (data[at + 2] & 0xFF) << 8 | (data[at + 3] & 0xFF));
    }
    put(files);

    MemoryTotals totals = new MemoryTotals();
    try (Ledger ledger = open(totals)) {
      long ours = IntStream.range(0, RECORDED).filter(i -> ledger.contains(mark(call(i)))).count();
      assertThat(totals.sum(CALLS, "completed"))
          .as("calls that were recorded")
          .isEqualTo((double) ours);
      assertThat(ledger.size()).isEqualTo((int) ours);
      assertThat(data.length >= 4 || ours == RECORDED).as("all are there").isTrue();
    }
    countingGoesOn();
  }

  @FuzzTest
  void anyBytesForALogAreReadOrRefusedAndCountingGoesOn(byte[] data) throws IOException {
    put(Map.of("calls-0.log", data));
    countingGoesOn();
  }

  /** Sound frames of any content: what another program or version may have written. */
  @FuzzTest
  void anyContentOfSoundFramesIsReadOrSetAside(byte[] data) throws IOException {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    log.write(TestFrames.of(TestFrames.header()));
    int from = 0;
    while (from < data.length) {
      int to = Math.min(data.length, from + 1 + (data[from] & 0xFF));
      log.write(TestFrames.of(Arrays.copyOfRange(data, from + 1, to)));
      from = to;
    }
    put(Map.of("calls-0.log", log.toByteArray()));
    countingGoesOn();
  }

  @FuzzTest
  void aRecordThatCanBeReadIsWrittenAndReadTheSame(byte[] data) throws IOException {
    PlacedEntry entry;
    try {
      entry = EntryCodec.decode(data, NOTES);
    } catch (IOException | RuntimeException noRecord) {
      assertThat(noRecord).isNotInstanceOf(NullPointerException.class);
      return;
    }
    byte[] written = TestFrames.record(entry);
    assertThat(TestFrames.record(EntryCodec.decode(written, NOTES))).isEqualTo(written);
  }

  /** Opens the state twice and records one call more; that and all else is counted once. */
  private static void countingGoesOn() throws IOException {
    double before;
    int remembered;
    MemoryTotals totals = new MemoryTotals();
    Entry next = call("the-call-after-all-others", RECORDED);
    try (Ledger ledger = open(totals)) {
      before = totals.sum(CALLS, "completed");
      remembered = ledger.size();
      assertThat(ledger.contains(mark(next))).isFalse();
      assertThat(ledger.record(List.of(next))).isTrue();
    } catch (FileHeader.OtherFormatException refused) {
      assertThat(refused.getMessage()).contains("--state");
      return;
    }
    MemoryTotals again = new MemoryTotals();
    try (Ledger ledger = open(again)) {
      assertThat(ledger.contains(mark(next))).isTrue();
      assertThat(ledger.size()).isEqualTo(remembered + 1);
      assertThat(again.sum(CALLS, "completed")).isEqualTo(before + 1);
    }
  }

  private static void damage(Map<String, byte[]> files, byte which, byte what, int where) {
    List<String> names = files.keySet().stream().filter(name -> !name.equals("lock")).toList();
    if (names.isEmpty()) {
      return;
    }
    String name = names.get((which & 0xFF) % names.size());
    byte[] bytes = files.get(name).clone();
    int at = bytes.length == 0 ? 0 : where % bytes.length;
    switch (what & 3) {
      case 0 -> files.put(name, Arrays.copyOf(bytes, at));
      case 1 -> files.remove(name);
      case 2 -> files.put(name, without(bytes, at, (what & 0xFF) >> 2));
      default -> {
        if (bytes.length > 0) {
          bytes[at] ^= (byte) (1 << (which & 7));
          files.put(name, bytes);
        }
      }
    }
  }

  private static byte[] without(byte[] bytes, int from, int length) {
    byte[] rest = Arrays.copyOf(bytes, bytes.length - Math.min(length, bytes.length - from));
    System.arraycopy(bytes, bytes.length - (rest.length - from), rest, from, rest.length - from);
    return rest;
  }

  private static void put(Map<String, byte[]> files) throws IOException {
    empty();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(state.resolve(file.getKey()), file.getValue());
    }
  }

  private static void empty() throws IOException {
    try (Stream<Path> files = Files.list(state)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private static Ledger open(MemoryTotals totals) throws IOException {
    LedgerSettings small = new LedgerSettings(700, 90, 1_000, 10);
    return Ledger.open(state, small, totals, Notes.NONE, LedgerMeter.NONE);
  }

  private static Mark.Once mark(Entry call) {
    return (Mark.Once) call.mark();
  }

  private static Entry call(int i) {
    return call("call-" + i, i);
  }

  private static Entry call(String id, int i) {
    return Entries.call(
        new CallId(id),
        ENDED.plusSeconds(i),
        ENDED.plusSeconds(i + 1),
        List.of(
            new Change.Add(CALLS, List.of("completed"), 1),
            new Change.Add("seconds", List.of("completed", "p50"), 12.5)));
  }
}
