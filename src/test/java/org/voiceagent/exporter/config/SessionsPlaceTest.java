package org.voiceagent.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;

/** A wrong path is refused before anything is removed by it. */
final class SessionsPlaceTest {
  @TempDir Path temporary;
  private Path calls;
  private Path home;
  private Path state;

  @BeforeEach
  void setUp() throws IOException {
    calls = Files.createDirectories(temporary.resolve("home/me/calls"));
    home = temporary.resolve("home/me");
    state = temporary.resolve("state");
  }

  @Test
  void folderOfItsOwnIsFine() {
    assertThat(SessionsPlace.fault(calls, state, home)).isEmpty();
    assertThat(SessionsPlace.fault(temporary.resolve("not-there"), state, home)).isEmpty();
    assertThat(SessionsPlace.fault(calls, calls.resolveSibling("calls-state"), home)).isEmpty();
  }

  @Test
  void rootOfAFileSystemIsRefused() {
    assertThat(SessionsPlace.fault(Path.of("/"), state, home).orElseThrow()).contains("the root");
    assertThat(SessionsPlace.fault(Path.of("/tmp/.."), state, home)).isPresent();
  }

  @Test
  void homeAndWhatHoldsItAreRefused() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), home);

    assertThat(SessionsPlace.fault(home, state, home).orElseThrow()).contains("home folder");
    assertThat(SessionsPlace.fault(home.getParent(), state, home)).isPresent();
    assertThat(SessionsPlace.fault(link, state, home)).isPresent();
    assertThat(SessionsPlace.fault(link.resolve("calls"), state, home)).isEmpty();
    assertThat(SessionsPlace.fault(calls, state, Path.of("?")))
        .as("a user without a home")
        .isEmpty();
  }

  @Test
  void folderThatHoldsTheStateIsRefused() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), calls);

    assertThat(SessionsPlace.fault(calls, calls.resolve("not/made/yet"), home).orElseThrow())
        .contains("state folder");
    assertThat(SessionsPlace.fault(calls, calls, home)).isPresent();
    assertThat(SessionsPlace.fault(calls, link.resolve("state"), home)).isPresent();
  }

  @Test
  void problemIsToldWithItsPlaceInTheFile() throws IOException {
    Path file = temporary.resolve("exporter.yml");
    Files.writeString(file, "state: " + calls.resolve("state") + "\nsessions: " + calls + "\n");
    Problems problems = new Problems();

    ExporterConfig.load(file, problems);

    assertThat(problems.list())
        .extracting(Problem::toString)
        .containsExactly(
            file
                + ":2: sessions: must not contain the state folder: old folders in it are deleted");
  }
}
