package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.voiceagent.exporter.testing.Tools;

/** Runs promtool, amtool or a script of the stack, and says what came of it. */
record AlertTool(Path program, Path directory, Map<String, String> environment) {
  private static final int PATIENCE_SECONDS = 180;

  /** What a command left. */
  record Outcome(int status, String output) {}

  /** A program of the machine; the test is skipped where there is none. */
  static AlertTool named(String name) {
    return new AlertTool(Tools.require(name), Path.of("").toAbsolutePath(), Map.of());
  }

  AlertTool in(Path folder) {
    return new AlertTool(program, folder.toAbsolutePath(), environment);
  }

  AlertTool with(Map<String, String> variables) {
    return new AlertTool(program, directory, variables);
  }

  Outcome run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("tool", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      String text = Files.readString(output);
      assertThat(ended).as("ended in time: %s%n%s", command, text).isTrue();
      return new Outcome(process.exitValue(), text);
    } finally {
      Files.delete(output);
    }
  }
}
