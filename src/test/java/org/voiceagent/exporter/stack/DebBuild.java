package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Packs the program that is being tested, as {@code make deb} and {@code make tarball} do. */
final class DebBuild {
  static final String NAME = "voice-agent-exporter";
  static final long COMMITTED_AT = 1_700_000_000;

  private final Path folder;
  private final Path layout;

  /** What a command left: its exit status, and what it printed on both streams. */
  record Outcome(int status, String output) {}

  /**
   * @param folder gets the program and the packages
   */
  DebBuild(Path folder) throws IOException {
    this.folder = folder;
    this.layout = folder.resolve("layout");
    packProgram();
    Files.writeString(materials(), "{\"bomFormat\":\"CycloneDX\"}");
  }

  /** Builds a package and returns where it is. */
  Path pack(String kind, Map<String, String> settings) throws IOException, InterruptedException {
    Path out = Files.createTempDirectory(folder, kind);
    Map<String, String> environment = new TreeMap<>();
    environment.put("LAYOUT", layout.toString());
    environment.put("MATERIALS", materials().toString());
    environment.put("PACKAGE_DIR", out.toString());
    environment.put("SOURCE_DATE_EPOCH", Long.toString(COMMITTED_AT));
    environment.putAll(settings);
    String umask = environment.getOrDefault("UMASK", "022");
    Outcome built = run(environment, "sh", "-c", "umask " + umask + "; scripts/package " + kind);
    assertThat(built.status()).as(built.output()).isZero();
    return Path.of(built.output().strip());
  }

  /** The jars and folders that are packed. */
  Path layout() {
    return layout;
  }

  /** Runs a command in the repository. */
  static Outcome run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("command", ".out");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      // make exports these to whatever it runs, tests included.
      builder.environment().keySet().removeAll(Set.of("LAYOUT", "DESTDIR", "PREFIX", "SYSCONFDIR"));
      builder.environment().putAll(environment);
      Process process = builder.redirectOutput(output.toFile()).start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(12, TimeUnit.MINUTES);
      process.destroy();
      String said = Files.readString(output, StandardCharsets.UTF_8);
      assertThat(ended).as("%s ended; it said: %s", List.of(command), said).isTrue();
      return new Outcome(process.exitValue(), said);
    } finally {
      Files.delete(output);
    }
  }

  /** Runs a command that must succeed, and returns what it printed. */
  static String said(String... command) throws IOException, InterruptedException {
    Outcome outcome = run(Map.of(), command);
    assertThat(outcome.status()).as("%s: %s", List.of(command), outcome.output()).isZero();
    return outcome.output();
  }

  private Path materials() {
    return folder.resolve(NAME + ".cdx.json");
  }

  /** Megabytes that no package has, and that would be packed for each test. */
  private static boolean isForTests(Path library) {
    String name = library.getFileName().toString();
    return name.startsWith("jazzer") || name.startsWith("duckdb_jdbc");
  }

  // Tests run before Maven packs anything, and must not try what an older build left.
  private void packProgram() throws IOException {
    Files.createDirectories(layout.resolve("lib"));
    StringBuilder libraries = new StringBuilder(NAME + "-demo.jar");
    Path classes = null;
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (path.endsWith(Path.of("target", "classes"))) {
        classes = path;
      } else if (Files.isRegularFile(path) && !isForTests(path)) {
        Files.copy(path, layout.resolve("lib").resolve(path.getFileName()));
        libraries.append(" lib/").append(path.getFileName());
      }
    }
    assertThat(classes).as("the program's classes in the class path").isNotNull();
    Attributes attributes = new Attributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, "org.voiceagent.exporter.cli.Main");
    attributes.put(Attributes.Name.CLASS_PATH, libraries.toString());
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putAll(attributes);
    pack(NAME + ".jar", manifest, classes, file -> !isOfTheDemo(file));
    pack(NAME + "-demo.jar", new Manifest(), classes, DebBuild::isOfTheDemo);
  }

  private static boolean isOfTheDemo(Path file) {
    return file.getParent().endsWith(Path.of("exporter", "demo"));
  }

  private void pack(String name, Manifest manifest, Path classes, Predicate<Path> belongs)
      throws IOException {
    try (OutputStream file = Files.newOutputStream(layout.resolve(name));
        JarOutputStream jar = new JarOutputStream(file, manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path each : files.filter(Files::isRegularFile).filter(belongs).sorted().toList()) {
        jar.putNextEntry(new JarEntry(classes.relativize(each).toString()));
        Files.copy(each, jar);
      }
    }
  }
}
