package org.voiceagent.exporter.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An output that was looked at once and accepted, below {@code src/test/resources/golden}. Run the
 * tests with {@code -Dgolden.update=true} to accept what they produce now; the difference is then
 * seen in {@code git diff}.
 */
public final class GoldenFile {
  private static final Path ROOT = Path.of("src", "test", "resources", "golden");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  private final Path file;

  private GoldenFile(Path file) {
    this.file = file;
  }

  /** The file at this path below the golden folder, such as {@code http/feedback-latest.json}. */
  public static GoldenFile of(String path) {
    return new GoldenFile(ROOT.resolve(path));
  }

  /** A generated page below {@code docs}, such as {@code metrics.md}; accepted in the same way. */
  public static GoldenFile document(String path) {
    return new GoldenFile(Path.of("docs").resolve(path));
  }

  /** A generated file that is shipped, such as {@code monitoring/sql/ddl/trino.sql}. */
  public static GoldenFile shipped(Path path) {
    return new GoldenFile(path);
  }

  /** Fails with both texts if they differ, or if nothing was accepted yet. */
  public void matches(String actual) {
    if (UPDATE) {
      accept(actual);
    }
    assertThat(file)
        .as("%s is missing: run the test with -Dgolden.update=true and look at it", file)
        .isRegularFile();
    assertThat(actual)
        .as("%s differs: if that is meant, run the test with -Dgolden.update=true", file)
        .isEqualTo(text());
  }

  /** The accepted text. */
  public String text() {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(String actual) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, actual, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
