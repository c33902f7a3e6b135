package org.voiceagent.exporter.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.testing.Entries;
import org.voiceagent.exporter.testing.MemoryTotals;

final class LedgerTest {
  private static final String CALLS = "ai_agent_calls_total";
  private static final Instant ENDED = Instant.parse("2025-10-26T03:28:16Z");

  @TempDir Path temp;

  @Test
  void whatWasRecordedIsThereAfterARestart() throws Exception {
    try (Ledger ledger = open(new MemoryTotals())) {
      assertThat(ledger.record(calls(0, 3))).isTrue();
    }

    MemoryTotals totals = new MemoryTotals();
    try (Ledger ledger = open(totals)) {
      assertThat(totals.sum(CALLS, "completed")).isEqualTo(3);
      assertThat(totals.sum("seconds", "completed", "p50")).isEqualTo(3 * 12.5 * 2);
      assertThat(ledger.contains(id(2))).isTrue();
      assertThat(ledger.contains(id(3))).isFalse();
      assertThat(ledger.newest(Mark.Once.CALL)).containsExactly(id(2), id(1), id(0));
    }
  }

  @Test
  void snapshotsAndLogsTogetherHoldEveryCallOnce() throws Exception {
    for (int i = 0; i < 20; i++) {
      MemoryTotals totals = new MemoryTotals();
      try (Ledger ledger = Ledger.open(temp, small(), totals, Notes.NONE, LedgerMeter.NONE)) {
        for (int j = 0; j < 10; j++) {
          recordAndPublish(ledger, totals, calls(10 * i + j, 1));
        }
        assertThat(totals.sum(CALLS, "completed")).isEqualTo(10.0 * (i + 1));
        assertThat(ledger.size()).isEqualTo(10 * (i + 1));
      }
      assertThat(names()).as("old generations go").hasSizeLessThanOrEqualTo(5);
    }
  }

  @Test
  void noCallIsRecordedInALogThatAStartWillNotRead() throws Exception {
    MemoryTotals totals = new MemoryTotals();
    Ledger ledger = Ledger.open(temp, small(), totals, Notes.NONE, LedgerMeter.NONE);
    recordAndPublish(ledger, totals, calls(0, 1));
    ledger.forcedBy(folder -> fail());
    for (int i = 1; i < 20; i++) {
      List<Entry> next = calls(i, 1);
      if (ledger.record(next)) {
        next.forEach(totals::add);
        ledger.compact(); // the snapshot gets its name, and making that durable fails
      }
    }
    int shown = (int) totals.sum(CALLS, "completed");
    assertThat(shown).isBetween(1, 19);
    ledger.close();

    MemoryTotals after = new MemoryTotals();
    try (Ledger next = open(after)) {
      assertThat(after.sum(CALLS, "completed")).isEqualTo(shown);
      assertThat(next.size()).isEqualTo(shown);
    }
  }

  @Test
  void noCallIsRecordedWhileTheNameOfItsLogIsNotDurable() throws Exception {
    AtomicInteger forced = new AtomicInteger();
    MemoryTotals totals = new MemoryTotals();
    try (Ledger ledger = open(totals)) {
      ledger.forcedBy(folder -> fail());
      assertThat(ledger.record(calls(0, 1))).isFalse();
      assertThat(ledger.record(calls(0, 1))).isFalse();

      ledger.forcedBy(folder -> forced.incrementAndGet());
      assertThat(ledger.record(calls(0, 1))).isTrue();
      assertThat(forced).hasPositiveValue();
    }
  }

