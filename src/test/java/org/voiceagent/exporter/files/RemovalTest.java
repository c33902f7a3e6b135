package org.voiceagent.exporter.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.files.RemovedFolder.FileDigest;
import org.voiceagent.exporter.testing.Tools;

/** A call's folder goes as a whole, alone, and only if it is still what was asked to go. */
@Timeout(60)
final class RemovalTest {
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path temporary;
  private Path root;
  private Path outside;

  @BeforeEach
  void setUp() throws IOException {
    root = Files.createDirectory(temporary.resolve("calls"));
    outside = Files.createDirectory(temporary.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "stays");
  }

  @Test
  void everythingInTheFolderGoesAndIsTold() throws IOException {
    Path call = call("call-1");
    Files.writeString(Files.createDirectories(call.resolve("a/b")).resolve("deep"), "12345");
    call("call-2");

    RemovedFolder removed = remove("call-1").orElseThrow();

    assertThat(removed.name()).isEqualTo("call-1");
    assertThat(removed.files()).isEqualTo(3);
    assertThat(removed.bytes()).isEqualTo(3 + 2 + 5);
    assertThat(removed.digests()).isEmpty();
    assertThat(names()).containsExactly("call-2");
  }

  @Test
  void digestsAreOfEachFile() throws IOException {
    Path call = call("call-1");
    Files.createSymbolicLink(call.resolve("link"), outside.resolve("secret"));

    try (GuardedRoot open = GuardedRoot.open(root)) {
      RemovedFolder removed = open.removals().remove("call-1", true).orElseThrow();

      assertThat(removed.digests())
          .contains(new FileDigest("metrics.json", 3, ABC), new FileDigest("link", 0, ""))
          .hasSize(removed.files());
    }
  }

  @Test
  void linksGoThemselvesAndTheirTargetsStay() throws IOException {
    Path call = call("call-1");
    Files.createSymbolicLink(call.resolve("file"), outside.resolve("secret"));
    Files.createSymbolicLink(call.resolve("folder"), outside);
    Files.createSymbolicLink(call.resolve("up"), root);
    Files.createSymbolicLink(call.resolve("nowhere"), Path.of("/does/not/exist"));
    Files.createLink(call.resolve("hard"), outside.resolve("secret"));

    assertThat(remove("call-1")).isPresent();

    assertThat(root).exists();
    assertThat(outside.resolve("secret")).hasContent("stays");
    assertThat(names()).isEmpty();
  }

  @Test
  void linkInPlaceOfAFolderIsRefused() throws IOException {
    Files.createSymbolicLink(root.resolve("call-1"), outside);

    assertThatThrownBy(() -> remove("call-1")).isInstanceOf(NotDirectoryException.class);
    assertThat(outside.resolve("secret")).exists();
  }

