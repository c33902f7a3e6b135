package org.voiceagent.exporter.inbox;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.voiceagent.exporter.daemon.Daemon;
import org.voiceagent.exporter.testing.Daemons;
import org.voiceagent.exporter.testing.MetricsPage;
import org.voiceagent.exporter.testing.WebhookSender;

/** A daemon whose inbox takes all sources, each with a secret of its own. */
final class RunningInbox implements AutoCloseable {
  static final String RETELL_KEY = "key_retell";
  static final String ELEVENLABS_SECRET = "wsec_elevenlabs";
  static final String VAPI_SECRET = "vapi-secret";
  static final String GENERIC_SECRET = "whsec_Z2VuZXJpYy1zZWNyZXQ=";
  static final String LIVEKIT_SECRET = "livekit-api-secret-of-32-characters";
  static final String LIVEKIT_KEY = "APIkey";

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private static final Map<String, String> SECRETS =
      Map.of(
          "vapi",
          VAPI_SECRET,
          "retell",
          "# the second was added when the first was replaced\nkey_old\n" + RETELL_KEY,
          "elevenlabs",
          ELEVENLABS_SECRET,
          "dograh",
          "dograh-secret",
          "livekit",
          LIVEKIT_KEY + ": " + LIVEKIT_SECRET,
          "generic",
          GENERIC_SECRET);

  private final Path folder;
  private final Daemon daemon;
  final WebhookSender sender;

  private RunningInbox(Path folder, Daemon daemon) {
    this.folder = folder;
    this.daemon = daemon;
    OptionalInt port = daemon.inboxPort();
    this.sender = new WebhookSender(port.orElseThrow());
  }

  /**
   * Starts it.
   *
   * @param limits further lines of {@code http.inbox}
   * @param others further sections of the configuration
   */
  static RunningInbox start(Path folder, String limits, String others) throws IOException {
    return new RunningInbox(
        folder, Daemons.start(Daemons.config(folder, yaml(folder, limits, others))));
  }

  /** The configuration, with the secrets written beside it. */
  static String yaml(Path folder, String limits, String others) throws IOException {
    StringBuilder yaml = new StringBuilder("http:\n  inbox:\n    listen: 127.0.0.1:0\n");
    limits.lines().forEach(line -> yaml.append("    ").append(line).append('\n'));
    yaml.append("    sources:\n");
    for (Map.Entry<String, String> each : SECRETS.entrySet()) {
      Path file = Files.writeString(folder.resolve(each.getKey() + ".secret"), each.getValue());
      yaml.append("      %s: {secret_file: %s}%n".formatted(each.getKey(), file));
    }
    return yaml + others;
  }

  int port() {
    return daemon.inboxPort().orElseThrow();
  }

  /** The page now. */
  MetricsPage scrape() {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + daemon.port() + "/metrics"))
              .timeout(Duration.ofSeconds(20))
              .build();
      return MetricsPage.of(CLIENT.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** One of the inbox's own metrics now; 0 if there is no such series yet. */
  double metric(String nameAndLabels) {
    return scrape().value("voice_agent_exporter_inbox_" + nameAndLabels).orElse(0);
  }

  Path call(String id) {
    return folder.resolve("calls").resolve(id);
  }

  /** Waits until so many calls are counted. */
  void counted(int calls) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> scrape().sum("ai_agent_calls_total") >= calls && spool().isEmpty());
  }

  /** Waits until the spool is empty. */
  void delivered() {
    await().atMost(Duration.ofSeconds(30)).until(() -> spool().isEmpty());
  }

  /** What waits. */
  List<String> spool() {
    return names("spool");
  }

  /** What is set aside. */
  List<String> quarantine() {
    return names("quarantine");
  }

  private List<String> names(String which) {
    try (Stream<Path> files = Files.list(folder.resolve("state/inbox").resolve(which))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    daemon.close();
  }
}
