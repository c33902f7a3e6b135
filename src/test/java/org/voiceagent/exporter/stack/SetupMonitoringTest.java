package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.Tools;

/** {@code scripts/setup_monitoring} with a Docker that only notes what it was asked for. */
final class SetupMonitoringTest {
  private static final String COUNTED =
      "ai_agent_calls_total{pipeline_name=\"setup_check\",provider_id=\"setup_check\"} 1.0\n";
  private static final String SHOWN = "{\"data\":{\"result\":[{\"value\":[1,\"1\"]}]}}";

  @TempDir private Path folder;
  private SetupRepository repository;
  private SetupAnswers answers;
  private Path env;

  @BeforeEach
  void copyRepository() throws IOException {
    repository = SetupRepository.in(folder);
    repository.recorder("docker");
    answers = answering(Map.of("/metrics", COUNTED, "/api/v1/query", SHOWN));
    env = repository.path(".env");
  }

  @AfterEach
  void stopAnswering() {
    if (answers != null) {
      answers.close();
    }
  }

  @Test
  void makesAPasswordThatOnlyItsOwnerReads() throws Exception {
    SetupRepository.Outcome outcome = setUp();

    assertThat(Files.getPosixFilePermissions(env))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.readString(env))
        .containsPattern("(?m)^GRAFANA_ADMIN_PASSWORD='[A-Za-z0-9]{24}'$");
    assertThat(outcome.output()).doesNotContain(password());
    assertThat(repository.calls()).anyMatch(call -> call.contains(" up --detach --wait"));
    assertThat(outcome.output())
        .contains("http://127.0.0.1:3000/", "Prometheus shows it    yes", answers.url() + "/");
  }

  @Test
  void makesAnotherPasswordForAnotherInstallation() throws Exception {
    setUp();
    String first = password();
    Files.delete(env);
    setUp();

    assertThat(password()).isNotEqualTo(first);
  }

  @Test
  void aSecondRunChangesNothing() throws Exception {
    setUp();
    Map<String, String> before = repository.contents("calls");
    SetupRepository.Outcome second = setUp();

    assertThat(repository.contents("calls")).isEqualTo(before);
    assertThat(second.output()).contains(".env has every entry");
  }

  @Test
  void addsOnlyWhatIsMissingToTheFileThatIsThere() throws Exception {
    String own = "# mine\nGRAFANA_ADMIN_PASSWORD='kept one'\nOTHER=\"a b\" # no end of line";
    Files.writeString(env, own);

    setUp();

    assertThat(Files.readString(env))
        .startsWith(own + "\n# >>> ")
        .contains("MONITORING_MODE='docker'")
        .containsOnlyOnce("GRAFANA_ADMIN_PASSWORD");
    assertThat(Files.getPosixFilePermissions(env))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void takesThePasswordOfTheEnvironment() throws Exception {
    repository.set("GRAFANA_ADMIN_PASSWORD", "of the environment");

    setUp();

    assertThat(Files.readString(env)).contains("GRAFANA_ADMIN_PASSWORD='of the environment'\n");
  }

  @Test
  void sendsAlertsToNobodyUntilThereIsSomewhereToSendThem() throws Exception {
    setUp();
    assertThat(Files.readString(env)).contains("ALERTMANAGER_CONFIG='quiet.yml'");

    Files.delete(env);
    Path secret = repository.path("monitoring/alertmanager/secrets/slack_webhook_url");
    Files.createDirectories(secret.getParent());
    Files.writeString(secret, "https://hooks.example.org/1");
    setUp();

    assertThat(Files.readString(env)).doesNotContain("ALERTMANAGER_CONFIG");
  }

  @Test
  void keepsEachStateOfTheEngineConfigurationOnce() throws Exception {
    Path config = repository.path("config/ai-agent.yaml");
    Files.createDirectories(config.getParent());
    Files.writeString(config, "a: 1\n");
    clockSays("20260101T000000Z");
    setUp();
    clockSays("20260102T000000Z");
    setUp();
    Files.writeString(config, "a: 2\n");
    clockSays("20260103T000000Z");
    setUp();

    assertThat(snapshots())
        .containsExactly("ai-agent-20260101T000000Z.yaml", "ai-agent-20260103T000000Z.yaml");
    Path newest = repository.path("monitoring/config_snapshots/ai-agent-20260103T000000Z.yaml");
    assertThat(newest).hasContent("a: 2\n");
    assertThat(Files.getPosixFilePermissions(newest))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void removeUndoesWhatSetupDid() throws Exception {
    Path config = repository.path("config/ai-agent.yaml");
    Files.createDirectories(config.getParent());
    Files.writeString(config, "a: 1\n");
    Files.writeString(env, "OWN=1\n");
    repository.run("chmod", "600", env.toString());
    Map<String, String> before = repository.contents("calls");

    setUp();
    assertThat(snapshots()).hasSize(1);
    SetupRepository.Outcome outcome = setUp("--remove");

    assertThat(outcome.output()).endsWith("Removed.\n");
    assertThat(repository.contents("calls")).isEqualTo(before);
    assertThat(repository.calls())
        .contains(
            "docker volume rm --force voice-agent-exporter-grafana"
                + " voice-agent-exporter-prometheus voice-agent-exporter-alertmanager")
        .noneMatch(call -> call.contains(" down") || call.contains("rm --stop --force voice"));
  }

  @Test
  void removeDeletesTheFileThatHeldNothingElse() throws Exception {
    Set<String> before = repository.names();
    setUp();
    setUp("--remove");

    assertThat(namesButCalls()).isEqualTo(before);
  }

  @Test
  void removeTouchesNothingWhereItsMarksWereEdited() throws Exception {
    setUp();
    String edited = Files.readString(env).replace("# <<< scripts/setup_monitoring\n", "MINE=1\n");
    Files.writeString(env, edited);
    int calls = repository.calls().size();

    SetupRepository.Outcome outcome =
        repository.run("scripts/setup_monitoring", "--yes", "--remove");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.output()).contains("remove its entries by hand");
    assertThat(env).hasContent(edited);
    assertThat(repository.calls()).hasSize(calls);
  }

  @Test
  void asksNobodyWhereThereIsNoTerminal() throws Exception {
    Set<String> before = repository.names();

    for (String option : new String[] {"--mode=", "--remove"}) {
      SetupRepository.Outcome outcome = repository.run("scripts/setup_monitoring", option);

      assertThat(outcome.status()).isEqualTo(2);
      assertThat(outcome.output()).contains("There is no terminal for questions");
    }
    assertThat(namesButCalls()).isEqualTo(before);
  }

  @Test
  void asksAtATerminalAndOpensTheDashboards() throws Exception {
    repository.recorder("xdg-open");

    SetupRepository.Outcome outcome = atTerminal("docker\\nmy $secret \"x\"\\n", "");

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains("Run it in containers", "Password for Grafana");
    assertThat(Files.readString(env)).contains("GRAFANA_ADMIN_PASSWORD='my $secret \"x\"'\n");
    assertThat(repository.calls()).contains("xdg-open http://127.0.0.1:3000/");
  }

  @Test
  void proposesWhatTheMachineHas() throws Exception {
    repository.standIn("prometheus", "exit 0");
    assertThat(atTerminal("podman\\n", "").output()).contains("(native)? [docker]");

    repository.standIn("docker", "exit 1");
    SetupRepository.Outcome outcome = atTerminal("podman\\n", "");
    assertThat(outcome.output()).contains("(native)? [native]", "The mode is 'podman'");
    assertThat(outcome.status()).isEqualTo(2);
  }

  @Test
  void takesNoPasswordThatTheFileCouldNotHold() throws Exception {
    SetupRepository.Outcome outcome = atTerminal("docker\\nit\\047s mine\\n", "");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.output()).contains("The password must not contain");
    assertThat(env).doesNotExist();
  }

  @Test
  void removesOnlyWhenItIsMeant() throws Exception {
    setUp();
    Map<String, String> before = repository.contents("calls");

    SetupRepository.Outcome outcome = atTerminal("\\n", "--remove");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.output()).contains("Nothing was changed.");
    assertThat(repository.contents("calls")).isEqualTo(before);
    assertThat(atTerminal("yes\\n", "--remove").status()).isZero();
    assertThat(env).doesNotExist();
  }

  @Test
  void hasWordsForOtherSystems() throws Exception {
    repository.standIn("uname", "echo MINGW64_NT-10.0");
    SetupRepository.Outcome windows = repository.run("scripts/setup_monitoring", "--yes");
    assertThat(windows.status()).isEqualTo(2);
    assertThat(windows.output()).contains("WSL 2");
    assertThat(env).doesNotExist();

    repository.standIn("uname", "echo Darwin");
    assertThat(setUp().output()).contains("This is macOS");
  }

  @Test
  void saysWhereACallGotLost() throws Exception {
    timeFlies();

    try (SetupAnswers blind = answering(Map.of("/metrics", "\n"))) {
      SetupRepository.Outcome outcome = trySetUp();
      assertThat(outcome.status()).isEqualTo(2);
      assertThat(outcome.output())
          .contains("The daemon on " + blind.url() + " does not see calls in ");
    }
    try (SetupAnswers apart =
        answering(Map.of("/metrics", COUNTED, "/api/v1/query", "{\"data\":{\"result\":[]}}"))) {
      SetupRepository.Outcome outcome = trySetUp();
      assertThat(outcome.status()).isEqualTo(2);
      assertThat(outcome.output()).contains(apart.url() + "/api/v1/targets for the reason");
    }
  }

  @Test
  void refusesWhatItDoesNotKnow() throws Exception {
    for (String[] words : new String[][] {{"--yess"}, {"--mode"}, {"--yes", "--mode", "podman"}}) {
      String[] command =
          Stream.concat(Stream.of("scripts/setup_monitoring"), Stream.of(words))
              .toArray(String[]::new);
      assertThat(repository.run(command).status()).as("%s", List.of(words)).isEqualTo(2);
    }
    assertThat(repository.run("scripts/setup_monitoring", "--help").output())
        .startsWith("Sets up the optional monitoring stack")
        .contains("--remove");
    assertThat(env).doesNotExist();
  }

  @Test
  void shellcheckHasNothingToSay() throws Exception {
    Tools.require("shellcheck");

    SetupRepository.Outcome outcome =
        repository.run(
            "sh",
            "-c",
            "shellcheck scripts/setup_monitoring $(grep -l '^#!' scripts/monitoring/*)");

    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.status()).isZero();
  }

  private SetupAnswers answering(Map<String, String> texts) throws IOException {
    SetupAnswers started = new SetupAnswers(texts);
    repository
        .set("EXPORTER_URL", started.url())
        .set("PROMETHEUS_PORT", String.valueOf(started.port()));
    return started;
  }

  private SetupRepository.Outcome setUp(String... more) throws Exception {
    SetupRepository.Outcome outcome = trySetUp(more);
    assertThat(outcome.status()).as(outcome.output()).isZero();
    return outcome;
  }

  private SetupRepository.Outcome trySetUp(String... more) throws Exception {
    String[] command =
        Stream.concat(
                Stream.of("scripts/setup_monitoring", "--yes", "--mode", "docker"), Stream.of(more))
            .toArray(String[]::new);
    return repository.run(command);
  }

  /** Runs it at a terminal of its own, with the answers typed ahead. */
  private SetupRepository.Outcome atTerminal(String answers, String option) throws Exception {
    Tools.require("script");
    String command = "scripts/setup_monitoring " + option;
    return repository.run(
        "sh", "-c", "printf '" + answers + "' | script -qec '" + command + "' /dev/null");
  }

  private String password() throws IOException {
    return Files.readString(env).replaceAll("(?s).*GRAFANA_ADMIN_PASSWORD='([^']*)'.*", "$1");
  }

  /** All files but the one in which the stand-ins note their calls. */
  private Set<String> namesButCalls() throws IOException {
    Set<String> names = repository.names();
    names.remove("calls");
    return names;
  }

  private List<String> snapshots() throws IOException {
    try (Stream<Path> files = Files.list(repository.path("monitoring/config_snapshots"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void clockSays(String time) throws IOException {
    repository.standIn(
        "date", "case $* in *%Y%m%dT*) echo " + time + " ;; *) exec /bin/date \"$@\" ;; esac");
  }

  /** Each look at the clock finds it a minute on, so that waiting ends at once. */
  private void timeFlies() throws IOException {
    Path clock = repository.path("clock");
    Files.writeString(clock, "0");
    repository.standIn(
        "date", "now=$(($(cat '" + clock + "') + 60))", "echo $now >'" + clock + "'", "echo $now");
  }
}
