package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.testing.Tools;

/** {@code make monitor-*}, with a Docker that only notes what it was asked for. */
final class MakeTargetsTest {
  private static final String COMPOSE = "docker compose --profile monitoring ";

  @TempDir private Path folder;
  private SetupRepository repository;

  @BeforeEach
  void copyRepository() throws IOException {
    Tools.require("make");
    repository =
        SetupRepository.in(folder)
            .set("MONITORING_MODE", "docker")
            .set("GRAFANA_ADMIN_PASSWORD", "x");
    repository.recorder("docker");
  }

  @Test
  void upStartsTheDaemonAndTheStackAndWaits() throws Exception {
    SetupRepository.Outcome outcome = make("monitor-up");

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(repository.calls())
        .containsSubsequence(
            COMPOSE
                + "up --detach --wait --wait-timeout 180 grafana prometheus alertmanager"
                + " voice-agent-exporter",
            COMPOSE + "kill --signal HUP prometheus alertmanager");
    assertThat(outcome.output()).contains("http://127.0.0.1:3000/", "http://127.0.0.1:15100/");
  }

  @Test
  void upWritesTheTargetsThatTheSettingsName() throws Exception {
    repository.set("ENGINE_TARGETS", "host.docker.internal:15000,voice.example.org:15000");

    assertThat(make("monitor-up").status()).isZero();

    assertThat(target("exporter")).contains("'voice-agent-exporter:15100'");
    assertThat(target("engine"))
        .contains("'host.docker.internal:15000'", "'voice.example.org:15000'");
    assertThat(target("alertmanager")).contains("'alertmanager:9093'");
    assertThat(repository.path("monitoring/prometheus/targets/local_server.yml")).doesNotExist();
  }

  @Test
  void upReadsSettingsFromTheFileButRunsNothingInIt() throws Exception {
    Files.writeString(
        repository.path(".env"),
        """
        # ENGINE_TARGETS=other:1
        ENGINE_TARGETS="a:1"
        LOCAL_SERVER_TARGETS='b:2' # the one with the fast card
        PROMETHEUS_URL=http://c/#d # behind the proxy
        GRAFANA_PORT=$(touch run)
        """);

    SetupRepository.Outcome outcome = make("monitor-up");

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains(" http://c/#d/\n");
    assertThat(target("engine")).contains("'a:1'");
    assertThat(target("local_server")).contains("'b:2'");
    assertThat(repository.path("run")).doesNotExist();
  }

  @Test
  void upLeavesADaemonThatRunsElsewhereAlone() throws Exception {
    repository.set("EXPORTER_TARGETS", "host.docker.internal:15100");

    assertThat(make("monitor-up").status()).isZero();

    assertThat(repository.calls())
        .contains(
            COMPOSE + "up --detach --wait --wait-timeout 180 grafana prometheus alertmanager");
    assertThat(target("exporter")).contains("'host.docker.internal:15100'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:15000", "localhost:15000", "a:1,127.0.0.1:15000"})
  void upRefusesTargetsThatWouldBeTheContainerItself(String targets) throws Exception {
    repository.set("ENGINE_TARGETS", targets);

    SetupRepository.Outcome outcome = make("monitor-up");

    assertThat(outcome.status()).isNotZero();
    assertThat(outcome.output()).contains("Write host.docker.internal instead");
    assertThat(repository.calls()).noneMatch(call -> call.contains(" up "));
  }

  @Test
  void upRefusesToStartWithoutAPassword() throws Exception {
    repository.set("GRAFANA_ADMIN_PASSWORD", "");

    SetupRepository.Outcome outcome = make("monitor-up");

    assertThat(outcome.status()).isNotZero();
    assertThat(outcome.output()).contains("GRAFANA_ADMIN_PASSWORD is not set");
    assertThat(repository.calls()).noneMatch(call -> call.contains(" up "));
  }

