package org.voiceagent.exporter.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.testing.MarkdownPage;

/** What a newcomer copies from the README works. */
final class ReadmeTest {
  private static final Pattern WITHOUT_LINKS =
      Pattern.compile("CHANGELOG.md|bench/.*|docs/(decisions|regressions)/.*");

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
  @MethodSource("pages")
  void everyLinkLeadsToAFileAndAHeadingInIt(Path page) throws IOException {
    assertThat(MarkdownPage.read(page).deadLinks()).isEmpty();
  }

  @Test
  void readmeLinksToEveryPage() throws IOException {
    Set<String> linked =
        MarkdownPage.read(Path.of("README.md")).links().stream()
            .map(target -> target.replaceFirst("#.*", ""))
            .collect(Collectors.toSet());

    try (Stream<Path> pages = Files.list(Path.of("docs"))) {
      assertThat(linked)
          .containsAll(pages.map(Path::toString).filter(page -> page.endsWith(".md")).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void onlyPagesThatStandAloneHaveNoLink(Path page) throws IOException {
    assumeFalse(WITHOUT_LINKS.matcher(page.toString()).matches(), "stands alone");

    assertThat(MarkdownPage.read(page).links()).isNotEmpty();
  }

  @Test
  void decisionsAreNumberedWithoutAGap() throws IOException {
    List<Integer> numbers =
        MarkdownPage.below(Path.of("docs", "decisions")).stream()
            .map(page -> Integer.valueOf(page.getFileName().toString().substring(0, 4)))
            .toList();

    assertThat(numbers)
        .hasSizeGreaterThan(9)
        .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
  }

  /** Every page there is; a new one is looked at without being named here. */
  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(MarkdownPage.below(Path.of("docs")));
    pages.addAll(MarkdownPage.below(Path.of("bench")));
    pages.addAll(MarkdownPage.below(Path.of("integrations")));
    try (Stream<Path> files = Files.list(Path.of(""))) {
      files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
    }
    assertThat(pages).hasSizeGreaterThan(30);
    return pages;
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
