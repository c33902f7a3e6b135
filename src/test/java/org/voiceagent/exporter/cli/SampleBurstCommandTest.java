package org.voiceagent.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.daemon.Daemon;
import org.voiceagent.exporter.testing.Daemons;
import org.voiceagent.exporter.testing.MetricsPage;

/** The command that has a running daemon count every event of a name for a while. */
final class SampleBurstCommandTest {
  private static final int EVENTS = 200;
  private static final String EVENT = "detail_panel.view";
  private static final String METRICS = "voice_agent_exporter_events_";

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  private record Run(int status, String text) {}

  private Run run(String... arguments) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    String[] all = new String[arguments.length + 3];
    all[0] = "sample-burst";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = "--state";
    all[arguments.length + 2] = folder.resolve("state").toString();
    int status = RootCommand.commandLine().setOut(writer).setErr(writer).execute(all);
    return new Run(status, out.toString());
  }

  /** In production the shipped catalog counts a fifth of the views. */
  @Test
  void everyEventCountsUntilTheBurstEndsByItself() throws Exception {
    Path events = Files.createDirectory(folder.resolve("events"));
    String yaml =
        "events: %s%ncatalog: {folder: %s, environment: production}%n"
            .formatted(events, Path.of("monitoring/catalog").toAbsolutePath());
    try (Daemon daemon = Daemons.start(Daemons.config(folder, yaml))) {
      assertThat(countedOf(daemon, "before")).isBetween(10.0, 80.0);

      Run unknown = run("no.such");
      assertThat(unknown.text()).isEqualTo("No catalog has an event of this name: no.such\n");
      assertThat(unknown.status()).isEqualTo(1);

      Run burst = run(EVENT);
      assertThat(burst.text()).startsWith("Every " + EVENT + " counts until 2");
      assertThat(burst.status()).isZero();
      assertThat(countedOf(daemon, "during")).isEqualTo(EVENTS);

      Instant end = Instant.now().plusSeconds(2);
      assertThat(run(EVENT, "--for", "1s").status()).isZero();
      await().atMost(Duration.ofSeconds(20)).until(() -> Instant.now().isAfter(end));
      assertThat(countedOf(daemon, "after")).isBetween(10.0, 80.0);
    }
  }

  @Test
  void withoutADaemonItSaysSo() throws IOException {
    Daemons.start(Daemons.config(folder, "")).close();
    Run run = run(EVENT);
    assertThat(run.text()).isEqualTo("No daemon runs that uses this state folder.\n");
    assertThat(run.status()).isEqualTo(ExitStatus.FAULT);
  }

  @Test
  void aTimeThatIsNoneOrTooLongIsRefused() {
    for (String time : new String[] {"0s", "25h", "soon"}) {
      Run run = run(EVENT, "--for", time);
      assertThat(run.text()).contains("--for must be from 1s to 24h, not " + time);
      assertThat(run.status()).isEqualTo(ExitStatus.WRONG_USE);
    }
  }

  /** How many of the events of one more file count. */
  private double countedOf(Daemon daemon, String file) throws IOException {
    double before = page(daemon).sum(METRICS + "ingested_total");
    double done = before + page(daemon).sum(METRICS + "sampled_out_total");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < EVENTS; i++) {
      lines.append(
          "{\"event\":\"%s\",\"ts\":\"2025-11-20T10:00:00Z\",\"event_id\":\"%s-%d\",\"data\":{\"panel\":\"node\"}}%n"
              .formatted(EVENT, file, i));
    }
    Files.writeString(folder.resolve("events").resolve(file + ".jsonl"), lines);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                page(daemon).sum(METRICS + "ingested_total")
                        + page(daemon).sum(METRICS + "sampled_out_total")
                    == done + EVENTS);
    return page(daemon).sum(METRICS + "ingested_total") - before;
  }

  private MetricsPage page(Daemon daemon) throws IOException {
    URI page = URI.create("http://127.0.0.1:" + daemon.port() + "/metrics");
    try {
      return MetricsPage.of(
          client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
