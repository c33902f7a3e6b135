package org.voiceagent.exporter.event.feed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import org.voiceagent.exporter.intake.IntakeClock;
import org.voiceagent.exporter.testing.MemoryTotals;

/**
 * A program that counts event files until it is killed. For each line on its standard input it
 * prints what it has counted so far; it ends with its input.
 */
public final class EventCounter {
  private EventCounter() {}

  /**
   * Counts.
   *
   * @param args the folder of event files, the state folder, and the queues to print
   */
  public static void main(String[] args) throws Exception {
    try (RunningFeed feed =
            new RunningFeed(
                    Path.of(args[0]),
                    Path.of(args[1]),
                    new IntakeClock(InstantSource.system(), System::nanoTime),
                    false)
                .start();
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      while (in.readLine() != null) {
        feed.between(() -> System.out.println(line(feed.totals, args)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(MemoryTotals totals, String[] args) {
    StringBuilder line = new StringBuilder();
    for (int i = 2; i < args.length; i++) {
      line.append(totals.sum("work_total", args[i]))
          .append(' ')
          .append(totals.sum("work_seconds", args[i]))
          .append(' ')
          .append(totals.gauge("work_depth", args[i]).map(set -> set.value()).orElse(-1.0))
          .append(' ');
    }
    return line.append(
            totals.sum("voice_agent_exporter_events_rejected_total", "_unknown", "not_json"))
        .append(' ')
        .append(totals.sum("voice_agent_exporter_events_duplicates_total", "work"))
        .toString();
  }
}
