package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.voiceagent.exporter.kpi.KpiQuery;
import org.voiceagent.exporter.yaml.ShortTime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Watches one indicator and gives notice when it crosses a threshold and when it comes back. */
@Command(
    name = "threshold-alert",
    sortOptions = false,
    sortSynopsis = false,
    aliases = "watch",
    description = {
      "Watch an indicator, and send a notice when it crosses a threshold and when it comes back.",
      "Each notice is sent once. With --once, exit status 1 means a breach.",
      "Below the indicator's own minimum number of calls, or --min-calls, nothing is judged."
    },
    mixinStandardHelpOptions = true)
final class WatchCommand extends KpiReport {
  @Option(
      names = "--metric",
      paramLabel = "NAME",
      required = true,
      description =
          "An indicator of docs/kpis.md, such as aht_seconds, or latency (95th percentile, in ms).")
  private String metric = "";

  @Option(
      names = "--threshold",
      paramLabel = "LIMIT",
      required = true,
      description = "The limit in the indicator's unit; also 500ms, 90s or 5%%.")
  private String threshold = "";

  @Option(
      names = "--below",
      description =
          "A value below the limit is a breach. Default: what is worse for the indicator.")
  private boolean below;

  @Option(
      names = "--above",
      description =
          "A value above the limit is a breach. Default: what is worse for the indicator.")
  private boolean above;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      defaultValue = "60",
      description = "How often to look: seconds, or 5m (default: ${DEFAULT-VALUE}).")
  private String interval;

  @Option(
      names = "--window",
      paramLabel = "TIME",
      defaultValue = "1h",
      description =
          "Which calls: those of the current hour and this long before it (default:"
              + " ${DEFAULT-VALUE}).")
  private String window;

  @Option(
      names = "--min-calls",
      paramLabel = "N",
      defaultValue = "0",
      description = "With fewer calls, ratings or latencies nothing is judged.")
  private long minimum;

  @Option(names = "--once", description = "Look once. Exit status 1: the threshold is crossed.")
  private boolean once;

  @Option(names = "--pipeline", paramLabel = "NAME", description = "Only calls of this pipeline.")
  private Optional<String> pipeline = Optional.empty();

  @Option(
      names = "--webhook",
      paramLabel = "URL",
      description = "Post each notice to this address as JSON.")
  private Optional<URI> webhook = Optional.empty();

  @Option(
      names = "--command",
      paramLabel = "CMD",
      description = "Run this for each notice, with the facts in ALERT_* variables.")
  private Optional<String> command = Optional.empty();

  WatchCommand() {
    this(InstantSource.system());
  }

  WatchCommand(InstantSource clock) {
    super(clock);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Duration pause = time("--interval", interval);
    Duration back = time("--window", window);
    if (Threshold.limit(metric, threshold).isEmpty()) {
      throw wrongUse("--threshold must be a number such as 500, 500ms, 90s or 5%");
    }
    if (above && below) {
      throw wrongUse("--above and --below are mutually exclusive");
    }
    if (webhook.filter(url -> !DaemonUrl.isWeb(url)).isPresent()) {
      throw wrongUse("--webhook must begin with http:// or https://");
    }
    NoticeReceivers receivers = NoticeReceivers.of(webhook, command);
    if (once) {
      return look(back, receivers) ? ExitStatus.FOUND : ExitStatus.FINE;
    }
    CountDownLatch never = new CountDownLatch(1);
    do {
      askAgain();
      lookAgain(back, receivers);
    } while (!never.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    return ExitStatus.FINE;
  }

  /** A daemon that restarts is no reason to stop watching. */
  private void lookAgain(Duration back, NoticeReceivers receivers) throws InterruptedException {
    try {
      look(back, receivers);
    } catch (IOException e) {
      say(String.valueOf(e.getMessage()));
    }
  }

  /** Looks once, prints a line, gives notice if needed, and returns whether it is a breach now. */
  private boolean look(Duration back, NoticeReceivers receivers)
      throws IOException, InterruptedException {
    Instant now = now();
    KpiFigure figure = figure(now, back);
    Threshold limit = limit(figure);
    boolean judged = figure.value().isPresent() && figure.n() >= minimum;
    if (!judged) {
      print(line(now, figure, "not judged: " + why(figure)));
      return false;
    }
    boolean breach = limit.isBreachedBy(figure.value().getAsDouble());
    String word = breach ? layout().painted("BREACH", "breach") : "ok";
    String limitText = KpiFigure.text(limit.limit(), figure.unit());
    print(line(now, figure, word + ", limit " + limitText + (limit.above() ? "" : " (below)")));
    receivers.give(new BreachNotice(breach, figure, limit, now));
    return breach;
  }

  private String why(KpiFigure figure) {
    return figure.value().isEmpty() ? figure.why() : "fewer than --min-calls " + minimum;
  }

  private static String line(Instant now, KpiFigure figure, String verdict) {
    return now.truncatedTo(ChronoUnit.SECONDS)
        + "  "
        + figure.id()
        + "  "
        + figure.text()
        + "  n "
        + figure.n()
        + "  "
        + verdict
        + "\n";
  }

  private KpiFigure figure(Instant now, Duration back) throws IOException {
    Instant from = now.truncatedTo(ChronoUnit.HOURS).minus(back);
    KpiQuery query = new KpiQuery(from, now.plusMillis(1), List.of(), where());
    KpiRows answer = KpiRows.of(asked().kpis(query));
    String name = Threshold.kpi(metric);
    return answer.rows().stream()
        .flatMap(group -> group.figure(name).stream())
        .findFirst()
        .orElseThrow(() -> unknown(answer));
  }

  private Map<String, String> where() {
    return pipeline.map(name -> Map.of("pipeline_name", name)).orElse(Map.of());
  }

  private RuntimeException unknown(KpiRows answer) {
    List<String> names =
        answer.rows().stream()
            .flatMap(group -> group.figures().stream())
            .map(KpiFigure::name)
            .distinct()
            .toList();
    return wrongUse(
        "there is no indicator \""
            + Terminal.safe(metric)
            + "\"; there are: "
            + String.join(", ", names)
            + "; for short: "
            + String.join(", ", Threshold.shortNames()));
  }

  private Threshold limit(KpiFigure figure) {
    OptionalDouble limit = Threshold.limit(metric, threshold);
    boolean worseAbove = !figure.higherIsBetter();
    return new Threshold(figure.name(), limit.orElseThrow(), above || (!below && worseAbove));
  }

  private Duration time(String option, String text) {
    return ShortTime.parse(text.matches("[0-9]{1,9}") ? text + "s" : text)
        .filter(time -> !time.isZero() && time.compareTo(Duration.ofDays(90)) <= 0)
        .orElseThrow(() -> wrongUse(option + " must be a time such as 60 (seconds), 5m or 24h"));
  }
}
