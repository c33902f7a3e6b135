package org.voiceagent.exporter.demo.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.voiceagent.exporter.demo.SideTask;

/**
 * Appends the events of the played systems to files, one for each process and day, named {@code
 * <process>-<date>.jsonl}. Not thread-safe.
 *
 * <p>The first events come at once, because the user is waiting to see something; their times lie
 * in the minutes before.
 */
public final class EventPlayer implements SideTask {

  /** How often live events are appended. */
  public static final Duration INTERVAL = Duration.ofMillis(200);

  /** So many cycles of each system come first; after them every series exists. */
  private static final int FIRST_CYCLES = 10;

  private static final Duration BEFORE = Duration.ofMinutes(5);

  private final EventPlan plan;
  private final InstantSource clock;
  private final List<Source> sources = new ArrayList<>();
  private final String run;
  private long numbered;
  private long played;
  private long begin = -1;

  /** A system and those of its events that are not written yet. */
  private static final class Source {
    private final PlayedSystem system;
    private final Queue<PlayedEvent> waiting = new ArrayDeque<>();
    private long cycle;

    Source(PlayedSystem system) {
      this.system = system;
    }

    PlayedEvent next() {
      if (waiting.isEmpty()) {
        waiting.addAll(system.cycle(cycle++));
      }
      return waiting.remove();
    }
  }

  /**
   * @param plan what to write, and where
   * @param clock gives events their times
   */
  public EventPlayer(EventPlan plan, InstantSource clock) {
    this.plan = plan;
    this.clock = clock;
    this.run = Long.toString(clock.millis(), Character.MAX_RADIX);
    plan.systems().forEach(system -> sources.add(new Source(system)));
  }

  /**
   * Appends what is due by now: at the first time the first events, later as many as the rate says.
   *
   * @throws IOException if the folder or a file cannot be written
   */
  @Override
  public void run() throws IOException {
    Instant now = clock.instant();
    if (begin < 0) {
      begin = System.nanoTime();
      int first = sources.stream().mapToInt(source -> FIRST_CYCLES * source.system.length()).sum();
      append(first, now.minus(BEFORE), now);
      return;
    }
    double due = (System.nanoTime() - begin) / 60e9 * plan.perMinute();
    long count = (long) due - played;
    append(count, now, now);
    played += count;
  }

  /**
   * Writes the events of a time that ends now, as processes would have left them.
   *
   * @param time how long it is
   * @throws IOException if the folder or a file cannot be written
   */
  public void writeBacklog(Duration time) throws IOException {
    Instant now = clock.instant();
    append((long) (time.toMillis() / 60e3 * plan.perMinute()), now.minus(time), now);
  }

  /** Appends events whose times lie evenly between two instants. */
  private void append(long count, Instant from, Instant to) throws IOException {
    Map<Path, StringBuilder> lines = new LinkedHashMap<>();
    long millis = Duration.between(from, to).toMillis();
    for (long i = 0; i < count; i++) {
      Instant at = from.plusMillis(count == 1 ? millis : millis * i / (count - 1));
      PlayedEvent event = sources.get((int) (numbered++ % sources.size())).next();
      lines.computeIfAbsent(file(event, at), file -> new StringBuilder()).append(line(event, at));
    }
    Files.createDirectories(plan.folder());
    for (Map.Entry<Path, StringBuilder> file : lines.entrySet()) {
      Files.writeString(
          file.getKey(), file.getValue(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private Path file(PlayedEvent event, Instant at) {
    return plan.folder()
        .resolve(event.writer() + "-" + at.atZone(ZoneOffset.UTC).toLocalDate() + ".jsonl");
  }

  private String line(PlayedEvent event, Instant at) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("event", event.name())
        .put("ts", at.truncatedTo(ChronoUnit.MILLIS).toString())
        .put("event_id", "demo-" + run + "-" + numbered + "-" + event.writer());
    return line.<ObjectNode>set("data", event.data()) + "\n";
  }
}
