package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.MetricsPage;
import org.voiceagent.exporter.testing.Tools;

/** The stack without containers: the real program, a real Prometheus, a real Alertmanager. */
final class SetupNativeTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String[] LIVING = {
    "monitoring/native/data", "monitoring/native/logs", "target"
  };

  @TempDir private Path folder;
  private SetupRepository repository;
  private int exporter;
  private int prometheus;
  private int alertmanager;

  @BeforeEach
  void copyRepository() throws IOException {
    Tools.require("prometheus");
    Tools.require("prometheus-alertmanager");
    Tools.require("make");
    repository = SetupRepository.in(folder);
    packProgram(repository.path("target/voice-agent-exporter.jar"));
    exporter = freePort();
    prometheus = freePort();
    alertmanager = freePort();
    repository
        .set("JAVA_HOME", System.getProperty("java.home"))
        .set("EXPORTER_PORT", String.valueOf(exporter))
        .set("PROMETHEUS_PORT", String.valueOf(prometheus))
        .set("ALERTMANAGER_PORT", String.valueOf(alertmanager));
  }

  @AfterEach
  void stopEverything() throws Exception {
    if (repository != null) {
      repository.set("MONITORING_MODE", "native").run("scripts/monitoring/stack", "remove");
    }
  }

  @Test
  void setsUpOnceChangesNothingTheSecondTimeAndLeavesNothing() throws Exception {
    Set<String> before = repository.names();

    SetupRepository.Outcome first = run("scripts/setup_monitoring", "--yes", "--mode", "native");
    assertThat(first.output())
        .contains("Prometheus shows it")
        .contains("http://127.0.0.1:" + prometheus + "/", "http://127.0.0.1:" + alertmanager + "/");
    assertThat(get(prometheus, "/api/v1/alertmanagers")).contains("127.0.0.1:" + alertmanager);
    assertThat(setupChecks()).isEqualTo(1);
    Map<String, String> afterFirst = repository.contents(LIVING);

    SetupRepository.Outcome second = run("scripts/setup_monitoring", "--yes");
    assertThat(second.output()).contains(".env has every entry");
    assertThat(repository.contents(LIVING)).isEqualTo(afterFirst);
    assertThat(setupChecks()).isEqualTo(1);

    List<ProcessHandle> processes = processes();
    assertThat(processes).hasSize(3).allMatch(ProcessHandle::isAlive);
    run("scripts/setup_monitoring", "--yes", "--remove");
    assertThat(repository.names()).isEqualTo(before);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> processes.stream().noneMatch(SetupNativeTest::runs));
  }

  @Test
  void downLeavesTheDaemonAndUpFindsTheDataAgain() throws Exception {
    repository.set("MONITORING_MODE", "native");
    run("make", "-f", "monitoring/stack.mk", "monitor-up");
    String daemon = Files.readString(repository.path("monitoring/native/run/daemon.pid"));
    assertThat(run("make", "-f", "monitoring/stack.mk", "monitor-status").output())
        .contains(daemon.strip())
        .doesNotContain("not ready");

    run("make", "-f", "monitoring/stack.mk", "monitor-down");
    assertThat(get(exporter, "/-/ready")).isNotEmpty();
    assertThat(repository.path("monitoring/native/data/prometheus")).isNotEmptyDirectory();
    SetupRepository.Outcome status =
        repository.run("make", "-f", "monitoring/stack.mk", "monitor-status");
    assertThat(status.status()).isNotZero();
    assertThat(status.output()).containsPattern("prometheus +- +not ready");

    run("make", "-f", "monitoring/stack.mk", "monitor-up");
    assertThat(repository.path("monitoring/native/run/daemon.pid")).hasContent(daemon);
    run("make", "-f", "monitoring/stack.mk", "monitor-down", "ALL=1");
    assertThat(repository.path("monitoring/native/run")).isEmptyDirectory();
  }

  @Test
  void aChangedSettingReachesWhatRunsAlready() throws Exception {
    repository.set("MONITORING_MODE", "native");
    run("scripts/monitoring/stack", "up");
    assertThat(get(alertmanager, "/api/v2/status")).contains("pagerduty_configs");
    String before = Files.readString(repository.path("monitoring/native/run/prometheus.pid"));

    repository.set("ALERTMANAGER_CONFIG", "quiet.yml").set("ENGINE_TARGETS", "127.0.0.1:1");
    run("scripts/monitoring/stack", "up");

    assertThat(get(alertmanager, "/api/v2/status")).doesNotContain("pagerduty_configs");
    assertThat(repository.path("monitoring/native/run/prometheus.pid")).hasContent(before);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> get(prometheus, "/api/v1/targets").contains("http://127.0.0.1:1/metrics"));
  }

  @Test
  void takesNoPortThatSomebodyElseHas() throws Exception {
    try (SetupAnswers other = new SetupAnswers(Map.of())) {
      repository
          .set("MONITORING_MODE", "native")
          .set("PROMETHEUS_PORT", String.valueOf(other.port()));

      SetupRepository.Outcome outcome = repository.run("scripts/monitoring/stack", "up");

      assertThat(outcome.status()).isEqualTo(2);
      assertThat(outcome.output()).contains("prometheus: something else answers on " + other.url());
    }
  }

  @Test
  void showsWhyAPartDidNotStart() throws Exception {
    Files.writeString(repository.path("monitoring/prometheus/prometheus.yml"), "nonsense: true\n");

    SetupRepository.Outcome outcome =
        repository.set("MONITORING_MODE", "native").run("scripts/monitoring/stack", "up");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.output())
        .contains("field nonsense not found", "prometheus did not become ready");
  }

  /** An id that another process has got since must neither pass for ours nor be killed. */
  @Test
  void killsNoProcessThatOnlyHasTheNumberOfOurs() throws Exception {
    Process bystander = new ProcessBuilder("sleep", "600").start();
    try {
      Path run = Files.createDirectories(repository.path("monitoring/native/run"));
      Files.writeString(run.resolve("prometheus.pid"), bystander.pid() + "\n");

      repository.set("MONITORING_MODE", "native");
      run("scripts/monitoring/stack", "down");

      assertThat(bystander.isAlive()).isTrue();
      assertThat(run.resolve("prometheus.pid")).doesNotExist();
    } finally {
      bystander.destroyForcibly();
    }
  }

  private SetupRepository.Outcome run(String... command) throws Exception {
    SetupRepository.Outcome outcome = repository.run(command);
    assertThat(outcome.status()).as(outcome.output()).isZero();
    return outcome;
  }

  private double setupChecks() throws Exception {
    return MetricsPage.of(get(exporter, "/metrics"))
        .sum("ai_agent_calls_total", series -> series.contains("\"setup_check\""));
  }

  private List<ProcessHandle> processes() throws IOException {
    try (Stream<Path> files = Files.list(repository.path("monitoring/native/run"))) {
      return files
          .filter(file -> file.toString().endsWith(".pid"))
          .map(SetupNativeTest::number)
          .map(number -> ProcessHandle.of(number).orElseThrow())
          .toList();
    }
  }

  private static long number(Path file) {
    try {
      return Long.parseLong(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where nobody collects the ended children of others, they stay as entries without a command. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private static String get(int port, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(10))
            .build();
    return CLIENT.send(request, BodyHandlers.ofString()).body();
  }

  /** The program under test as the jar that the scripts start. */
  private static void packProgram(Path jar) throws IOException {
    Files.createDirectories(jar.getParent());
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, "org.voiceagent.exporter.cli.Main");
    attributes.put(
        Attributes.Name.CLASS_PATH,
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" ")));
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
