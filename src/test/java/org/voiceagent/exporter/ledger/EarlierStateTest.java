package org.voiceagent.exporter.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.history.CallHistory;
import org.voiceagent.exporter.history.CallNotes;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.testing.Entries;

/** State folders that earlier versions wrote are taken over with nothing lost. */
final class EarlierStateTest {
  private static final LedgerSettings SETTINGS = new LedgerSettings(1_500, 90, 1_000, 8);
  private static final CallId NEXT = new CallId("counted-by-this-version");
  private static final Instant NOW = Instant.parse("2025-10-27T00:00:00Z");

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6})
  void stateOfAnEarlierFormatIsRestoredWhole(int format) throws Exception {
    List<String> expected = copy(format);
    assertThat(restored()).containsExactlyElementsOf(expected);
    assertThat(restored()).as("a second start").containsExactlyElementsOf(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6})
  void countingContinuesInThisFormatAndLosesNothing(int format) throws Exception {
    List<String> expected = copy(format);
    HistogramTotals totals = new HistogramTotals();
    try (CountedCalls calls = open(totals, new CallHistory(100, 100))) {
      Entry next = Entries.call(NEXT, NOW, NOW, List.of(new Change.Add("next", List.of(), 1)));
      Entry part =
          new Entry(new Mark.UpTo("events.jsonl", 0, 7), NOW, NOW, next.origin(), List.of());
      assertThat(calls.ledger().record(List.of(next, part))).isTrue();
      totals.add(next);
      calls.ledger().age(List.of(), 20_388); // writes a snapshot
    }
    assertThat(snapshotVersions()).contains(FileHeader.VERSION);

    HistogramTotals again = new HistogramTotals();
    CallHistory history = new CallHistory(100, 100);
    try (CountedCalls calls = open(again, history)) {
      assertThat(calls.isCounted(NEXT)).isTrue();
      assertThat(calls.newest()).startsWith(NEXT);
      assertThat(calls.ledger().position("events.jsonl")).isEqualTo(7);
      for (String line : expected) {
        String[] words = line.split(" ", -1);
        if (words[0].equals("call")) {
          assertThat(calls.contains(new CallId(words[1])))
              .as(line)
              .isEqualTo(Boolean.parseBoolean(words[3]));
        }
      }
    }
    assertThat(series(again)).containsAll(lines(expected, "series"));
    assertThat(observations(history)).containsExactlyElementsOf(lines(expected, "observation"));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5})
  void aProjectionIsToldThatAnEarlierFormatHasNothingForIt(int format) throws Exception {
    copy(format);
    List<String> told = new ArrayList<>();
    Projection projection =
        new Projection() {
          @Override
          public void restore(Iterable<byte[]> blocks) {
            told.add("restore " + (blocks.iterator().hasNext() ? "blocks" : "nothing"));
          }

          @Override
          public void add(Entry entry) {
            told.add("add");
          }

          @Override
          public void forget(Set<String> origins) {}

          @Override
          public Iterable<byte[]> blocks() {
            return List.of(new byte[] {7});
          }
        };
    CallNotes notes = new CallNotes(new CallHistory(100, 100), CallNames.asTheyAre());
    Ledger.Kept kept = new Ledger.Kept(new HistogramTotals(), notes, projection, LedgerMeter.NONE);
    try (CountedCalls calls = CountedCalls.open(temp, SETTINGS, kept, notes.names())) {
      assertThat(told).startsWith("restore nothing").containsOnlyOnce("restore nothing");
      calls.ledger().age(List.of(), 20_388); // writes a snapshot
    }
    told.clear();
    CountedCalls.open(temp, SETTINGS, kept, notes.names()).close();
    assertThat(told).containsExactly("restore blocks");
  }

  @Test
  void theOneProjectionOfFormatSixIsTheNamedKpi() throws Exception {
    copy(6);
    Seen kpi = new Seen();
    Seen calls = new Seen();
    CallNotes notes = new CallNotes(new CallHistory(100, 100), CallNames.asTheyAre());
    Projection both = Projection.named(Map.of("kpi", kpi, "calls", calls));
    Ledger.Kept kept = new Ledger.Kept(new HistogramTotals(), notes, both, LedgerMeter.NONE);
    try (CountedCalls counted = CountedCalls.open(temp, SETTINGS, kept, notes.names())) {
      assertThat(kpi.blocks).containsExactly("[1, 81]", "[2, 81]");
      assertThat(calls.blocks).isEmpty();
      assertThat(kpi.added).isEqualTo(calls.added).isEqualTo(5);
      counted.ledger().age(List.of(), 20_388); // writes a snapshot
    }

    CountedCalls.open(temp, SETTINGS, kept, notes.names()).close();
    assertThat(kpi.blocks).as("each gets its own").containsExactly("[5]", "[6]");
    assertThat(calls.blocks).containsExactly("[5]", "[6]");
  }

  /** Remembers what it was given; its blocks are what it has seen, and one more than that. */
  private static final class Seen implements Projection {
    private final List<String> blocks = new ArrayList<>();
    private int added;

    @Override
    public void restore(Iterable<byte[]> restored) {
      blocks.clear();
      restored.forEach(block -> blocks.add(Arrays.toString(block)));
    }

    @Override
    public void add(Entry entry) {
      added++;
    }

    @Override
    public void forget(Set<String> origins) {}

    @Override
    public Iterable<byte[]> blocks() {
      return List.of(new byte[] {(byte) added}, new byte[] {(byte) (added + 1)});
    }
  }

  private List<String> copy(int format) throws IOException, URISyntaxException {
    Path from = Path.of(EarlierStateTest.class.getResource("/state/format-" + format).toURI());
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, temp.resolve(file.getFileName()));
      }
    }
    assertThat(snapshotVersions()).containsOnly(format);
    return Files.readAllLines(from.resolve("expected.txt"));
  }

  private Set<Integer> snapshotVersions() throws IOException {
    Set<Integer> versions = new TreeSet<>();
    try (Stream<Path> files = Files.list(temp)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".bin")).toList()) {
        // Behind the envelope and the kind, the last byte of an int.
        versions.add((int) Files.readAllBytes(file)[Frame.HEADER_BYTES + 4]);
      }
    }
    return versions;
  }

  private CountedCalls open(Totals totals, CallHistory history) throws IOException {
    return CountedCalls.open(
        temp, SETTINGS, totals, new CallNotes(history, CallNames.asTheyAre()), LedgerMeter.NONE);
  }

  /** What a start restores, written as {@code expected.txt} has it. */
  private List<String> restored() throws IOException {
    HistogramTotals totals = new HistogramTotals();
    CallHistory history = new CallHistory(100, 100);
    List<String> lines = new ArrayList<>();
    try (CountedCalls calls = open(totals, history)) {
      boolean knowsForgotten = !snapshotVersions().contains(3);
      for (int i = 0; i < 24; i++) {
        CallId id = new CallId(i % 3 == 0 ? "1761449" + (250 + i) + ".21" + i : "call-" + i);
        lines.add(
            "call "
                + id
                + " contained "
                + calls.contains(id)
                + (knowsForgotten
                    ? " counted " + calls.isCounted(id) + " forgotten " + calls.isForgotten(id)
                    : ""));
      }
      lines.add("size " + calls.ledger().size());
      lines.add("newest " + calls.newest());
      lines.add("day 20387 turned " + !calls.ledger().wantsAging(20_387));
    }
    lines.addAll(series(totals));
    lines.addAll(observations(history));
    return lines;
  }

  private static List<String> lines(List<String> expected, String kind) {
    return expected.stream().filter(line -> line.startsWith(kind + " ")).toList();
  }

  private static List<String> series(Totals totals) {
    return totals.all().stream().map(total -> "series " + total).toList();
  }

  private static List<String> observations(CallHistory history) {
    return history.all().stream().map(EarlierStateTest::line).toList();
  }

  private static String line(Observation seen) {
    return "observation "
        + seen.id()
        + " "
        + seen.endedAt()
        + " "
        + seen.labels()
        + " '"
        + seen.engineVersion()
        + "' "
        + seen.configHash()
        + " "
        + new TreeMap<>(seen.settings())
        + " latency "
        + seen.measures().get(Measure.RESPONSE_LATENCY_MS)
        + " fell back "
        + seen.measures().get(Measure.FELL_BACK)
        + " "
        + new TreeSet<>(seen.fired())
        + " "
        + new TreeSet<>(seen.unjudged())
        + " "
        + seen.advised()
        + " "
        + seen.decided();
  }
}
