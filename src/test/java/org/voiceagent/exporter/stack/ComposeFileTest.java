package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docker-compose.yml} must be: dormant, pinned, on loopback, and tied down. */
final class ComposeFileTest {
  private static final String DAEMON = "voice-agent-exporter";
  private static final Pattern PINNED = Pattern.compile("[a-z/-]+:v?\\d+\\.\\d+\\.\\d+");

  @TempDir private Path folder;
  private ComposeFile compose;

  @BeforeEach
  void read() throws IOException {
    compose = ComposeFile.ofRepository();
  }

  @Test
  void startsOnlyTheDaemonUnlessMonitoringIsAskedFor() {
    assertThat(compose.monitoringServices())
        .containsExactly("alertmanager", "grafana", "prometheus");
    assertThat(compose.serviceNames())
        .containsExactly("alertmanager", "grafana", "prometheus", DAEMON);
    assertThat(compose.service(DAEMON)).doesNotContainKey("profiles");
  }

  /** Compose reads all settings of the file before it looks at profiles. */
  @Test
  void demandsNoSettingSoThatTheDaemonAloneAlwaysStarts() {
    assertThat(compose.text()).doesNotContain(":?").doesNotContain("${GRAFANA_ADMIN_PASSWORD}");
  }

  @Test
  void pinsEveryImage() throws IOException {
    for (String name : compose.monitoringServices()) {
      assertThat(String.valueOf(compose.service(name).get("image"))).as(name).matches(PINNED);
    }
    assertThat(compose.service(DAEMON)).containsKey("build").doesNotContainKey("image");
    List<String> bases =
        Files.readAllLines(Path.of("Dockerfile")).stream()
            .filter(line -> line.startsWith("FROM "))
            .toList();
    assertThat(bases)
        .hasSize(2)
        .allSatisfy(
            line -> assertThat(line).matches("FROM [a-z-]+:\\d+\\.\\d+\\.\\d+\\S*( AS build)?"));
  }

  @Test
  void publishesPortsOnLoopbackOnly() {
    for (String name : compose.serviceNames()) {
      assertThat(ComposeFile.list(compose.service(name), "ports"))
          .as(name)
          .hasSize(1)
          .allSatisfy(port -> assertThat((String) port).matches("127\\.0\\.0\\.1:\\d+:\\d+"));
      assertThat(compose.service(name)).as(name).doesNotContainKeys("network_mode", "privileged");
    }
  }

  @Test
  void tiesEveryServiceDown() {
    for (String name : compose.serviceNames()) {
      Map<String, Object> service = compose.service(name);
      assertThat(service)
          .as(name)
          .containsEntry("read_only", true)
          .containsEntry("cap_drop", List.of("ALL"))
          .containsEntry("security_opt", List.of("no-new-privileges:true"))
          .containsKeys("mem_limit", "pids_limit", "tmpfs", "logging")
          .doesNotContainKeys("cap_add", "devices", "pid", "ipc");
    }
  }

  @Test
  void runsEachAsTheUserOfItsImage() throws IOException {
    assertThat(compose.service("prometheus")).containsEntry("user", "65534:65534");
    assertThat(compose.service("alertmanager")).containsEntry("user", "65534:65534");
    assertThat(compose.service("grafana")).containsEntry("user", "472:0");
    assertThat(compose.service(DAEMON)).containsEntry("user", "10001:10001");
    assertThat(Files.readString(Path.of("Dockerfile")))
        .contains("USER 10001:10001")
        .contains("--owner=10001 --group=10001");
  }

  @Test
  void asksEachWhetherItIsWell() throws IOException {
    for (String name : compose.monitoringServices()) {
      String published = (String) ComposeFile.list(compose.service(name), "ports").get(0);
      String port = published.substring(published.lastIndexOf(':') + 1);
      Map<String, Object> check = ComposeFile.map(compose.service(name), "healthcheck");
      assertThat(check).as(name).containsKeys("interval", "timeout", "retries", "start_period");
      assertThat(String.join(" ", strings(check.get("test"))))
          .as(name)
          .contains("http://127.0.0.1:" + port + "/");
    }
    assertThat(Files.readString(Path.of("Dockerfile"))).contains("HEALTHCHECK ");
  }

  @Test
  void keepsDataInNamedVolumesAndOnlyThere() {
    assertThat(volumeTargets())
        .containsExactly(
            "alertmanager-data:/alertmanager",
            "exporter-state:/var/lib/voice-agent-exporter",
            "grafana-data:/var/lib/grafana",
            "prometheus-data:/prometheus");
  }

  /** Retention removes calls; nothing else of this machine may be written. */
  @Test
  void letsNobodyWriteToThisMachineButTheDaemonToTheCalls() {
    List<Map<String, Object>> writable =
        binds().stream().filter(bind -> !Boolean.TRUE.equals(bind.get("read_only"))).toList();

    assertThat(writable)
        .singleElement()
        .satisfies(
            calls ->
                assertThat(calls)
                    .containsEntry("source", "./monitoring/call_sessions")
                    .containsEntry("target", "/app/monitoring/call_sessions"));
    assertThat(ComposeFile.list(compose.service(DAEMON), "volumes")).containsAll(writable);
  }

