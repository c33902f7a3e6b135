package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.Tools;

/** {@code tools/dashboards/generate}, on a copy of what it reads and writes. */
final class DashboardGeneratorTest {
  private static final Path DOCS = Path.of("docs", "recommendations.md");

  @TempDir private Path copy;
  private Path python;

  @BeforeEach
  void copyWhatItNeeds() throws Exception {
    python = Tools.require("python3");
    Process yaml = new ProcessBuilder(python.toString(), "-c", "import yaml").start();
    assumeTrue(
        yaml.waitFor() == 0 || "true".equals(System.getenv("CI")),
        "python3-yaml is not installed, so this was not checked");
    copyTree(Path.of("tools", "dashboards"));
    copyTree(DashboardFile.FOLDER);
    copyTree(DOCS);
    copyTree(ShippedCatalog.FOLDER);
  }

  @Test
  void whatIsCommittedIsWhatItWrites() throws Exception {
    assertThat(generate("--check")).isEqualTo("exit status 0\n");
  }

  @Test
  void aDashboardThatWasEditedByHandIsNamedAndPutRight() throws Exception {
    Path file = copy.resolve(DashboardFile.FOLDER).resolve("exporter-health.json");
    Files.writeString(file, Files.readString(file).replace("now-3h", "now-4h"));
    assertThat(generate("--check"))
        .isEqualTo("exporter-health.json differs: run tools/dashboards/generate\nexit status 1\n");
    assertThat(generate()).isEqualTo("exporter-health.json is written\nexit status 0\n");
    assertThat(generate("--check")).isEqualTo("exit status 0\n");
  }

  @Test
  void aRuleThatChangesInTheDocumentationChangesItsExplanation() throws Exception {
    Path docs = copy.resolve(DOCS);
    Files.writeString(docs, Files.readString(docs).replace("Choppy speech", "Broken speech"));
    assertThat(generate("--check")).startsWith("recommendation-feed.json differs");
  }

  /** One entry in a catalog is all that a new panel needs. */
  @Test
  void aPanelThatIsAddedToACatalogIsAddedToItsDashboard() throws Exception {
    Path catalog = copy.resolve(ShippedCatalog.FOLDER).resolve("learning.yml");
    Files.writeString(
        catalog,
        Files.readString(catalog)
            + "  - {title: Runs, row: Agents, kind: lines, legend: '{{type}}',"
            + " expr: 'sum by (type) (training_runs_total)', description: How many there are.}\n");

    assertThat(generate()).isEqualTo("learning.json is written\nexit status 0\n");
    assertThat(Files.readString(copy.resolve(DashboardFile.FOLDER).resolve("learning.json")))
        .contains(
            "sum by (type) (training_runs_total{job=~\\\"$job\\\",instance=~\\\"$instance\\\"})");
  }

  private String generate(String... arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile(copy, "output", ".txt");
    String script = copy.resolve("tools/dashboards/generate").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
                Stream.concat(Stream.of(python.toString(), script), Stream.of(arguments)).toList())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(Map.of("PYTHONIOENCODING", "utf-8"));
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("finished in time").isTrue();
    return Files.readString(output) + "exit status " + process.exitValue() + "\n";
  }

  private void copyTree(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).filter(this::isSource).toList()) {
        Path to = copy.resolve(file);
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
  }

  private boolean isSource(Path file) {
    return !file.toString().contains("node_modules");
  }
}
