package org.voiceagent.exporter.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceagent.exporter.testing.CallSessions.complete;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.advice.rule.Severity;
import org.voiceagent.exporter.callmetrics.CallCatalog;
import org.voiceagent.exporter.callmetrics.CallMetrics;
import org.voiceagent.exporter.catalog.Catalog;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.Mapping;
import org.voiceagent.exporter.catalog.Scope;
import org.voiceagent.exporter.intake.RescanCause;
import org.voiceagent.exporter.page.Exposition.Format;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.telemetry.Telemetry;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.testing.Reports;
import org.voiceagent.exporter.testing.Tools;

/** What Prometheus' own tool says of us. */
final class PromtoolTest {
  @TempDir Path folder;

  @Test
  void hasNothingToSayOfThePage() throws Exception {
    Path promtool = Tools.require("promtool");
    Telemetry telemetry =
        Telemetry.create(CallMetrics.Limits.defaults(), () -> CallSessions.COMPLETED_AT);
    telemetry.self().buildInfo("0.1.0", "3f1c0de", "main", "17");
    telemetry.self().rescan(RescanCause.INTERVAL);
    CallReport report =
        Reports.of(complete("a"), Reports.recommendation("key", "field", Severity.INFO));
    telemetry.calls().count(telemetry.calls().entry(report, CallSessions.COMPLETED_AT), report);
    Path page = folder.resolve("page");
    Files.write(page, telemetry.page().render(Format.TEXT, Set.of(), false).bytes());
    assertThat(run(page, promtool.toString(), "check", "metrics")).isEqualTo("exit status 0\n");
  }

  @Test
  void canReadEveryQueryOfTheCatalog() throws Exception {
    Path promtool = Tools.require("promtool");
    StringBuilder rules = new StringBuilder("groups:\n  - name: catalog\n    rules:\n");
    List<Family.Query> queries = queries();
    for (int i = 0; i < queries.size(); i++) {
      rules.append("      - record: query_%d%n        expr: >-%n".formatted(i));
      queries.get(i).promql().lines().forEach(line -> rules.append("          " + line + "\n"));
    }
    Path file = folder.resolve("rules.yml");
    Files.writeString(file, rules);
    assertThat(run(file, promtool.toString(), "check", "rules", file.toString()))
        .contains("SUCCESS: " + queries.size() + " rules found")
        .endsWith("exit status 0\n");
  }

  private static List<Family.Query> queries() {
    Catalog<CallReport> catalog = CallCatalog.bundled();
    return Stream.concat(
            catalog.of(Scope.FLEET, Scope.RECENT).stream().map(Mapping::family),
            catalog.declared().stream())
        .flatMap(family -> family.queries().stream())
        .toList();
  }

  private String run(Path input, String... command) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("finished in time").isTrue();
    return Files.readString(output, StandardCharsets.UTF_8)
        + "exit status "
        + process.exitValue()
        + "\n";
  }
}
