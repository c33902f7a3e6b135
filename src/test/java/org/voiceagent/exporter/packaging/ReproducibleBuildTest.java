package org.voiceagent.exporter.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same sources give the same bytes, wherever, whenever and in whatever zone they are built. */
@Tag("faults")
final class ReproducibleBuildTest {
  private static final List<String> SOURCES =
      List.of("pom.xml", "LICENSE", "NOTICE", "mvnw", ".mvn", "src/main", "monitoring/rules");
  private static final int PATIENCE_MINUTES = 10;

  @TempDir Path temp;

  @Test
  void twoBuildsOfTheSameSourcesAreEqual() throws Exception {
    Map<String, String> one = build(temp.resolve("a"), "UTC", "en");
    Map<String, String> other =
        build(temp.resolve("another/deeper folder"), "Asia/Kathmandu", "tr");

    assertThat(one.keySet())
        .contains(
            "voice-agent-exporter.jar",
            "voice-agent-exporter-demo.jar",
            "voice-agent-exporter.cdx.json")
        .anyMatch(file -> file.startsWith("layout/lib/"));
    assertThat(other).isEqualTo(one);
  }

  private static Map<String, String> build(Path folder, String zone, String language)
      throws Exception {
    for (String source : SOURCES) {
      copy(Path.of(source), folder.resolve(source));
    }
    Path log = folder.resolve("build.log");
    ProcessBuilder maven =
        new ProcessBuilder(
            "./mvnw",
            "--batch-mode",
            "--quiet",
            "-Dmaven.test.skip=true",
            "-Djacoco.skip=true",
            "-Dspotless.check.skip=true",
            "package");
    maven.environment().put("TZ", zone);
    maven
        .environment()
        .put("MAVEN_OPTS", "-Duser.timezone=" + zone + " -Duser.language=" + language);
    maven.environment().remove("MAVEN_ARGS");
    Process build =
        maven
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(build.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).as("built in time").isTrue();
    assertThat(build.exitValue()).as(Files.readString(log)).isZero();
    return sums(folder.resolve("target"));
  }

  /** What is released of a build, with its SHA-256. */
  private static Map<String, String> sums(Path target) throws Exception {
    Map<String, String> sums = new TreeMap<>();
    try (Stream<Path> files = Files.walk(target)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = target.relativize(file).toString();
        if (name.startsWith("layout/")
            || name.matches("voice-agent-exporter(-demo)?[.](jar|cdx[.]json)")) {
          sums.put(name, sha256(file));
        }
      }
    }
    return sums;
  }

  private static String sha256(Path file) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (DigestOutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      Files.copy(file, out);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Path copy = to.resolve(from.relativize(one).toString());
        if (Files.isDirectory(one)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(one, copy);
        }
      }
    }
  }
}