  @Test
  void upLetsContainersReadTheConfigurationButNotTheSecrets() throws Exception {
    Path rules = repository.path("monitoring/rules/hidden.yml");
    Path secret = repository.path("monitoring/alertmanager/secrets/slack_webhook_url");
    Files.createDirectories(secret.getParent());
    for (Path file : List.of(rules, secret)) {
      Files.writeString(file, "");
      assertThat(repository.run("chmod", "600", file.toString()).status()).isZero();
    }

    assertThat(make("monitor-up").output())
        .contains("hidden.yml: containers must be able to read it");

    assertThat(Files.getPosixFilePermissions(rules))
        .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(Files.getPosixFilePermissions(secret))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @ParameterizedTest
  @CsvSource({
    "compose version, has no \"compose\"",
    "info, Docker does not answer",
  })
  void upSaysWhatIsMissing(String failing, String said) throws Exception {
    repository.standIn("docker", "[ \"$*\" != '" + failing + "' ]");

    SetupRepository.Outcome outcome = make("monitor-up");

    assertThat(outcome.status()).isNotZero();
    assertThat(outcome.output()).contains(said);
  }

  /** {@code docker compose --profile monitoring down} would stop the daemon, too. */
  @Test
  void downStopsTheStackAndNothingElse() throws Exception {
    assertThat(make("monitor-down").status()).isZero();

    assertThat(repository.calls())
        .containsExactly(COMPOSE + "rm --stop --force grafana prometheus alertmanager");
  }

  @Test
  void downStopsTheDaemonWhenAllIsSaid() throws Exception {
    assertThat(make("monitor-down", "ALL=1").status()).isZero();

    assertThat(repository.calls())
        .contains(COMPOSE + "rm --stop --force voice-agent-exporter")
        .noneMatch(call -> call.contains(" down") || call.contains("volume"));
  }

  @Test
  void theScriptsKnowTheServicesAndVolumesOfTheComposeFile() throws IOException {
    ComposeFile compose = ComposeFile.ofRepository();
    String script = Files.readString(Path.of("scripts/monitoring/in_docker"));

    assertThat(words(script, "services")).isEqualTo(compose.monitoringServices());
    Set<String> volumes = new TreeSet<>(compose.volumeNames());
    volumes.remove("voice-agent-exporter-state");
    assertThat(words(script, "volumes")).isEqualTo(volumes);
  }

  @Test
  void statusAndLogsAskCompose() throws Exception {
    assertThat(make("monitor-status").status()).isZero();
    assertThat(make("monitor-logs").status()).isZero();

    assertThat(repository.calls())
        .containsExactly(
            COMPOSE + "ps --all",
            COMPOSE + "logs --follow --tail 100 grafana prometheus alertmanager");
  }

  @Test
  void updateFetchesAndBuildsAndStarts() throws Exception {
    assertThat(make("monitor-update").status()).isZero();

    assertThat(repository.calls())
        .containsSubsequence(
            COMPOSE + "pull grafana prometheus alertmanager",
            COMPOSE + "build --pull voice-agent-exporter")
        .anyMatch(call -> call.startsWith(COMPOSE + "up --detach"));
  }

  @Test
  void openNamesThePages() throws Exception {
    repository.set("GRAFANA_URL", "https://voice.example.org/grafana");

    assertThat(make("monitor-open").output())
        .contains("https://voice.example.org/grafana/", "http://127.0.0.1:9090/");
    assertThat(repository.calls()).isEmpty();
  }

  @Test
  void refusesAModeThatIsNone() throws Exception {
    SetupRepository.Outcome outcome = make("monitor-up", "MODE=podman");

    assertThat(outcome.status()).isNotZero();
    assertThat(outcome.output()).contains("MONITORING_MODE is 'podman'");
  }

  @Test
  void cleanAsksTheDaemonToPurgeAndDeletesOldSnapshotsButTheNewest() throws Exception {
    Path oldCall = call("old", Duration.ofDays(31), "metrics.json");
    Path oldSnapshot = snapshot("ai-agent-20250101T000000Z.yaml");
    Path newestSnapshot = snapshot("ai-agent-20250102T000000Z.yaml");
    String purge =
        COMPOSE + "exec --no-TTY voice-agent-exporter /usr/bin/voice-agent-exporter purge ";
    String folders =
        "--config monitoring/exporter.yml --sessions /app/monitoring/call_sessions"
            + " --state /var/lib/voice-agent-exporter";
    try (SetupAnswers daemon = new SetupAnswers(Map.of("/-/ready", "ready"))) {
      repository.set("EXPORTER_URL", daemon.url());

      assertThat(make("monitor-clean", "DRY_RUN=1").status()).isZero();
      assertThat(oldSnapshot).exists();
      assertThat(make("monitor-clean").status()).isZero();
    }

    assertThat(repository.calls()).containsExactly(purge + "--dry-run " + folders, purge + folders);
    assertThat(oldCall).as("only the daemon knows whether it may go").exists();
    assertThat(oldSnapshot).doesNotExist();
    assertThat(newestSnapshot).exists();
  }

  @Test
  void cleanLeavesCallsWhereNoDaemonHasCountedThem() throws Exception {
    Path call = call("old", Duration.ofDays(31), "metrics.json");
    // Nobody listens on port 1.
    repository.set("EXPORTER_URL", "http://127.0.0.1:1");

    assertThat(make("monitor-clean").output()).contains("no call was deleted");
    assertThat(call).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "1.5"})
  void cleanRefusesAnAgeThatIsNone(String days) throws Exception {
    SetupRepository.Outcome outcome = make("monitor-clean", "CLEAN_DAYS=" + days);

    assertThat(outcome.status()).isNotZero();
    assertThat(outcome.output()).contains("CLEAN_DAYS is '" + days + "'");
  }

