package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.Tools;

/** {@code mixin/}, which {@code tools/mixin/generate} writes. */
final class MixinTest {
  private static final Path MIXIN = Path.of("mixin");

  @TempDir private Path temp;

  @Test
  void whatIsCommittedIsWhatItWrites() throws Exception {
    assertThat(generate("--check")).isEmpty();
  }

  @Test
  void fileThatDiffersOrIsTooManyIsNamedAndPutRight() throws Exception {
    Path folder = temp.resolve("mixin");
    generate("--output", "" + folder);
    Files.writeString(folder.resolve("rules/alerts.yml"), "groups: []\n");
    Files.writeString(folder.resolve("rules/old.yml"), "groups: []\n");

    assertThat(generate("--check", "--output", "" + folder))
        .isEqualTo(
            """
            mixin/rules/alerts.yml differs: run make mixin
            mixin/rules/old.yml differs: run make mixin
            """);
    assertThat(generate("--output", "" + folder))
        .isEqualTo("mixin/rules/alerts.yml is written\nmixin/rules/old.yml is removed\n");
    assertThat(generate("--check", "--output", "" + folder)).isEmpty();
  }

  @Test
  void dashboardsCanBeImportedAndHaveNoNumbersOfAnotherGrafana() throws IOException {
    List<Path> boards = files("dashboards");
    assertThat(boards).hasSameSizeAs(list(DashboardFile.FOLDER));
    for (Path board : boards) {
      JsonNode read = new ObjectMapper().readTree(board.toFile());
      assertThat(read.has("id")).as("%s", board).isFalse();
      assertThat(read.path("uid").asText()).as("%s", board).isNotEmpty();
      assertThat(read.path("panels")).isNotEmpty();
      read.path("panels").forEach(panel -> assertThat(panel.has("id")).as("%s", board).isFalse());
    }
  }

  @Test
  void runbooksMayHaveAnotherAddress() throws Exception {
    Path folder = temp.resolve("mixin");
    generate("--output", "" + folder, "--runbooks", "https://wiki.example.org/x");

    assertThat(Files.readString(folder.resolve("rules/alerts.yml")))
        .contains("runbook_url: \"https://wiki.example.org/x#voiceagentexporterdown\"")
        .doesNotContain("externalURL");
  }

  private static List<Path> files(String folder) throws IOException {
    return list(MIXIN.resolve(folder));
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static String generate(String... arguments) throws Exception {
    List<String> command =
        Stream.concat(
                Stream.of("" + Tools.require("python3"), "tools/mixin/generate"),
                Stream.of(arguments))
            .toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
