package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.Tools;

/** {@code docs/monitoring.md} says what the scripts do. */
final class SetupPageTest {
  @TempDir private Path folder;
  private String page;

  @BeforeEach
  void read() throws IOException {
    page = Files.readString(Path.of("docs/monitoring.md"));
  }

  @Test
  void namesEveryTargetOfMakeAndNoOther() throws IOException {
    Set<String> targets =
        found("(?m)^(monitor-[a-z]+|setup):", Files.readString(Path.of("monitoring/stack.mk")));

    assertThat(targets).hasSize(8);
    assertThat(found("\\bmake (monitor-[a-z]+|setup)\\b", page)).isEqualTo(targets);
  }

  @Test
  void namesOnlySettingsThatThereAre() throws IOException {
    Set<String> known = found("(?m)^#([A-Z_]+)=", Files.readString(Path.of(".env.example")));
    known.addAll(
        List.of("DRY_RUN", "ALL", "HOST", "MODE", "PROMETHEUS_TARGETS", "ALERTMANAGER_TARGETS"));

    assertThat(known).containsAll(found("\\b([A-Z]+(?:_[A-Z]+)*)=", page));
  }

  @Test
  void itsConfigurationsOfPrometheusAreValid() throws Exception {
    Tools.require("promtool");
    Set<String> examples = found("(?s)```yaml\n(.*?)```", page);
    assertThat(examples).hasSize(2);

    for (String example : examples) {
      Path file = Files.writeString(folder.resolve("prometheus.yml"), example);
      SetupRepository.Outcome outcome =
          SetupRepository.run(folder, Map.of(), "promtool", "check", "config", file.toString());
      assertThat(outcome.status()).as(outcome.output()).isZero();
    }
  }

  @Test
  void saysThatTheStackIsOptional() {
    assertThat(page).contains("Optional stack: safe to disable when not needed");
  }

  private static Set<String> found(String pattern, String text) {
    Set<String> found = new TreeSet<>();
    Pattern.compile(pattern).matcher(text).results().forEach(hit -> found.add(hit.group(1)));
    return found;
  }
}
