package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A copy of the scripts and the configuration of the stack, in which tests may set up and delete.
 */
final class SetupRepository {
  private static final int PATIENCE_SECONDS = 180;

  private final Path folder;
  private final Path programs;
  private final Map<String, String> environment = new HashMap<>();

  /** What a command left: its exit status, and what it printed on both streams. */
  record Outcome(int status, String output) {}

  private SetupRepository(Path folder) {
    this.folder = folder;
    this.programs = folder.resolve("stand-ins");
  }

  static SetupRepository in(Path parent) throws IOException {
    assumeTrue(
        Files.exists(Path.of("monitoring/prometheus/prometheus.yml")),
        "monitoring/prometheus is not here, so the scripts around it were not run");
    SetupRepository copy = new SetupRepository(Files.createDirectories(parent.resolve("copy")));
    Files.createDirectories(copy.programs);
    for (String part : List.of("scripts", "monitoring", "tools/ide")) {
      copyTree(Path.of(part), copy.folder.resolve(part));
    }
    copy.deleteLeftovers();
    copy.set("PATH", copy.programs + File.pathSeparator + System.getenv("PATH"));
    return copy;
  }

  /** What somebody left in the repository he works in is not ours to copy. */
  private void deleteLeftovers() throws IOException {
    for (String generated : List.of("monitoring/call_sessions", "monitoring/config_snapshots")) {
      deleteTree(path(generated));
      Files.createDirectories(path(generated));
    }
    for (String generated : List.of("monitoring/native", "monitoring/state")) {
      deleteTree(path(generated));
    }
    try (Stream<Path> targets = Files.list(path("monitoring/prometheus/targets"))) {
      targets.filter(file -> file.toString().endsWith(".yml")).forEach(SetupRepository::delete);
    }
  }

  Path path(String relative) {
    return folder.resolve(relative);
  }

  /** A variable for all commands to come. */
  SetupRepository set(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** A program that is found before the one of the machine. */
  void standIn(String name, String... lines) throws IOException {
    Path program = programs.resolve(name);
    Files.writeString(program, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  /** A program that notes its arguments, one call a line, in {@link #calls}. */
  void recorder(String name) throws IOException {
    standIn(name, "printf '%s\\n' \"" + name + " $*\" >>'" + path("calls") + "'");
  }

  /** What the recorders noted. */
  List<String> calls() throws IOException {
    return Files.exists(path("calls")) ? Files.readAllLines(path("calls")) : List.of();
  }

  Outcome run(String... command) throws IOException, InterruptedException {
    return run(folder, environment, command);
  }

  static Outcome run(Path directory, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("stack", ".out");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
      // The build that runs the tests has settings of its own, which must not reach another make.
      builder
          .environment()
          .keySet()
          .removeIf(name -> name.startsWith("MAKE") || name.equals("MFLAGS"));
      builder.environment().putAll(environment);
      Process process =
          builder
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      String text = Files.readString(output);
      assertThat(ended).as("%s ended in time:%n%s", List.of(command), text).isTrue();
      return new Outcome(process.exitValue(), text);
    } finally {
      Files.delete(output);
    }
  }

  /** Every file with its content and rights, except below the folders named. */
  Map<String, String> contents(String... except) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = folder.relativize(file).toString();
        if (Stream.of(except).noneMatch(name::startsWith)) {
          String text = Files.isDirectory(file) ? "" : Files.readString(file);
          contents.put(name, Files.getPosixFilePermissions(file) + "\n" + text);
        }
      }
    }
    return contents;
  }

  /** The names of all files and folders. */
  Set<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> folder.relativize(file).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  static void deleteTree(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(SetupRepository::delete);
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
