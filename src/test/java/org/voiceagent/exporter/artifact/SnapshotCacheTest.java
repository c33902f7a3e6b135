package org.voiceagent.exporter.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.artifact.SnapshotReader.Snapshot;

final class SnapshotCacheTest {
  private static final ReadLimits LIMITS = ReadLimits.defaults();

  private final SnapshotCache cache = new SnapshotCache();

  @Test
  void aThousandDifferentSnapshotsAreParsedOnceEach() {
    List<Snapshot> first = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      first.add(read(usual(i)));
    }
    for (int i = 0; i < 1_000; i++) {
      assertThat(read(usual(i))).isSameAs(first.get(i));
    }
  }

  @Test
  void whatIsSharedBetweenSnapshotsChangesNothingOfWhatTheySay() {
    for (int i = 0; i < 20; i++) {
      Snapshot shared = read(usual(i));
      Snapshot alone = new SnapshotCache().read(usual(i).getBytes(UTF_8), LIMITS);
      assertThat(shared).isEqualTo(alone);
      assertThat(shared.snapshot().number("streaming.low_watermark_ms")).hasValue(i);
      assertThat(shared.snapshot().namesUnder("pipelines")).containsExactly("p");
    }
    assertThat(read("other: 1").snapshot().text("other")).contains("1");
  }

  @Test
  void snapshotsThatTakeMuchMemoryPushOthersOut() {
    Snapshot small = read(usual(1));
    for (int i = 0; i < 400; i++) {
      StringBuilder many = new StringBuilder("file: " + i + "\n");
      for (int key = 0; key < 900; key++) {
        many.append("k").append(i).append('_').append(key).append(": v\n");
      }
      read(many.toString());
    }
    assertThat(read(usual(1))).isNotSameAs(small).isEqualTo(small);
  }

  private Snapshot read(String yaml) {
    return cache.read(yaml.getBytes(UTF_8), LIMITS);
  }

  private static String usual(int watermark) {
    return "streaming:\n  low_watermark_ms: "
        + watermark
        + "\n  min_start_ms: 120\npipelines:\n  p:\n    llm: some\nbarge_in:\n  enabled: true\n";
  }
}