  @Test
  void mountsWhatIsThere() {
    assertThat(binds())
        .extracting(bind -> (String) bind.get("source"))
        .contains(
            "./monitoring/prometheus",
            "./monitoring/alertmanager",
            "./monitoring/grafana/provisioning",
            "./monitoring/grafana/dashboards")
        .allSatisfy(source -> assertThat(Path.of(source)).exists());
  }

  @Test
  void mountsTheFilesItsOptionsName() {
    assertThat(Path.of("monitoring/prometheus/prometheus.yml")).exists();
    assertThat(Path.of("monitoring/alertmanager/alertmanager.yml")).exists();
    String home =
        (String)
            ComposeFile.map(compose.service("grafana"), "environment")
                .get("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH");
    assertThat(home).startsWith("/var/lib/grafana/dashboards/");
    assertThat(Path.of("monitoring/grafana/dashboards").resolve(Path.of(home).getFileName()))
        .exists();
  }

  @Test
  void limitsWhatIsKeptAndKeepsExemplars() {
    assertThat(ComposeFile.list(compose.service("prometheus"), "command"))
        .contains(
            "--storage.tsdb.retention.time=30d",
            "--storage.tsdb.retention.size=5GB",
            "--enable-feature=exemplar-storage",
            "--web.user-assets=/etc/prometheus/assets",
            "--web.external-url=http://localhost:9090");
    assertThat(ComposeFile.list(compose.service("alertmanager"), "command"))
        .contains(
            "--data.retention=120h",
            "--cluster.listen-address=",
            "--web.external-url=http://localhost:9093");
  }

  @Test
  void letsPrometheusReachTheHost() {
    assertThat(ComposeFile.list(compose.service("prometheus"), "extra_hosts"))
        .containsExactly("host.docker.internal:host-gateway");
  }

  @Test
  void keepsGrafanaToItself() {
    assertThat(ComposeFile.map(compose.service("grafana"), "environment"))
        .containsEntry("GF_EXPLORE_ENABLED", "false")
        .containsEntry("GF_USERS_ALLOW_SIGN_UP", "false")
        .containsEntry("GF_ANALYTICS_REPORTING_ENABLED", "false")
        .containsEntry("GF_ANALYTICS_CHECK_FOR_UPDATES", "false")
        .containsEntry("GF_PLUGINS_PREINSTALL_DISABLED", "true");
  }

  /** Else it would take the password it is born with, which everybody knows. */
  @Test
  void refusesToStartGrafanaWithoutAPassword() throws Exception {
    List<String> entry = strings(compose.service("grafana").get("entrypoint"));
    Path started = folder.resolve("run.sh");
    Files.writeString(started, "#!/bin/sh\necho started\n");
    assertThat(started.toFile().setExecutable(true)).isTrue();
    List<String> command = new ArrayList<>(entry.subList(0, 2));
    // Compose writes $$ for one $; the image's own start is stood in for.
    command.add(entry.get(2).replace("$$", "$").replace("/run.sh", started.toString()));
    String[] arguments = command.toArray(String[]::new);

    SetupRepository.Outcome without =
        SetupRepository.run(folder, Map.of("GF_SECURITY_ADMIN_PASSWORD", ""), arguments);
    SetupRepository.Outcome with =
        SetupRepository.run(folder, Map.of("GF_SECURITY_ADMIN_PASSWORD", "x"), arguments);

    assertThat(without.status()).isEqualTo(1);
    assertThat(without.output()).contains("GRAFANA_ADMIN_PASSWORD is not set");
    assertThat(with.status()).isZero();
    assertThat(with.output()).isEqualTo("started\n");
  }

  @Test
  void settingsAreExplainedAndWork() throws IOException {
    Set<String> taken = new TreeSet<>(compose.settings());
    for (String script : new String[] {"settings", "stack", "in_docker", "in_native"}) {
      taken.addAll(namesIn(Path.of("scripts/monitoring", script), "\\$\\(setting ([A-Z_]+)"));
    }
    taken.addAll(namesIn(Path.of("scripts/setup_monitoring"), "\\$\\(setting ([A-Z_]+)"));

    assertThat(namesIn(Path.of(".env.example"), "(?m)^#([A-Z_]+)=")).isEqualTo(taken);
  }

  private static Set<String> namesIn(Path file, String pattern) throws IOException {
    Set<String> names = new TreeSet<>();
    Pattern.compile(pattern)
        .matcher(Files.readString(file))
        .results()
        .forEach(found -> names.add(found.group(1)));
    return names;
  }

  private Set<String> volumeTargets() {
    Set<String> targets = new TreeSet<>();
    mounts().filter(String.class::isInstance).forEach(mount -> targets.add((String) mount));
    return targets;
  }

  private List<Map<String, Object>> binds() {
    return mounts()
        .filter(Map.class::isInstance)
        .map(mount -> ComposeFile.map(Map.of("mount", mount), "mount"))
        .toList();
  }

  private Stream<Object> mounts() {
    return compose.serviceNames().stream()
        .flatMap(name -> ComposeFile.list(compose.service(name), "volumes").stream());
  }

  private static List<String> strings(Object list) {
    return ((List<?>) list).stream().map(String::valueOf).toList();
  }
}
