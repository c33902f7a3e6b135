package org.voiceagent.exporter.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;

/** Each {@code rules/invalid-*.yml} has its exact messages in a text file beside it. */
final class RuleMistakesTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "rules");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  static Stream<String> mistakes() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yml"))
          .map(name -> name.substring(0, name.length() - ".yml".length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void isReportedWithFileLineKeyAndReason(String mistake, @TempDir Path folder) throws IOException {
    Files.copy(FOLDER.resolve(mistake + ".yml"), folder.resolve("own.yml"));
    Problems problems = new Problems();
    RuleBook.load(folder, problems);
    String messages =
        problems.list().stream()
            .map(Problem::toString)
            .map(message -> message.replace(folder + "/", "") + "\n")
            .collect(Collectors.joining());
    Path expected = FOLDER.resolve(mistake + ".txt");
    if (UPDATE) {
      Files.writeString(expected, messages);
    }
    assertThat(messages).isNotEmpty().isEqualTo(Files.readString(expected));
  }

  @Test
  void aFolderThatIsNotThereIsAMistake(@TempDir Path folder) {
    Problems problems = new Problems();
    Path gone = folder.resolve("gone");
    RuleBook.load(gone, problems);
    assertThat(problems.list())
        .extracting(Problem::toString)
        .containsExactly(gone + ": there is no such folder of rules");
  }
}
