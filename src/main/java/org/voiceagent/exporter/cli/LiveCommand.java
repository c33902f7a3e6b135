package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.voiceagent.exporter.kpi.KpiQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what goes on now: active calls, this hour beside the last day, the newest calls. */
@Command(
    name = "monitor-session",
    sortOptions = false,
    sortSynopsis = false,
    aliases = "live",
    description = {
      "Show what is going on now: active calls, the current hour, the newest calls.",
      "With --live, a terminal is drawn again every few seconds until Ctrl-C; a pipe gets one"
          + " text after another."
    },
    mixinStandardHelpOptions = true)
final class LiveCommand extends KpiReport {
  private static final int CALLS = 10;

  @Spec private CommandSpec spec;

  @SuppressWarnings("UnusedVariable") // there are only statistics to show
  @Option(names = "--stats", description = "Show the statistics. This is the default.")
  private boolean stats;

  @Option(names = "--live", description = "Go on, and show what has changed.")
  private boolean live;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      defaultValue = "2",
      description = "How often to look with --live (default: ${DEFAULT-VALUE}).")
  private int interval;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "0",
      description = "With --live, stop after N looks; 0 never stops (default: ${DEFAULT-VALUE}).")
  private int count;

  LiveCommand() {
    this(InstantSource.system());
  }

  LiveCommand(InstantSource clock) {
    super(clock);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (interval < 1 || interval > 3_600 || count < 0) {
      throw wrongUse("--interval must be from 1 to 3600, and --count 0 or more");
    }
    if (!live) {
      print(picture());
      return ExitStatus.FINE;
    }
    if (!Terminal.isThere()) {
      goOn(text -> print(text + "\n"));
      return ExitStatus.FINE;
    }
    Screen screen = new Screen(spec.commandLine().getOut());
    // Ctrl-C ends the JVM from outside of this thread.
    Runtime.getRuntime().addShutdownHook(new Thread(screen::close, "screen"));
    try (screen) {
      goOn(text -> screen.draw(text, TerminalSize.of(System.getenv()).rows()));
    }
    return ExitStatus.FINE;
  }

  /** Where a picture goes. */
  private interface Canvas {
    void draw(String text) throws IOException;
  }

  private void goOn(Canvas canvas) throws IOException, InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    int looks = 0;
    do {
      canvas.draw(pictureOrFault());
      askAgain();
      looks++;
    } while (looks != count && !never.await(interval, TimeUnit.SECONDS));
  }

  /** A daemon that restarts is no reason to stop looking. */
  private String pictureOrFault() {
    try {
      return picture();
    } catch (IOException e) {
      return heading(present()) + "\n" + layout().paragraph(Terminal.safe(e.getMessage() + ""), 0);
    }
  }

  private String picture() throws IOException {
    Instant now = now();
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    JsonNode calls = new ObjectMapper().readTree(asked().calls(CALLS));
    KpiRows thisHour = kpis(hour, now);
    KpiRows day = kpis(hour.minus(Duration.ofHours(24)), now);
    return heading(now) + "\n" + LiveText.of(calls, thisHour, day, layout());
  }

  private KpiRows kpis(Instant from, Instant now) throws IOException {
    return KpiRows.of(asked().kpis(new KpiQuery(from, now.plusMillis(1), List.of(), Map.of())));
  }

  private String heading(Instant now) {
    return layout().painted(now.truncatedTo(ChronoUnit.SECONDS) + "  " + sourceName(), "heading")
        + "\n";
  }
}
