package org.voiceagent.exporter.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.config.ListenAddress;
import org.voiceagent.exporter.testing.Daemons;
import org.voiceagent.exporter.testing.WebhookSender;
import org.voiceagent.exporter.yaml.Problems;

/** The table of threads in docs/Architecture.md names those that a daemon starts, and no other. */
final class ThreadsPageTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-zA-Z-]+)` \\|");

  /** The command starts it when it is told to stop. */
  private static final Set<String> NOT_OF_A_RUNNING_DAEMON = Set.of("stop");

  /** Of the test itself, and of its HTTP client. */
  private static final Pattern OF_THE_TEST =
      Pattern.compile("HttpClient-.*|ForkJoinPool.*|awaitility-thread|process reaper.*");

  @TempDir Path temp;

  @Test
  void tableNamesTheThreadsOfARunningDaemon() throws Exception {
    // One of a test before this may be shared by the whole JVM.
    Set<String> named = named();
    Set<Thread> before =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !named.contains(thread.getName()))
            .collect(Collectors.toSet());
    Problems problems = new Problems();
    ExporterConfig config = everythingOn(problems);
    // It reads the file, and is gone after a few seconds.
    Set<String> started = new TreeSet<>(names(before));
    try (Daemon daemon = Daemons.start(config)) {
      drop("call-1");
      new WebhookSender(daemon.inboxPort().orElseThrow()).status("/inbox/generic", Map.of(), "{}");
      await()
          .until(
              () -> {
                String page = page(daemon.port());
                started.addAll(names(before));
                return page.contains("sessions_ingested_total 1.0");
              });
      started.addAll(names(before));
    }

    assertThat(started).isEqualTo(named);
  }

  private static Set<String> names(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .map(thread -> thread.getName().replaceFirst("-\\d+$", "-N"))
        .filter(name -> !OF_THE_TEST.matcher(name).matches())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> named() throws IOException {
    String page = Files.readString(Path.of("docs", "Architecture.md"));
    String section = page.replaceFirst("(?s).*\n## Threads\n", "").replaceFirst("(?s)\n## .*", "");
    Set<String> named =
        ROW.matcher(section)
            .results()
            .map((MatchResult row) -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).containsAll(NOT_OF_A_RUNNING_DAEMON);
    named.removeAll(NOT_OF_A_RUNNING_DAEMON);
    return named;
  }

  /** One thread is started only where files are redacted on disk. */
  private ExporterConfig everythingOn(Problems problems) throws IOException {
    Path secret = Files.writeString(temp.resolve("secret"), "the secret");
    Path file =
        Files.writeString(
            temp.resolve("e.yml"),
            """
            redaction: {redact: on_ingest}
            influx: {url: "http://127.0.0.1:9", database: calls}
            http: {inbox: {listen: "127.0.0.1:0", sources: {generic: {secret_file: %s}}}}
            """
                .formatted(secret));
    return ExporterConfig.load(file, problems)
        .at(temp.resolve("calls"), temp.resolve("state"), new ListenAddress("127.0.0.1", 0));
  }

  private void drop(String call) throws IOException {
    Path folder = Files.createDirectories(temp.resolve("calls").resolve(call));
    Path written = Files.writeString(temp.resolve("metrics.json"), "{\"turns\":3}");
    Files.move(written, folder.resolve("metrics.json"), StandardCopyOption.ATOMIC_MOVE);
  }

  private static String page(int port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