  @Test
  void theSameIsDoneOnAnotherMachine() throws Exception {
    repository.recorder("ssh");

    assertThat(remotely("monitor-up", "HOST=anna@voice", "MODE=native").status()).isZero();
    assertThat(remotely("monitor-tunnel", "HOST=anna@voice", "GRAFANA_PORT=3001").status())
        .isZero();

    assertThat(repository.calls())
        .containsExactly(
            "ssh -t anna@voice cd \"voice-agent-exporter\" && make monitor-up MODE=native",
            "ssh -N -L 3001:127.0.0.1:3001 -L 9090:127.0.0.1:9090 -L 9093:127.0.0.1:9093"
                + " -L 15100:127.0.0.1:15100 anna@voice");
  }

  @Test
  void anotherMachineHasToBeNamed() throws Exception {
    repository.recorder("ssh");

    SetupRepository.Outcome outcome = remotely("monitor-up");

    assertThat(outcome.status()).isNotZero();
    assertThat(outcome.output()).contains("HOST is missing");
    assertThat(repository.calls()).isEmpty();
  }

  private SetupRepository.Outcome make(String... words) throws Exception {
    return makeWith("monitoring/stack.mk", words);
  }

  private SetupRepository.Outcome remotely(String... words) throws Exception {
    return makeWith("tools/ide/Makefile.ide", words);
  }

  private SetupRepository.Outcome makeWith(String file, String... words) throws Exception {
    String[] command = Arrays.copyOf(new String[] {"make", "-f", file}, 3 + words.length);
    System.arraycopy(words, 0, command, 3, words.length);
    return repository.run(command);
  }

  private String target(String name) throws IOException {
    return Files.readString(repository.path("monitoring/prometheus/targets/" + name + ".yml"));
  }

  private Path call(String id, Duration age, String file) throws IOException {
    Path call = Files.createDirectories(repository.path("monitoring/call_sessions/" + id));
    makeOld(Files.writeString(call.resolve(file), "{}"), age);
    return call;
  }

  private Path snapshot(String name) throws IOException {
    Path file = repository.path("monitoring/config_snapshots/" + name);
    makeOld(Files.writeString(file, "a: 1\n"), Duration.ofDays(400));
    return file;
  }

  private static void makeOld(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  private static Set<String> words(String script, String variable) {
    Matcher list = Pattern.compile("(?m)^" + variable + "='([^']*)'").matcher(script);
    assertThat(list.find()).isTrue();
    return new TreeSet<>(List.of(list.group(1).split(" ", -1)));
  }
}