  @Test
  void unreadableLogIsReportedWithARemedy() throws Exception {
    Files.createDirectory(temp.resolve("calls-0.log"));

    assertThatThrownBy(() -> open(new MemoryTotals()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("calls-0.log")
        .hasMessageContaining("fsck")
        .hasMessageContaining("move it away");
  }

  private static void fail() throws IOException {
    throw new IOException("Input/output error");
  }

  @Test
  void logCutAtAnyByteLosesOnlyWhatWasNotWhole() throws Exception {
    byte[] log = logOf(4);
    List<Integer> ends = frameEnds(log);
    for (int cut = 0; cut <= log.length; cut++) {
      Path state = state(cut);
      Files.write(state.resolve("calls-0.log"), java.util.Arrays.copyOf(log, cut));
      int bytes = cut;
      long whole = ends.stream().skip(1).filter(end -> end <= bytes).count();
      recoversAndGoesOn(state, whole);
    }
  }

  @Test
  void flippedBitCostsOnlyItsOwnRecord() throws Exception {
    byte[] log = logOf(4);
    List<Integer> ends = frameEnds(log);
    for (int at = 0; at < log.length; at++) {
      byte[] damaged = log.clone();
      damaged[at] ^= (byte) (1 << (at % 8));
      Path state = state(at);
      Files.write(state.resolve("calls-0.log"), damaged);
      boolean inHeader = at < ends.get(0);
      recoversAndGoesOn(state, inHeader ? 4 : 3);
    }
  }

  @Test
  void damageIsSetAsideAndReported() throws Exception {
    byte[] log = logOf(3);
    log[frameEnds(log).get(1) + 20] ^= 1;
    Path state = state(1);
    Files.write(state.resolve("calls-0.log"), log);
    List<Integer> damaged = new ArrayList<>();

    try (Ledger ledger =
        Ledger.open(
            state, LedgerSettings.defaults(), new MemoryTotals(), Notes.NONE, damage(damaged))) {
      assertThat(ledger.size()).isEqualTo(2);
    }

    assertThat(damaged).containsExactly(1);
    try (Stream<Path> files = Files.list(state)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("damaged-calls-0.log-at-"));
    }
  }

  @Test
  void damagedSnapshotFallsBackToTheOneBeforeAndAllLogsSince() throws Exception {
    MemoryTotals totals = new MemoryTotals();
    try (Ledger ledger = Ledger.open(temp, small(), totals, Notes.NONE, LedgerMeter.NONE)) {
      for (int i = 0; i < 40; i++) {
        recordAndPublish(ledger, totals, calls(i, 1));
      }
    }
    Path newest = snapshots().get(snapshots().size() - 1);
    byte[] bytes = Files.readAllBytes(newest);
    bytes[bytes.length / 2] ^= 1;
    Files.write(newest, bytes);

    for (int restart = 0; restart < 2; restart++) {
      MemoryTotals restored = new MemoryTotals();
      try (Ledger ledger = open(restored)) {
        assertThat(restored.sum(CALLS, "completed")).isEqualTo(40);
        assertThat(ledger.size()).isEqualTo(40);
      }
    }
  }

  @Test
  void endAtAnyStepOfACompactionLosesNothingAndDoublesNothing() throws Exception {
    Path before = Files.createDirectory(temp.resolve("before"));
    MemoryTotals totals = new MemoryTotals();
    try (Ledger ledger = Ledger.open(before, small(), totals, Notes.NONE, LedgerMeter.NONE)) {
      int i = 0;
      while (snapshots(before).size() < 2) {
        recordAndPublish(ledger, totals, calls(i++, 1));
      }
    }
    Path after = copy(before, "after");
    MemoryTotals grown = new MemoryTotals();
    try (Ledger ledger = Ledger.open(after, small(), grown, Notes.NONE, LedgerMeter.NONE)) {
      ledger.age(List.of(), 20_000);
    }
    double calls = grown.sum(CALLS, "completed");
    List<Path> fresh = newFiles(before, after);
    assertThat(fresh).hasSize(2);
    Path snapshot = fresh.stream().filter(file -> file.toString().contains("snap")).findAny().get();
    Path log = fresh.stream().filter(file -> file.toString().contains("calls")).findAny().get();

    Path written = copy(before, "half-written");
    byte[] half = Files.readAllBytes(snapshot);
    Files.write(written.resolve("snapshot.tmp"), java.util.Arrays.copyOf(half, half.length / 2));
    Path installed = copy(before, "installed");
    Files.copy(snapshot, installed.resolve(snapshot.getFileName()));
    Path begun = copy(installed, "log-begun");
    Files.copy(log, begun.resolve(log.getFileName()));
    Path torn = copy(installed, "log-torn");
    Files.write(torn.resolve(log.getFileName()), new byte[] {0x76, 0x61});

    for (Path state : List.of(written, installed, begun, torn, after)) {
      MemoryTotals restored = new MemoryTotals();
      try (Ledger ledger = open(state, restored)) {
        assertThat(restored.sum(CALLS, "completed")).as(state.toString()).isEqualTo(calls);
        assertThat(ledger.record(calls(1_000, 1))).isTrue();
      }
      MemoryTotals again = new MemoryTotals();
      open(state, again).close();
      assertThat(again.sum(CALLS, "completed")).as(state.toString()).isEqualTo(calls + 1);
    }
  }

  @Test
  void secondDaemonIsRefusedWithAReason() throws Exception {
    try (Ledger first = open(new MemoryTotals())) {
      assertThat(first.size()).isZero();
      assertThatThrownBy(() -> open(new MemoryTotals()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use by another voice-agent-exporter")
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("--state");
    }
    open(new MemoryTotals()).close();
  }

  @ParameterizedTest
  @ValueSource(ints = {-5, 1})
  void stateOfAnotherVersionIsLeftAlone(int later) throws Exception {
    byte[] header = TestFrames.header();
    header[4] = (byte) (FileHeader.VERSION + later);
    Path log = Files.write(temp.resolve("calls-0.log"), TestFrames.of(header));
    byte[] before = Files.readAllBytes(log);

    assertThatThrownBy(() -> open(new MemoryTotals()))
        .hasMessageContaining("format " + (FileHeader.VERSION + later))
        .hasMessageContaining("--state");
    assertThat(log).hasBinaryContent(before);
  }

  @Test
  void forgottenCallIsInNoByteAndStaysForgotten() throws Exception {
    MemoryTotals totals = new MemoryTotals();
    try (Ledger ledger = open(totals)) {
      for (int i = 0; i < 3; i++) {
        recordAndPublish(ledger, totals, calls(i, 1));
      }
      Files.writeString(temp.resolve("damaged-calls-9.log.1"), "torn call-1 torn");
      Files.writeString(temp.resolve("damaged-calls-9.log.2"), "torn call-2 torn");

      ledger.forget(Set.of(id(1)));

      assertThat(ledger.contains(id(1))).isTrue();
      assertThat(ledger.isCounted(id(1))).isFalse();
      assertThat(ledger.newest(Mark.Once.CALL)).containsExactly(id(2), id(0));
    }
    for (String name : names()) {
      String bytes =
          Files.readString(temp.resolve(name), java.nio.charset.StandardCharsets.ISO_8859_1);
      assertThat(bytes).as(name).doesNotContain("call-1");
    }
    assertThat(names()).contains("damaged-calls-9.log.2").doesNotContain("damaged-calls-9.log.1");

    MemoryTotals again = new MemoryTotals();
    try (Ledger ledger = open(again)) {
      assertThat(again.sum(CALLS, "completed")).isEqualTo(3);
      assertThat(ledger.isForgotten(id(1))).isTrue();
      for (int day = 1; day <= 255; day++) {
        ledger.age(List.of(), day);
      }
      assertThat(ledger.contains(id(0))).as("beyond the horizon").isFalse();
      assertThat(ledger.isForgotten(id(1))).as("for good").isTrue();
    }
  }

  @Test
  void stateDeletedUnderARunningDaemonIsWrittenAgain() throws Exception {
    Path state = temp.resolve("state");
    MemoryTotals totals = new MemoryTotals();
    try (Ledger ledger = open(state, totals)) {
      recordAndPublish(ledger, totals, calls(0, 5));
      delete(state);
      recordAndPublish(ledger, totals, calls(5, 1));
    }

    MemoryTotals restored = new MemoryTotals();
    try (Ledger ledger = open(state, restored)) {
      assertThat(ledger.size()).isEqualTo(6);
      assertThat(restored.sum(CALLS, "completed")).isEqualTo(6);
    }
  }

  @Test
  void folderThatCannotBeCreatedIsReportedWithARemedy() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "");

    assertThatThrownBy(() -> open(file.resolve("state"), new MemoryTotals()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("--state");
  }

  @Test
  void callIsRememberedAsLongAsItsFolderIsThereAndNinetyDaysOfRunningAfter() throws Exception {
    try (Ledger ledger = open(new MemoryTotals())) {
      ledger.record(calls(0, 2));
      for (int day = 1; day <= 200; day++) {
        ledger.age(List.of(id(0)), day);
        assertThat(ledger.contains(id(1))).as("day %d", day).isEqualTo(day <= 90);
      }
      assertThat(ledger.contains(id(0))).isTrue();
    }
  }

  @Test
  void ofTooManyAbsentCallsTheLongestAbsentAreForgottenFirst() throws Exception {
    LedgerSettings few = new LedgerSettings(4 << 20, 90, 3, 10);
    try (Ledger ledger = Ledger.open(temp, few, new MemoryTotals(), Notes.NONE, LedgerMeter.NONE)) {
      ledger.record(calls(0, 3));
      ledger.age(List.of(), 1);
      assertThat(ledger.size()).isEqualTo(3);
      ledger.record(calls(3, 2));
      ledger.age(List.of(), 2);

      assertThat(ledger.contains(id(0))).isFalse();
      assertThat(ledger.contains(id(4))).isTrue();
    }
  }

  private void recoversAndGoesOn(Path state, long whole) throws IOException {
    MemoryTotals totals = new MemoryTotals();
    try (Ledger ledger = open(state, totals)) {
      assertThat(totals.sum(CALLS, "completed")).as(state.toString()).isEqualTo((double) whole);
      List<Entry> missing =
          calls(0, 4).stream().filter(call -> !ledger.contains((Mark.Once) call.mark())).toList();
      recordAndPublish(ledger, totals, missing);
      assertThat(totals.sum(CALLS, "completed")).as(state.toString()).isEqualTo(4);
    }
    MemoryTotals again = new MemoryTotals();
    open(state, again).close();
    assertThat(again.sum(CALLS, "completed")).as(state.toString()).isEqualTo(4);
    delete(state);
  }

  private static void recordAndPublish(Ledger ledger, MemoryTotals totals, List<Entry> calls) {
    assertThat(ledger.record(calls)).isTrue();
    calls.forEach(totals::add);
    ledger.compact();
  }

  private Ledger open(MemoryTotals totals) throws IOException {
    return open(temp, totals);
  }

  private static Ledger open(Path state, MemoryTotals totals) throws IOException {
    return Ledger.open(state, LedgerSettings.defaults(), totals, Notes.NONE, LedgerMeter.NONE);
  }

  private static LedgerSettings small() {
    return new LedgerSettings(700, 90, 1_000, 10);
  }

  private static List<Entry> calls(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(
            i ->
                Entries.call(
                    new CallId(id(i).name()),
                    ENDED.plusSeconds(i),
                    ENDED.plusSeconds(i + 1),
                    List.of(
                        new Change.Add(CALLS, List.of("completed"), 1),
                        new Change.Add("seconds", List.of("completed", "p50"), 12.5),
                        new Change.Add("seconds", List.of("completed", "p50"), 12.5))))
        .toList();
  }

  private static Mark.Once id(int i) {
    return Mark.Once.call("call-" + i);
  }

  private byte[] logOf(int calls) throws IOException {
    Path state = temp.resolve("template");
    try (Ledger ledger = open(state, new MemoryTotals())) {
      ledger.record(calls(0, calls));
    }
    return Files.readAllBytes(state.resolve("calls-0.log"));
  }

  private static List<Integer> frameEnds(byte[] log) {
    List<Integer> ends = new ArrayList<>();
    int at = 0;
    while (at < log.length) {
      at += Frame.HEADER_BYTES + java.nio.ByteBuffer.wrap(log).getInt(at + Integer.BYTES);
      ends.add(at);
    }
    return ends;
  }

  private Path state(int number) throws IOException {
    return Files.createDirectory(temp.resolve("state-" + number));
  }

  private List<Path> snapshots() throws IOException {
    return snapshots(temp);
  }

  private static List<Path> snapshots(Path state) throws IOException {
    try (Stream<Path> files = Files.list(state)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("snapshot-"))
          .sorted(
              java.util.Comparator.comparingInt(
                  file -> Integer.parseInt(file.getFileName().toString().replaceAll("\\D", ""))))
          .toList();
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(temp)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private Path copy(Path from, String name) throws IOException {
    Path to = Files.createDirectory(temp.resolve(name));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }

  private static List<Path> newFiles(Path before, Path after) throws IOException {
    try (Stream<Path> files = Files.list(after)) {
      return files.filter(file -> !Files.exists(before.resolve(file.getFileName()))).toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private static LedgerMeter damage(List<Integer> told) {
    return new LedgerMeter() {
      @Override
      public void writable(boolean works) {}

      @Override
      public void damaged(int places) {
        told.add(places);
      }

      @Override
      public void remembered(int calls) {}
    };
  }
}
