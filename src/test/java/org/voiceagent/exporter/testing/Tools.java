package org.voiceagent.exporter.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of the machine that a few tests run, such as {@code promtool}. */
public final class Tools {
  private static final boolean CI = "true".equals(System.getenv("CI"));

  private Tools() {}

  /**
   * Where a program is. Where it is not installed, the test is skipped and says so; with {@code
   * CI=true} in the environment it fails, so that the check is never lost unseen.
   */
  public static Path require(String name) {
    Optional<Path> found = find(name);
    if (CI) {
      assertThat(found).as("%s must be installed where CI=true", name).isPresent();
    }
    assumeTrue(found.isPresent(), name + " is not installed, so this was not checked");
    return found.orElseThrow();
  }

  private static Optional<Path> find(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