  @Test
  void fifosSocketsAndOddNamesGo() throws Exception {
    Path call = call("call-1\n\u001b[31m");
    Files.writeString(call.resolve("new\nline"), "x");
    Files.writeString(call.resolve("-rf *"), "x");
    assertThat(new ProcessBuilder("mkfifo", call.resolve("pipe").toString()).start().waitFor())
        .isZero();

    try (GuardedRoot open = GuardedRoot.open(root)) {
      assertThat(open.removals().remove("call-1\n\u001b[31m", true)).isPresent();
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void folderNestedTooDeepIsLeftWhole() throws IOException {
    Path call = call("call-1");
    Files.createDirectories(call.resolve("a/".repeat(FolderWalk.DEEPEST)));

    assertThatThrownBy(() -> remove("call-1"))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("too deep");
    assertThat(call.resolve("metrics.json")).exists();
  }

  @Test
  void folderNestedAsDeepAsAllowedGoes() throws IOException {
    Files.createDirectories(call("call-1").resolve("a/".repeat(FolderWalk.DEEPEST - 1)));

    assertThat(remove("call-1")).isPresent();
    assertThat(names()).isEmpty();
  }

  @Test
  void whatIsNotThereIsNoFault() throws IOException {
    assertThat(remove("call-1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../outside", "a/b", "a/", "/etc", "a/../b"})
  void nameThatLeadsElsewhereIsRefused(String name) {
    assertThatThrownBy(() -> remove(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void folderThatMustStayGetsItsNameBack() throws IOException {
    Path call = call("call-1");
    try (GuardedRoot open = GuardedRoot.open(root)) {
      FolderMeasure before = open.measure("call-1");
      Files.writeString(call.resolve("late"), "written after the plan");

      assertThat(open.removals().remove("call-1", false, now -> now.sameFiles(before))).isEmpty();
    }
    assertThat(call.resolve("late")).exists();
    assertThat(names()).containsExactly("call-1");
  }

  @Test
  void folderIsOutOfSightWhenItIsJudged() throws IOException {
    call("call-1");
    try (GuardedRoot open = GuardedRoot.open(root)) {
      open.removals()
          .remove(
              "call-1",
              false,
              now -> {
                assertThat(root.resolve("call-1")).doesNotExist();
                return true;
              });
    }
  }

  @Test
  void removalThatWasCutShortIsToldAndFinished() throws IOException {
    Path call = call("call-1");
    Files.move(call, root.resolve(".being-removed.call-1"));
    try (GuardedRoot open = GuardedRoot.open(root)) {
      assertThat(open.removals().unfinished()).containsExactly("call-1");

      assertThat(open.removals().remove("call-1", false).orElseThrow().files()).isEqualTo(2);
      assertThat(open.removals().unfinished()).isEmpty();
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void removalThatWasCutShortIsTakenBack() throws IOException {
    Files.move(call("call-1"), root.resolve(".being-removed.call-1"));
    try (GuardedRoot open = GuardedRoot.open(root)) {
      assertThat(open.removals().restore("call-1")).isTrue();
      assertThat(open.removals().restore("call-1")).isFalse();
    }
    assertThat(names()).containsExactly("call-1");
  }

  @Test
  void folderMadeAnewMeanwhileIsNotOverwritten() throws IOException {
    call("call-1");
    try (GuardedRoot open = GuardedRoot.open(root)) {
      assertThatThrownBy(
              () ->
                  open.removals()
                      .remove(
                          "call-1",
                          false,
                          now -> {
                            anew();
                            return false;
                          }))
          .hasMessageContaining(".kept.call-1");
    }
    assertThat(root.resolve("call-1/new")).exists();
    assertThat(root.resolve(".kept.call-1/metrics.json")).exists();
  }

  @Test
  void whatMayNotBeRemovedIsToldAndFinishedLater() throws Exception {
    Path locked = Files.createDirectory(call("call-1").resolve("locked"));
    Files.writeString(locked.resolve("file"), "x");
    lock(locked, true);

    assertThatThrownBy(() -> remove("call-1")).isInstanceOf(IOException.class);

    Path hidden = root.resolve(".being-removed.call-1");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(hidden)))
        .isEqualTo("rwx------");
    Path left = hidden.resolve("locked");
    lock(left, false);
    try (GuardedRoot open = GuardedRoot.open(root)) {
      assertThat(open.removals().unfinished()).containsExactly("call-1");
      assertThat(open.removals().remove("call-1", false)).isPresent();
    }
    assertThat(names()).isEmpty();
  }

  /** Permissions do not hold root, so that an attribute of the file system has to. */
  private static void lock(Path folder, boolean shut) throws Exception {
    if (System.getProperty("user.name").equals("root")) {
      String attribute = shut ? "+i" : "-i";
      Process chattr =
          new ProcessBuilder(Tools.require("chattr").toString(), attribute, folder.toString())
              .inheritIO()
              .start();
      assertThat(chattr.waitFor()).as("chattr %s %s", attribute, folder).isZero();
    } else {
      String permissions = shut ? "r-xr-xr-x" : "rwxr-xr-x";
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }
  }

  @Test
  void measureIsOfAllFilesAndTheNewest() throws IOException {
    Path call = call("call-1");
    Instant old = Instant.parse("2020-01-01T00:00:00Z");
    Instant newer = Instant.parse("2021-01-01T00:00:00Z");
    Files.setLastModifiedTime(call.resolve("metrics.json"), FileTime.from(newer));
    Files.setLastModifiedTime(call.resolve("transcript.jsonl"), FileTime.from(old));
    Files.setLastModifiedTime(call, FileTime.from(old));
    Instant before = Instant.now().minusSeconds(60);
    try (GuardedRoot open = GuardedRoot.open(root)) {
      FolderMeasure measure = open.measure("call-1");

      assertThat(measure.files()).isEqualTo(2);
      assertThat(measure.bytes()).isEqualTo(5);
      assertThat(measure.newest()).isEqualTo(newer);
      assertThat(measure.arrived()).as("no copying sets it back").isAfter(before);
      assertThat(measure.since()).isEqualTo(measure.arrived());
    }
  }

  @Test
  void folderThatCannotBeHeldOpenIsRemovedByItsPath() throws IOException {
    Path call = call("call-1");
    Files.writeString(Files.createDirectory(call.resolve("nested")).resolve("file"), "abc");
    Files.createSymbolicLink(call.resolve("link"), outside);

    RemovedFolder removed =
        new Removal(root, OpenFolder.at(root), true)
            .remove(Path.of("call-1"), folder -> true)
            .orElseThrow();

    assertThat(removed.digests())
        .contains(new FileDigest("nested/file", 3, ABC), new FileDigest("link", 0, ""))
        .hasSize(4);
    assertThat(names()).isEmpty();
    assertThat(outside.resolve("secret")).exists();
  }

  private void anew() {
    try {
      Files.writeString(Files.createDirectory(root.resolve("call-1")).resolve("new"), "x");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Path call(String name) throws IOException {
    Path call = Files.createDirectory(root.resolve(name));
    Files.writeString(call.resolve("metrics.json"), "abc");
    Files.writeString(call.resolve("transcript.jsonl"), "{}");
    return call;
  }

  private Optional<RemovedFolder> remove(String name) throws IOException {
    try (GuardedRoot open = GuardedRoot.open(root)) {
      return open.removals().remove(name, false);
    }
  }

  private Stream<String> names() throws IOException {
    assertThat(Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)).isTrue();
    try (GuardedRoot open = GuardedRoot.open(root)) {
      return open.names().stream().sorted();
    }
  }
}
