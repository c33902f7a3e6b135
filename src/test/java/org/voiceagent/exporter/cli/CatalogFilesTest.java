package org.voiceagent.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.Tools;
import picocli.CommandLine;

/** What follows from the shipped catalogs, and what one more entry in one of them adds. */
final class CatalogFilesTest {
  private static final Path SHIPPED = Path.of("monitoring", "catalog");
  private static final Path SHIPPED_BOARDS = Path.of("monitoring", "grafana", "dashboards");

  /** Everything about one metric, in one entry. */
  private static final String ENTRY =
      """
            - name: llm_refused_total
              type: counter
              op: count
              help: Calls that the provider turned away.
              where: {/data/status: rate_limited}
              labels: {provider: {from: /data/provider, max: 20}}
              alert:
                name: LlmRefused
                severity: warning
                route: slack
                for: 5m
                expr: sum by (provider) (rate(llm_refused_total[5m])) > 1
                runbook: docs/runbooks.md#llmerrorrate
                summary: A provider turns calls away.
              panel:
                title: Refused calls
                kind: lines
                expr: sum by (provider) (rate(llm_refused_total[5m]))
                legend: "{{provider}}"
                description: Calls that a provider turned away because there were too many.
      """;

  private static final String EXAMPLE =
      """
            - in:
                event: llm.call
                ts: 2026-11-20T10:00:00Z
                data: {provider: acme, model: m, operation: chat, status: rate_limited}
              out: {'llm_refused_total{provider="acme"}': 1}
      """;

  @TempDir private Path folder;

  private record Run(int status, String text) {}

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine program = RootCommand.commandLine().setOut(new PrintWriter(out, true));
    return new Run(program.execute(arguments), out.toString());
  }

  @Test
  void shippedCatalogsHaveNoMistakeAndNothingIsOlderThanThey() {
    Run run = run("check", "catalog", SHIPPED.toString(), "--generated", ".");
    assertThat(run.text()).contains("no fault found").doesNotContain("is older");
    assertThat(run.status()).isZero();
  }

  @Test
  void oneEntryAddsAMetricItsDocumentationARuleAndAColumn() throws IOException {
    Path copy = copyOfShipped();
    Path root = Files.createDirectory(folder.resolve("root"));
    assertThat(run("check", "catalog", copy.toString(), "--generated", root.toString(), "--write"))
        .extracting(Run::status)
        .isEqualTo(0);
    addTheEntry(copy);

    Run stale = run("check", "catalog", copy.toString(), "--generated", root.toString());
    assertThat(stale.status()).isEqualTo(1);
    assertThat(stale.text())
        .contains("llm.md: is older", "llm.rules.yml: is older", "events_llm.columns: is older")
        .doesNotContain("learning");

    Run written =
        run("check", "catalog", copy.toString(), "--generated", root.toString(), "--write");
    assertThat(written.status()).isZero();
    assertThat(root.resolve("docs/catalogs/llm.md"))
        .content()
        .contains("| `llm_refused_total` | counter | `provider` 20 | Calls that the provider");
    assertThat(root.resolve("monitoring/prometheus/rules/llm.rules.yml"))
        .content()
        .contains("- alert: LlmRefused", "route: slack}");
    assertThat(root.resolve("monitoring/sql/events_llm.columns"))
        .content()
        .contains("llm.call\tevents_llm_call\tregion\tVARCHAR\t/data/region\tredact\n");
  }

  @Test
  void theSameEntryAddsAPanel() throws Exception {
    Path python = Tools.require("python3");
    assumeTrue(
        exitStatus(python.toString(), "-c", "import yaml") == 0
            || "true".equals(System.getenv("CI")),
        "python3-yaml is not installed, so this was not checked");
    Path copy = copyOfShipped();
    Path boards = folder.resolve("dashboards");
    String[] generate = {
      python.toString(),
      "tools/dashboards/generate",
      "--catalogs",
      copy.toString(),
      "--output",
      boards.toString()
    };
    assertThat(exitStatus(generate)).isZero();
    String before = Files.readString(boards.resolve("llm-cost.json"));
    assertThat(boards.resolve("learning.json"))
        .hasSameTextualContentAs(SHIPPED_BOARDS.resolve("learning.json"));
    addTheEntry(copy);

    assertThat(exitStatus(generate)).isZero();
    assertThat(before).doesNotContain("llm_refused_total");
    assertThat(boards.resolve("llm-cost.json"))
        .content()
        .contains("Refused calls", "Calls that a provider turned away because")
        .contains("sum by (provider) (rate(llm_refused_total{job=~");
  }

  private Path copyOfShipped() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("catalog"));
    for (String name : new String[] {"learning", "companion", "llm", "product"}) {
      Files.copy(SHIPPED.resolve(name + ".yml"), copy.resolve(name + ".yml"));
    }
    return copy;
  }

  private static void addTheEntry(Path copy) throws IOException {
    Path llm = copy.resolve("llm.yml");
    String text = Files.readString(llm);
    String more = after("    metrics:\n", ENTRY, after("    examples:\n", EXAMPLE, text));
    Files.writeString(
        llm,
        after("      properties:\n", "        region: {type: string, maxLength: 32}\n", more),
        StandardCharsets.UTF_8);
  }

  private static int exitStatus(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return process.waitFor();
  }

  private static String after(String line, String added, String text) {
    int at = text.indexOf(line) + line.length();
    return text.substring(0, at) + added + text.substring(at);
  }
}
