package org.voiceagent.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;
import org.voiceagent.exporter.yaml.YamlFile;
import org.voiceagent.exporter.yaml.YamlNode;

final class ExporterConfigTest {
  private static final Path SHIPPED = Path.of("monitoring", "exporter.yml");
  private static final Path MISTAKES = Path.of("src", "test", "resources", "config");

  @Test
  void shippedFileSaysTheDefaults() {
    Problems problems = new Problems();
    ExporterConfig shipped = ExporterConfig.load(SHIPPED, problems);

    assertThat(problems.list()).isEmpty();
    assertThat(shipped.rules()).contains(Path.of("monitoring/rules"));
    ExporterConfig defaults = ExporterConfig.defaults();
    assertThat(defaults.rules()).isEmpty();
    assertThat(shipped).usingRecursiveComparison().ignoringFields("rules").isEqualTo(defaults);
  }

  @Test
  void everyKeyOfTheShippedFileIsExplainedInTheReference() throws IOException {
    String reference = Files.readString(Path.of("docs", "configuration.md"));
    Problems problems = new Problems();

    assertThat(leaves(YamlFile.read(SHIPPED, problems)))
        .isNotEmpty()
        .filteredOn(key -> !key.startsWith("thresholds.latency_ms."))
        .filteredOn(key -> !key.startsWith("thresholds.stt_p99_ms."))
        .allSatisfy(key -> assertThat(reference).contains("`" + key + "`"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void everyMistakeIsSaidWithFileLineAndKey(Path file) throws IOException {
    Problems problems = new Problems();
    ExporterConfig.load(file, problems);

    String said =
        problems.list().stream()
            .map(Problem::toString)
            .map(line -> line.replace(MISTAKES + "/", ""))
            .collect(Collectors.joining("\n", "", "\n"));
    Path expected = Path.of(file.toString().replace(".yml", ".txt"));
    assertThat(said).isEqualTo(Files.readString(expected));
  }

  @Test
  void missingFileIsAProblem() {
    Problems problems = new Problems();
    ExporterConfig.load(Path.of("no-such.yml"), problems);

    assertThat(problems.list())
        .extracting(Problem::toString)
        .containsExactly("no-such.yml: no such file");
  }

  @Test
  void onlyRulesAndThresholdsChangeWithoutARestart() {
    ExporterConfig running = ExporterConfig.defaults();
    Problems problems = new Problems();
    ExporterConfig next = ExporterConfig.load(MISTAKES.resolve("other-values.yml"), problems);

    assertThat(problems.list()).isEmpty();
    assertThat(running.needRestart(running)).isEmpty();
    assertThat(running.needRestart(next))
        .containsExactly(
            "sessions", "state", "listen", "sentiment", "intake", "limits", "series", "http");
    assertThat(next.intake().settle()).isEqualTo(Duration.ofSeconds(1));
    assertThat(next.thresholds().latencyLimitMs("local_hybrid")).isEqualTo(9000);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1:15100", "localhost:0", "[::1]:80", "0.0.0.0:65535"})
  void addressesAreReadAndWrittenAlike(String text) {
    assertThat(ListenAddress.parse(text).map(ListenAddress::toString)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", ":80", "::1:80", "a:65536", "a:b", "a b:1"})
  void whatIsNoAddressIsNotRead(String text) {
    assertThat(ListenAddress.parse(text)).isEqualTo(Optional.empty());
  }

  private static Stream<Path> mistakes() throws IOException {
    try (Stream<Path> files = Files.list(MISTAKES)) {
      return files
          .filter(file -> file.getFileName().toString().matches("invalid-.*\\.yml"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static Stream<String> leavesOf(YamlNode node) {
    return node.isMapping()
        ? node.entries().values().stream().flatMap(ExporterConfigTest::leavesOf)
        : Stream.of(node.path());
  }

  private static java.util.List<String> leaves(YamlNode root) {
    return leavesOf(root).toList();
  }
}
