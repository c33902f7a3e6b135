package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.testing.Tools;

/** The same commit gives the same bytes, whoever packs it, wherever and whenever. */
final class DebReproducibleTest {
  @TempDir private Path folder;
  private DebBuild build;

  @BeforeEach
  void buildSomethingToPack() throws IOException {
    List.of("dpkg-deb", "tar", "gzip").forEach(Tools::require);
    build = new DebBuild(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"deb", "tar"})
  void isTheSameForAnybodyElse(String kind) throws Exception {
    Path one = build.pack(kind, Map.of());
    touchEverything();
    Path other =
        build.pack(kind, Map.of("TZ", "Asia/Kathmandu", "LANG", "C.UTF-8", "UMASK", "077"));

    assertThat(other).hasSameBinaryContentAs(one).hasFileName(one.getFileName().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"deb", "tar"})
  void saysTheTimeOfTheCommit(String kind) throws Exception {
    Path one = build.pack(kind, Map.of());
    long later = DebBuild.COMMITTED_AT + 60;
    Path other = build.pack(kind, Map.of("SOURCE_DATE_EPOCH", Long.toString(later)));

    assertThat(Files.mismatch(one, other)).isNotNegative();
  }

  private void touchEverything() throws IOException {
    try (Stream<Path> files = Files.walk(build.layout())) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_600_000_000)));
      }
    }
  }
}
