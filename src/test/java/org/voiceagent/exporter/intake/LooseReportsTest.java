package org.voiceagent.exporter.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.artifact.RejectReason;
import org.voiceagent.exporter.testing.Ledgers;

/**
 * {@code session_report-<room>.json} beside the folders of calls, as LiveKit's example leaves it.
 */
@Timeout(60)
final class LooseReportsTest {
  private static final String REPORT =
      "{\"room\":\"room-1\",\"usage\":[{\"provider\":\"p\",\"model\":\"m\",\"input_tokens\":7}]}";

  private static final Duration SETTLE = Duration.ofMillis(400);
  private static final Duration RESCAN = Duration.ofSeconds(5);
  private static final Duration IDLE = IntakeSettings.defaults().idle().plusSeconds(1);

  @TempDir Path temporary;
  private Path root;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(temporary.resolve("calls"));
  }

  @Test
  void reportBecomesTheCallOfItsRoomInAFolderOfItsOwn() throws Exception {
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    write("room-1", REPORT);

    bench.hint("session_report-room-1.json");
    assertThat(bench.counted).as("it may still be written").isEmpty();
    assertThat(files()).containsExactly("session_report-room-1.json");
    settled(bench);

    assertThat(bench.counted).containsExactly("room-1");
    assertThat(files()).containsExactly("room-1", "room-1/session_report.json");
    assertThat(root.resolve("room-1/session_report.json")).hasContent(REPORT);
    assertThat(bench.active).isZero();
  }

  @Test
  void backlogOfReportsIsCountedAfterTheStart() throws Exception {
    for (int i = 0; i < 50; i++) {
      write("room-" + i, REPORT);
    }
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);

    settled(bench);

    assertThat(bench.counted).hasSize(50).doesNotHaveDuplicates();
  }

  @Test
  void reportWrittenInPiecesByItsPathIsNotMovedBeforeItIsWhole() throws Exception {
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    write("room-1", "{\"room\":\"room-1\",\"usage\":[{\"model\":\"m\"}");
    bench.hint("session_report-room-1.json").after(SETTLE).after(RESCAN);
    assertThat(files()).as("torn behind a brace").containsExactly("session_report-room-1.json");

    append("room-1", "]}");
    bench.hint("session_report-room-1.json");
    settled(bench);

    assertThat(bench.counted).containsExactly("room-1");
    assertThat(bench.rejected).isEmpty();
  }

  @Test
  void writerThatKeepsTheFileOpenFillsTheCallsFolder() throws Exception {
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    try (var open =
        Files.newByteChannel(
            loose("room-1"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      open.write(java.nio.ByteBuffer.wrap("{\"room\":\"r\"".getBytes(StandardCharsets.UTF_8)));
      bench.hint("session_report-room-1.json").after(IDLE).after(RESCAN);
      assertThat(files()).as("given up").contains("room-1/session_report.json");
      open.write(java.nio.ByteBuffer.wrap("}".getBytes(StandardCharsets.UTF_8)));
    }

    bench.hint("room-1");
    settled(bench);

    assertThat(bench.counted).containsExactly("room-1");
  }

  @Test
  void secondReportOfTheSameRoomUpdatesTheCallAndCountsNothing() throws Exception {
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);
    write("room-1", REPORT);
    bench.hint("session_report-room-1.json");
    settled(bench);

    write("room-1", REPORT.replace("7", "8"));
    bench.hint("session_report-room-1.json");
    settled(bench);

    assertThat(bench.counted).containsExactly("room-1");
    assertThat(bench.updated).containsExactly("room-1");
    assertThat(files()).containsExactly("room-1", "room-1/session_report.json");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void killBeforeOrAfterTheMoveCountsOnce(boolean moved) throws Exception {
    Files.createDirectory(root.resolve("room-1"));
    write("room-1", REPORT);
    if (moved) {
      Files.move(loose("room-1"), root.resolve("room-1/session_report.json"));
    }
    var ledger = Ledgers.fresh();
    IntakeBench bench = new IntakeBench(root, 1_000, ledger).after(Duration.ZERO);
    settled(bench);
    IntakeBench restarted = new IntakeBench(root, 1_000, ledger).after(Duration.ZERO);
    settled(restarted);

    assertThat(bench.counted).containsExactly("room-1");
    assertThat(restarted.counted).isEmpty();
  }

  @Test
  void linkAndFifoAndFolderOfSuchANameAreNeverFollowedMovedOrWaitedFor() throws Exception {
    Path outside = Files.writeString(temporary.resolve("outside.json"), REPORT);
    Files.createSymbolicLink(loose("link"), outside);
    new ProcessBuilder("mkfifo", loose("fifo").toString()).start().waitFor(9, TimeUnit.SECONDS);
    Files.createDirectory(loose("folder"));
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);

    settled(bench);

    assertThat(bench.counted).isEmpty();
    assertThat(bench.rejected)
        .containsExactlyInAnyOrder(RejectReason.NOT_REGULAR, RejectReason.NOT_REGULAR);
    assertThat(files()).hasSize(3);
    assertThat(outside).hasContent(REPORT);
  }

  @Test
  void callsFolderThatIsALinkIsNotWrittenThrough() throws Exception {
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Files.createSymbolicLink(root.resolve("room-1"), outside);
    write("room-1", REPORT);
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);

    settled(bench);

    assertThat(outside).isEmptyDirectory();
    assertThat(Files.isRegularFile(loose("room-1"), LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThat(bench.counted).isEmpty();
    assertThat(bench.rejected)
        .hasSize(2)
        .containsOnly(RejectReason.NOT_REGULAR, RejectReason.UNREADABLE);
  }

  @Test
  void linkSwappedInForTheReportIsRefusedInItsFolder() throws Exception {
    Path outside = Files.writeString(temporary.resolve("outside.json"), REPORT);
    Files.createSymbolicLink(
        Files.createDirectory(root.resolve("room-1")).resolve("session_report.json"), outside);
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);

    settled(bench);

    assertThat(bench.counted).isEmpty();
    assertThat(bench.rejected).containsExactly(RejectReason.NOT_REGULAR);
  }

  @Test
  void roomThatIsNoCallIdIsRefusedOnceAndTheFileStays() throws Exception {
    write("_room", REPORT);
    write("my room", REPORT);
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);

    settled(bench);

    assertThat(bench.rejected).containsExactly(RejectReason.BAD_ID, RejectReason.BAD_ID);
    assertThat(files()).containsExactly("session_report-_room.json", "session_report-my room.json");
  }

  @Test
  void folderInTheWayOfTheFileKeepsTheReportWhereItIs() throws Exception {
    Files.createDirectories(root.resolve("room-1/session_report.json/in-the-way"));
    write("room-1", REPORT);
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);

    settled(bench);

    assertThat(loose("room-1")).hasContent(REPORT);
    assertThat(bench.counted).isEmpty();
  }

  @Test
  void whoeverMayWriteToTheSessionsFolderMayWriteToTheCallsFolder() throws Exception {
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwx---"));
    write("room-1", REPORT);
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);

    settled(bench);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("room-1"))))
        .isEqualTo("rwxrwx---");
  }

  @Test
  void neitherOtherFilesNorTemporaryOnesAreMoved() throws Exception {
    Files.writeString(root.resolve("session_report-.json"), REPORT);
    Files.writeString(root.resolve("session_report-room-1.json.tmp"), REPORT);
    Files.writeString(root.resolve(".session_report-room-1.json"), REPORT);
    Files.writeString(root.resolve("final_db-room-1.sqlite"), "db");
    IntakeBench bench = new IntakeBench(root).after(Duration.ZERO);

    settled(bench);

    assertThat(files()).hasSize(4);
    assertThat(bench.counted).isEmpty();
    assertThat(bench.rejected).isEmpty();
  }

  private static void settled(IntakeBench bench) throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      bench.after(SETTLE);
    }
    bench.after(RESCAN).after(RESCAN);
  }

  private Path loose(String room) {
    return root.resolve("session_report-" + room + ".json");
  }

  private void write(String room, String content) throws IOException {
    Files.writeString(loose(room), content);
  }

  private void append(String room, String content) throws IOException {
    Files.writeString(loose(room), content, StandardOpenOption.APPEND);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(path -> !path.equals(root))
          .map(path -> root.relativize(path).toString())
          .sorted()
          .toList();
    }
  }
}
