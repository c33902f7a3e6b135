package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration of Prometheus, and the script that tells it where everything is. */
final class PrometheusTargetsTest {
  private static final Path SCRIPT = AlertRules.PROMETHEUS.resolve("make_targets").toAbsolutePath();

  @TempDir Path temp;

  @Test
  void withoutAWordEverythingIsOnThisHostAndOptionalPartsAreLeftOut() throws Exception {
    assertThat(make(Map.of()).status()).isZero();

    assertThat(written())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "exporter.yml", "- targets: ['127.0.0.1:15100']\n",
                "prometheus.yml", "- targets: ['127.0.0.1:9090']\n",
                "alertmanager.yml", "- targets: ['127.0.0.1:9093']\n"));
  }

  @Test
  void everyListComesFromTheEnvironmentAndAnEmptyOneRemovesItsFile() throws Exception {
    make(Map.of("ENGINE_TARGETS", "engine:1"));
    make(
        Map.of(
            "EXPORTER_TARGETS", "a:1,b.example.org:2  [::1]:3",
            "LOCAL_SERVER_TARGETS", "local_server:4",
            "PROMETHEUS_TARGETS", "",
            "ALERTMANAGER_TARGETS", ""));

    assertThat(written())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "exporter.yml", "- targets: ['a:1', 'b.example.org:2', '[::1]:3']\n",
                "local_server.yml", "- targets: ['local_server:4']\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-port", "host:", ":1", "http://host:1", "a'b:1", "a:1,*", "$(date):1"})
  void aMistakeIsSaidAndChangesNothing(String target) throws Exception {
    make(Map.of("EXPORTER_TARGETS", "a:1"));
    Map<String, String> before = written();

    AlertTool.Outcome outcome =
        make(Map.of("EXPORTER_TARGETS", "b:1", "ALERTMANAGER_TARGETS", target));

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.output()).startsWith("ALERTMANAGER_TARGETS: '");
    assertThat(written()).isEqualTo(before);
  }

  /** Prometheus runs as a user of its own, and often this script does not. */
  @Test
  void filesCanBeReadByEverybody() throws Exception {
    make(Map.of());

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(temp.resolve("targets/exporter.yml"))))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void promtoolFindsNothingWrongWithTheConfigurationAndItsTargets() throws Exception {
    Files.copy(AlertRules.PROMETHEUS.resolve("prometheus.yml"), temp.resolve("prometheus.yml"));
    Files.createSymbolicLink(
        temp.resolve("rules"), AlertRules.PROMETHEUS.resolve("rules").toAbsolutePath());
    make(Map.of("ENGINE_TARGETS", "engine:1", "LOCAL_SERVER_TARGETS", "local:1"));

    AlertTool.Outcome outcome =
        AlertTool.named("promtool")
            .run("check", "config", temp.resolve("prometheus.yml").toString());

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.output())
        .contains("prometheus.yml is valid", "rule files found")
        .doesNotContain("WARNING", "FAILED");
  }

  private AlertTool.Outcome make(Map<String, String> environment) throws Exception {
    return new AlertTool(SCRIPT, temp, environment).run(temp.resolve("targets").toString());
  }

  private Map<String, String> written() throws IOException {
    Map<String, String> files = new TreeMap<>();
    List<Path> all = AlertRules.files(temp.resolve("targets"), "");
    for (Path file : all) {
      files.put(file.getFileName().toString(), Files.readString(file));
    }
    return files;
  }
}
