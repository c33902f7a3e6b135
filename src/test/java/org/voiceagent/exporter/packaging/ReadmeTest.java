package org.voiceagent.exporter.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;

/** What a newcomer copies from the README works. */
final class ReadmeTest {
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");

  @TempDir Path temp;

  @Test
  void firstLinesAreTheTwoCommands() throws IOException {
    List<String> commands =
        Files.readAllLines(Path.of("README.md")).stream()
            .filter(line -> line.startsWith("    "))
            .limit(2)
            .map(line -> line.strip().replaceAll("\\s+#.*", ""))
            .toList();

    assertThat(commands).containsExactly("make run", "make test");
  }

  @Test
  void pythonWriterLeavesACallThatIsRead() throws Exception {
    assumeTrue(Tool.isThere("python3"), "python3 is not installed");

    assertThat(read("python3", block("python"), "demo-1")).isInstanceOf(Reading.Complete.class);
  }

  @Test
  void shellWriterLeavesACallThatIsRead() throws Exception {
    assertThat(read("sh", block("sh"), "demo-2")).isInstanceOf(Reading.Complete.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "docs/Architecture.md",
        "docs/configuration.md",
        "docs/http-api.md",
        "docs/installation.md",
        "docs/metrics.md",
        "docs/monitoring.md",
        "docs/runbooks.md",
        "docs/recommendations.md"
      })
  void everyLinkLeadsSomewhere(String page) throws IOException {
    Path folder = Path.of(page).toAbsolutePath().getParent();
    Matcher link = LINK.matcher(Files.readString(Path.of(page)));
    while (link.find()) {
      assertThat(folder.resolve(link.group(1))).exists();
    }
  }

  private Reading read(String interpreter, String script, String id) throws Exception {
    Path file = Files.writeString(temp.resolve("script"), script);
    Process process =
        new ProcessBuilder(interpreter, file.toString())
            .directory(temp.toFile())
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
    SessionReader reader = new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF);
    return reader.read(temp.resolve("monitoring/call_sessions").resolve(id));
  }

  private static String block(String language) throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int from = readme.indexOf("```" + language + "\n") + language.length() + 4;
    return readme.substring(from, readme.indexOf("```", from));
  }

  /** Programs a machine may lack. */
  private static final class Tool {
    static boolean isThere(String name) {
      return Pattern.compile(java.io.File.pathSeparator)
          .splitAsStream(System.getenv("PATH"))
          .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
  }
}
