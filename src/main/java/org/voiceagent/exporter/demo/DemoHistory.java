package org.voiceagent.exporter.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The calls of the days before a demo begins: fewer at night. 26 hours before it, an operator
 * changed two settings of the engine, after which callers wait less. Not thread-safe.
 */
public final class DemoHistory {
  /** Calls in each hour of a day in UTC. */
  private static final int[] CALLS = {
    1, 0, 1, 0, 1, 1, 2, 3, 4, 5, 6, 5, 4, 5, 6, 5, 4, 4, 3, 3, 2, 2, 1, 1
  };

  /** So long ago that pages of the last 24 hours compare with a day before the change. */
  private static final Duration CHANGED = Duration.ofHours(26);

  /** The engine that goes on after the history counts its calls from 0. */
  private static final long FIRST_INDEX = 1_000_000;

  private static final Map<String, String> BEFORE = Map.of("streaming.low_watermark_ms", "80");
  private static final Map<String, String> AFTER =
      Map.of("streaming.low_watermark_ms", "160", "streaming.pipeline_streaming_overlap", "true");

  private final Path sessions;
  private final DemoCalls before;
  private final DemoCalls after;
  private final SnapshotYaml snapshots = new SnapshotYaml();

  /**
   * @param sessions the folder that gets one folder for each call; made if it is not there
   * @param seed calls with the same seed say and measure the same
   */
  public DemoHistory(Path sessions, long seed) {
    this.sessions = sessions;
    DemoContent content = DemoContent.load();
    this.before = new DemoCalls(seed, content, BEFORE);
    this.after = new DemoCalls(seed, content, AFTER);
  }

  /**
   * Writes the calls, unless there are calls in the folder already.
   *
   * @param days how many days it goes back from now
   * @return how many calls were written
   * @throws IOException if a folder or file cannot be written
   */
  public int write(int days, Instant now) throws IOException {
    if (hasCalls()) {
      return 0;
    }
    Instant hour = now.minus(Duration.ofDays(days)).truncatedTo(ChronoUnit.HOURS);
    Instant changed = now.minus(CHANGED).truncatedTo(ChronoUnit.HOURS);
    int written = 0;
    while (hour.isBefore(now)) {
      int calls = CALLS[hour.atOffset(ZoneOffset.UTC).getHour()];
      for (int i = 0; i < calls; i++) {
        Instant end = hour.plus(Duration.ofHours(1).multipliedBy(2L * i + 1).dividedBy(2L * calls));
        if (end.isBefore(now)) {
          write((end.isBefore(changed) ? before : after).call(FIRST_INDEX + written), end);
          written++;
        }
      }
      hour = hour.plus(1, ChronoUnit.HOURS);
    }
    return written;
  }

  private boolean hasCalls() throws IOException {
    if (!Files.isDirectory(sessions)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(sessions)) {
      return entries.anyMatch(Files::isDirectory);
    }
  }

  private void write(DemoCall call, Instant end) throws IOException {
    Instant start = end.minusMillis(call.durationMs());
    new DemoFolder(sessions.resolve(call.id(start)))
        .writeAll(FilePlan.of(call, start, snapshots), end);
  }
}
