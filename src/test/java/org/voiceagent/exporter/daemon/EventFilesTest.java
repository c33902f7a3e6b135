package org.voiceagent.exporter.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.forget.Grep;
import org.voiceagent.exporter.testing.Daemons;
import org.voiceagent.exporter.testing.LogLines;
import org.voiceagent.exporter.testing.MetricsPage;

/** The daemon counts event files by the shipped catalogs, across a restart. */
final class EventFilesTest {
  private static final String EXAMPLE =
      "{\"event\":\"llm.call\",\"ts\":\"2025-11-20T10:00:00.000Z\",\"data\":{\"provider\":\"openai\","
          + "\"model\":\"gpt-large\",\"operation\":\"answer\",\"status\":\"ok\",\"cost_usd\":0.5,"
          + "\"latency_ms\":1200}}";

  /** Events with a field that may name a user, and the data of each. */
  private static final String[][] WITH_USERS = {
    {
      "attachment.observed",
      "\"user_id\":\"USER\",\"bot_name\":\"ada\",\"risk_level\":\"low\",\"more\":\"USER\""
    },
    {
      "agent.feedback",
      "\"user_id\":\"USER\",\"agent\":\"tax\",\"type\":\"rating\",\"rating\":4,"
          + "\"comment\":\"I am USER\""
    },
    {
      "llm.call",
      "\"provider\":\"for USER\",\"model\":\"USER\",\"operation\":\"answer\",\"status\":\"ok\","
          + "\"user_id\":\"USER\",\"prompt\":\"Hello, USER\""
    },
    {"feedback.submit", "\"detector\":\"bias\",\"agrees\":true,\"user_id\":\"USER\""},
  };

  @TempDir Path temp;
  private final HttpClient client = HttpClient.newHttpClient();

  private Daemon start() throws IOException {
    return Daemons.start(
        Daemons.config(
            temp,
            "events: %s%ncatalog: {folder: %s}%n"
                .formatted(
                    temp.resolve("events"), Path.of("monitoring/catalog").toAbsolutePath())));
  }

  private MetricsPage page(Daemon daemon) {
    try {
      URI page = URI.create("http://127.0.0.1:" + daemon.port() + "/metrics");
      return MetricsPage.of(
          client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  void eventsOfTheShippedCatalogsCountOnce() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("events"));
    Files.writeString(folder.resolve("app.jsonl"), EXAMPLE + "\n" + "not json\n");
    String ingested = "voice_agent_exporter_events_ingested_total{event=\"llm.call\"}";
    String rejected =
        "voice_agent_exporter_events_rejected_total{event=\"_unknown\",reason=\"not_json\"}";
    try (Daemon daemon = start()) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> page(daemon).value(rejected).orElse(0) == 1);
      assertThat(page(daemon).value(ingested)).hasValue(1);
      assertThat(page(daemon).sum("llm_calls_total")).isEqualTo(1);
    }
    try (Daemon daemon = start()) {
      assertThat(page(daemon).value(ingested)).hasValue(1);
      Files.writeString(folder.resolve("next.jsonl"), EXAMPLE.replace(".000Z", ".001Z") + "\n");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> page(daemon).value(ingested).orElse(0) == 2);
      assertThat(page(daemon).value(rejected)).hasValue(1);
    }
  }

  /**
   * Show 3: users in every field that can name one, in lines that count and in lines that do not.
   */
  @Test
  void noUserIsLeftInThePageTheStateOrTheLogWhateverTheLine() throws Exception {
    List<String> users = List.of("mallory", "u-4815162342", "alice.keller@example.org");
    List<String> lines = new ArrayList<>();
    String now = Instant.now().toString();
    for (String user : users) {
      for (String[] event : WITH_USERS) {
        String good =
            "{\"event\":\"%s\",\"ts\":\"%s\",\"event_id\":\"%s\","
                    .formatted(event[0], now, user + "#ID")
                + "\"call_uuid\":\"%s\",\"data\":{%s}}".formatted(user, event[1]);
        String line = good.replace("USER", user);
        lines.add(line);
        lines.add(line.replace(now, user));
        lines.add(line.replace(event[0], "of.none"));
        lines.add(line.replace("\"data\":{", "\"data\":{\"more\":[{\"deep\":\"" + user + "\"}],"));
        lines.add(line.replace("\"data\":{", "\"data\":[\"" + user + "\"],\"was\":{"));
        lines.add(line.replace(user + "\",\"data\"", user + ",\"data\""));
        lines.add(line.substring(0, line.lastIndexOf(user) + user.length()));
      }
    }
    Path folder = Files.createDirectory(temp.resolve("events"));
    try (LogLines log = LogLines.of("org.voiceagent.exporter");
        Daemon daemon = start()) {
      // Twenty rejected lines of a part are kept: a file for each, so that all of them are. Each
      // has an id of its own: a line whose id was counted is no more than a duplicate.
      for (int i = 0; i < lines.size(); i++) {
        Files.writeString(
            folder.resolve("app" + i + ".jsonl"), lines.get(i).replace("#ID", "-" + i) + "\n");
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(dealtWith(page(daemon))).isEqualTo(lines.size()));
      Path quarantine = temp.resolve("state/events/quarantine.jsonl");
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptionsInstanceOf(NoSuchFileException.class)
          .untilAsserted(
              () ->
                  assertThat(Files.readString(quarantine))
                      .contains("of.none", "\"reason\":\"bad_time\"", "\"reason\":\"not_json\""));
      assertThat(page(daemon).sum("attachment_users")).isEqualTo(users.size());
      String all = page(daemon).series() + Files.readString(quarantine) + log.lines();
      assertThat(all).doesNotContain("mallory", "4815162342", "keller");
    }
    for (String user : List.of("mallory", "4815162342", "keller")) {
      assertThat(Grep.filesWith(temp.resolve("state"), user)).isEmpty();
    }
  }

  private static double dealtWith(MetricsPage page) {
    return page.sum("voice_agent_exporter_events_ingested_total")
        + page.sum("voice_agent_exporter_events_rejected_total")
        + page.sum("voice_agent_exporter_events_sampled_out_total")
        + page.sum("voice_agent_exporter_events_duplicates_total");
  }
}
