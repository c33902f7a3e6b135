package org.voiceagent.exporter.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the project's scripts the way a person would, in the repository or in a copy of it. */
record Shell(Path directory, Map<String, String> environment) {

  private static final int PATIENCE_SECONDS = 60;

  /** What a command left: its exit status, and what it printed on both streams. */
  record Outcome(int status, String output) {}

  static Shell inRepository() {
    return new Shell(Path.of("").toAbsolutePath(), Map.of());
  }

  static void assumeInstalled(String tool) {
    boolean found =
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    assumeTrue(found, () -> "skipped: " + tool + " is not installed");
  }

  Shell with(Map<String, String> more) {
    return new Shell(directory, more);
  }

  /** Starts a command and returns at once; its output goes to the given file. */
  Process start(Path output, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(List.of(command)).directory(directory.toFile());
    // The Maven that runs the tests has settings of its own, which must not reach another make.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("MAKE") || name.equals("MFLAGS"));
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }

  Outcome run(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("shell", ".out");
    try {
      Process process = start(output, command);
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      String text = Files.readString(output, StandardCharsets.UTF_8);
      assertThat(ended).as("ended in time: %s%n%s", List.of(command), text).isTrue();
      return new Outcome(process.exitValue(), text);
    } finally {
      Files.delete(output);
    }
  }
}
