package org.voiceagent.exporter.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.voiceagent.exporter.artifact.SnapshotReader.Snapshot;
import org.voiceagent.exporter.call.ConfigSnapshot;

/** What holds of a configuration snapshot whatever bytes it is. */
final class SnapshotFuzzTest {
  private static final SecretNames SECRETS = new SecretNames();
  private static final int MOST_KEYS = 100;
  private static final ReadLimits LIMITS =
      new ReadLimits(
          1 << 20,
          16 << 20,
          256 << 10,
          1_000,
          1 << 10,
          100,
          MOST_KEYS,
          100,
          Duration.ofSeconds(10));
  private static final int LONGEST_VALUE = 1_000;

  @FuzzTest
  void fewShortValuesComeOfItAndWhatIsLeftOutIsNamed(byte[] data) {
    Snapshot first = SnapshotReader.read(data, LIMITS, SECRETS);

    first.findings().forEach(SummaryFuzzTest::isOneLine);
    first
        .findings()
        .forEach(one -> assertThat(one.line()).isBetween(0, SummaryFuzzTest.lines(data) + 1));
    assertThat(SnapshotReader.read(data, LIMITS, SECRETS)).isEqualTo(first);
    assertThat(valuesBelowTopLevel(first.snapshot())).isLessThanOrEqualTo(MOST_KEYS);
  }

  /** Walks the tree of names; a name that is a key itself must have a short value. */
  private static int valuesBelowTopLevel(ConfigSnapshot snapshot) {
    int values = 0;
    Deque<String> open = new ArrayDeque<>();
    for (String top : new String[] {"streaming", "vad", "providers", "pipelines", "a"}) {
      open.add(top);
    }
    while (!open.isEmpty()) {
      String key = open.remove();
      if (snapshot.text(key).isPresent()) {
        values++;
        String value = snapshot.text(key).get();
        assertThat(value.length()).as(key).isLessThanOrEqualTo(LONGEST_VALUE);
        if (key.endsWith("_ms")) {
          assertThat(snapshot.number(key)).as(key).isPresent();
        }
      }
      snapshot.namesUnder(key).forEach(name -> open.add(key + "." + name));
    }
    return values;
  }
}
