package org.voiceagent.exporter.lake.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.artifact.CallerHashing;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.call.KeyedHash;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.lake.LakeSettings;
import org.voiceagent.exporter.retention.FolderFacts;
import org.voiceagent.exporter.retention.LegalHolds;
import org.voiceagent.exporter.retention.Planner;
import org.voiceagent.exporter.retention.Reason;
import org.voiceagent.exporter.retention.RetentionMeter;
import org.voiceagent.exporter.retention.RetentionPolicy;
import org.voiceagent.exporter.retention.Sweep;
import org.voiceagent.exporter.testing.Entries;
import org.voiceagent.exporter.testing.Ledgers;
import org.voiceagent.exporter.testing.MemoryTotals;

/** Moving folders into archives and back, and everything that may become of them there. */
final class ColdTierTest {
  private static final String SUMMARY = "{\"turns\":1,\"caller_number\":\"+442079460958\"}";
  private static final ArchiveRestore.Permission ANY = call -> "";

  private static final RetentionMeter NO_METER =
      new RetentionMeter() {
        @Override
        public void removed(Reason reason, long bytes) {
          // Nothing is measured here.
        }

        @Override
        public void kept(long bytes, Duration oldest) {
          // Nothing is measured here.
        }

        @Override
        public void failed(int folders) {
          assertThat(folders).isZero();
        }
      };

  @TempDir Path temp;
  private final Instant later = Instant.now().plus(Duration.ofDays(15));
  private final Instant muchLater = Instant.now().plus(Duration.ofDays(735));
  private Path calls;
  private Path state;
  private CountedCalls ledger;
  private LegalHolds holds;
  private ArchiveSettings settings;

  @BeforeEach
  void setUp() throws IOException {
    calls = Files.createDirectory(temp.resolve("calls"));
    state = temp.resolve("state");
    ledger = Ledgers.in(state, new MemoryTotals());
    holds = new LegalHolds(state);
    settings =
        new ArchiveSettings(
            true, temp.resolve("archive"), "a", Duration.ofDays(14), Duration.ofDays(730));
  }

  @AfterEach
  void tearDown() throws IOException {
    ledger.close();
  }

  @Test
  void foldersOfOldCallsGoIntoAnArchiveAndComeBackAsTheyWere() throws IOException {
    Path call = counted("call-1");
    Files.createDirectories(call.resolve("media/left"));
    Files.write(call.resolve("media/left/recording.wav"), new byte[300_000]);
    Files.setLastModifiedTime(
        call.resolve("media/left/recording.wav"),
        FileTime.from(Instant.parse("2026-01-02T03:04:05.123456Z")));
    counted("call-2");
    Map<String, String> before = contents(call);

    assertThat(archive(Instant.now()).lines()).as("too young").isEmpty();
    assertThat(tier().preview(facts(later), policy(), later).lines())
        .hasSize(2)
        .allMatch(line -> line.endsWith(" -> cold: older than lake.archive.after"));
    assertThat(names()).hasSize(2);

    assertThat(archive(later).lines()).hasSize(2);

    assertThat(names()).isEmpty();
    assertThat(ArchiveVerification.of(settings)).isEqualTo(new ArchiveVerification(1, List.of()));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(onlyArchive())))
        .isEqualTo("rw-------");
    Path target = Files.createDirectory(temp.resolve("target"));
    assertThat(restore().restore("call-1", target, ANY).restored())
        .containsExactly(target.resolve("call-1"));
    assertThat(contents(target.resolve("call-1"))).isEqualTo(before);
    assertThat(Files.getLastModifiedTime(target.resolve("call-1/media/left/recording.wav")))
        .isEqualTo(FileTime.from(Instant.parse("2026-01-02T03:04:05.123456Z")));
    assertThat(target.resolve("call-2")).doesNotExist();
  }

  @Test
  void aRestoredFolderIsNeverPutOverAnother() throws IOException {
    counted("call-1");
    archive(later);
    Files.writeString(Files.createDirectory(calls.resolve("call-1")).resolve("mine"), "x");

    ArchiveRestore.Result result = restore().restore("call-1", calls, ANY);

    assertThat(result.restored()).isEmpty();
    assertThat(result.refused()).containsExactly("call-1: there is a folder of this name already");
    assertThat(calls.resolve("call-1/mine")).exists();
    assertThat(calls.resolve("call-1/metrics.json")).doesNotExist();
  }

  @Test
  void aDayIsRestoredWholeAndArchivedAgainWithoutASecondCopy() throws IOException {
    counted("call-1");
    counted("call-2");
    archive(later);
    String day = String.valueOf(onlyArchive().getFileName()).substring(0, 10);

    assertThat(restore().restore(day, calls, ANY).restored()).hasSize(2);
    assertThat(archive(later).lines()).hasSize(2);

    assertThat(names()).isEmpty();
    assertThat(ArchiveFile.all(settings.folder())).hasSize(1);
  }

  @Test
  void aFolderWithMoreThanItsArchiveIsArchivedAgainAndTheNewerOneIsRestored() throws IOException {
    counted("call-1");
    archive(later);
    restore().restore("call-1", calls, ANY);
    Files.writeString(calls.resolve("call-1/feedback.json"), "{\"csat\":5}");

    archive(later);

    assertThat(ArchiveFile.all(settings.folder())).hasSize(2);
    Path target = Files.createDirectory(temp.resolve("target"));
    restore().restore("call-1", target, ANY);
    assertThat(target.resolve("call-1/feedback.json")).exists();
  }

  @Test
  void whatAKilledProcessArchivedAndDidNotRemoveIsRemovedWithoutASecondCopy() throws IOException {
    Path call = counted("call-1");
    Path copy = Files.createDirectory(temp.resolve("copy"));
    archive(later);
    restore().restore("call-1", copy, ANY);
    Files.move(copy.resolve("call-1"), call);
    Path half = onlyArchive().resolveSibling("_2026-01-01.1.tmp");
    Files.writeString(half, "half an archive");

    archive(later);

    assertThat(names()).isEmpty();
    assertThat(ArchiveFile.all(settings.folder())).hasSize(1);
    erasure().forget(Set.of(new CallId("call-1")));
    assertThat(half).doesNotExist();
  }

  @Test
  void aFolderThatIsNotCountedOrNotOfPlainFilesStays() throws IOException {
    call("not-counted");
    Path linked = counted("linked");
    Files.createSymbolicLink(linked.resolve("extra"), temp.resolve("state"));
    counted("fine");

    ColdTier.Result result = archive(later);

    assertThat(names()).containsExactlyInAnyOrder("not-counted", "linked");
    assertThat(result.failures()).containsExactly("linked stays: an entry is not a regular file");
    assertThat(entries(onlyArchive())).allMatch(name -> !name.startsWith("linked"));
  }

  @Test
  void retentionDecidesAloneOnPipelinesItNamesAndCallsThatWantToGo() throws IOException {
    Files.writeString(
        counted("own-limit").resolve("metrics.json"), "{\"pipeline_name\":\"medical\"}");
    Files.writeString(
        counted("wants-to-go").resolve("metrics.json"),
        "{\"deletion\":{\"delete_transcript_and_pii\":true}}");

    assertThat(archive(later).lines()).isEmpty();
    assertThat(names()).hasSize(2);
  }

  @Test
  void sameFoldersGiveTheSameBytesOfArchive() throws IOException {
    counted("call-2");
    Path call = counted("call-1");
    archive(later);
    byte[] first = Files.readAllBytes(onlyArchive());
    Path copy = Files.createDirectory(temp.resolve("copy"));
    restore().restore("call-1", copy, ANY);
    restore().restore("call-2", copy, ANY);
    Files.delete(onlyArchive());
    Files.move(copy.resolve("call-1"), call);
    Files.move(copy.resolve("call-2"), calls.resolve("call-2"));

    archive(later);

    assertThat(Files.readAllBytes(onlyArchive())).isEqualTo(first);
  }

  @Test
  void archivesExpireAndCallsInThemGoWhenTheyAskedToButNotHeldOnes() throws IOException {
    counted("call-1");
    counted("held");
    Files.writeString(
        counted("asked").resolve("metrics.json"),
        "{\"deletion\":{\"at\":\"%s\"}}".formatted(later.plus(Duration.ofDays(30))));
    archive(later);

    assertThat(tier().expire(later).lines()).isEmpty();
    assertThat(tier().expire(later.plus(Duration.ofDays(31))).lines())
        .singleElement()
        .asString()
        .endsWith(", call asked: its deletion was asked for");
    assertThat(entries(onlyArchive())).noneMatch(name -> name.startsWith("asked"));
    holds.set(new CallId("held"), new LegalHolds.Hold("case 7", later));
    assertThat(tier().expire(muchLater).lines()).hasSize(1);
    assertThat(entries(onlyArchive()))
        .containsExactlyInAnyOrder("held/metrics.json", "held/transcript.jsonl", "_calls.jsonl");
    assertThat(tier().expire(muchLater).lines()).as("nothing else is due").isEmpty();
    assertThat(holds.release(new CallId("held"))).isTrue();
    tier().expire(muchLater);
    assertThat(ArchiveFile.all(settings.folder())).isEmpty();
  }

  @Test
  void aHeldCallIsNotArchivedAndNotDeletedByRetention() throws IOException {
    counted("held");
    holds.set(new CallId("held"), new LegalHolds.Hold("case 7", later));

    assertThat(archive(later).lines()).isEmpty();
    assertThat(sweep().run(muchLater).removed()).isEmpty();
    assertThat(names()).containsExactly("held");
    holds.release(new CallId("held"));
    assertThat(sweep().run(muchLater).removed()).hasSize(1);
  }

  @Test
  void aCallIsFoundByItsCallerAndErasedWhileOthersStayAsTheyWere() throws IOException {
    counted("call-1");
    counted("call-2");
    archive(later);
    String hash = reader().callerHash();
    CallId one = new CallId("call-1");

    assertThat(erasure().knows(one)).isTrue();
    assertThat(erasure().ofCaller(hash)).containsExactlyInAnyOrder(one, new CallId("call-2"));
    assertThat(erasure().files(Set.of(one)).get(one))
        .extracting(file -> file.file())
        .containsExactly("metrics.json", "transcript.jsonl");
    assertThat(erasure().forget(Set.of(one))).isEqualTo(2);
    assertThat(erasure().forget(Set.of(one))).as("again").isZero();

    assertThat(erasure().knows(one)).isFalse();
    assertThat(ArchiveVerification.of(settings).problems()).isEmpty();
    assertThat(entries(onlyArchive()))
        .containsExactlyInAnyOrder(
            "call-2/metrics.json", "call-2/transcript.jsonl", "_calls.jsonl");
    erasure().forget(Set.of(new CallId("call-2")));
    assertThat(ArchiveFile.all(settings.folder())).isEmpty();
    try (Stream<Path> left = Files.walk(settings.folder())) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void aCallIsKnownUnderItsOneIdAndErasedUnderAnyItMayHave() throws IOException {
    counted("call-1");
    archive(later);
    CallNames names = CallNames.of(CallNames.Shown.AUTO, () -> new KeyedHash(new byte[32]));
    ArchiveErasure erasure = new ArchiveErasure(settings, names);
    List<CallId> ids = names.ids("call-1");

    assertThat(ids).hasSize(2);
    assertThat(erasure.knows(ids.get(0))).isTrue();
    assertThat(erasure.knows(ids.get(1))).as("it would be forgotten twice").isFalse();
    assertThat(erasure.forget(Set.of(ids.get(1)))).isEqualTo(2);
  }

  @Test
  void aChangedArchiveIsFoundAndRestoresNothing() throws IOException {
    counted("call-1");
    archive(later);
    forge("call-1/metrics.json", "call-1/metrics.json", "{\"turns\":9}");

    assertThat(ArchiveVerification.of(settings).problems())
        .singleElement()
        .asString()
        .endsWith("has another checksum than when it was written");
    Path target = Files.createDirectory(temp.resolve("target"));
    assertThatThrownBy(() -> restore().restore("call-1", target, ANY))
        .hasMessageContaining("another checksum");
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void noNameInAForgedArchiveLeadsOutside() throws IOException {
    counted("call-1");
    archive(later);
    String text = text(onlyArchive(), "_calls.jsonl");
    Path target = Files.createDirectories(temp.resolve("deep/target"));
    for (String name : List.of("../evil", "a/../../evil", "/tmp/evil", "..", "a//b")) {
      forge(
          "_calls.jsonl",
          "_calls.jsonl",
          text.replace("\"name\":\"metrics.json\"", "\"name\":\"" + name + "\""),
          "call-1/" + name);

      assertThatThrownBy(() -> restore().restore("call-1", target, ANY))
          .as(name)
          .isInstanceOf(IOException.class);
      assertThat(target).isEmptyDirectory();
    }
    forge(
        "_calls.jsonl", "_calls.jsonl", text.replace("\"folder\":\"call-1\"", "\"folder\":\"..\""));
    assertThatThrownBy(() -> restore().restore("call-1", target, ANY))
        .hasMessageContaining("leads outside");
    assertThat(temp.resolve("deep/evil")).doesNotExist();
  }

  @Test
  void theManifestFollowsACallThroughItsTiers() throws IOException {
    counted("call-1");
    ManifestReader manifest = manifest();
    CallId id = new CallId("call-1");

    assertThat(manifest.of(id).items())
        .extracting(item -> item.tier() + " " + item.dataClass() + " " + item.rows())
        .containsExactlyInAnyOrder("HOT SECRET 0", "HOT PERSONAL 0");
    assertThat(manifest.of(id).items()).allMatch(item -> item.expiresAt().isPresent());
    archive(later);
    assertThat(manifest.of(id).items())
        .extracting(item -> item.tier() + " " + item.dataClass())
        .containsExactlyInAnyOrder("COLD SECRET", "COLD PERSONAL");
    assertThat(manifest.of(id).json())
        .contains("\"legal_hold\" : null", "zip!/call-1/metrics.json");
    holds.set(id, new LegalHolds.Hold("case 7", Instant.parse("2026-11-20T10:00:00Z")));
    assertThat(manifest.of(id).items()).noneMatch(item -> item.expiresAt().isPresent());
    assertThat(manifest.of(id).json()).contains("\"reason\" : \"case 7\"");
    erasure().forget(Set.of(id));
    assertThat(manifest.of(id).items()).isEmpty();
  }

  private Path counted(String name) throws IOException {
    Path call = call(name);
    assertThat(
            ledger
                .ledger()
                .record(
                    List.of(
                        Entries.call(new CallId(name), Instant.now(), Instant.now(), List.of()))))
        .isTrue();
    return call;
  }

  private Path call(String name) throws IOException {
    Path call = Files.createDirectory(calls.resolve(name));
    Files.writeString(call.resolve("transcript.jsonl"), "{\"role\":\"user\",\"text\":\"hi\"}\n");
    Files.writeString(call.resolve("metrics.json"), SUMMARY);
    // Java 17 restores microseconds only.
    for (String file : List.of("transcript.jsonl", "metrics.json")) {
      Files.setLastModifiedTime(
          call.resolve(file), FileTime.from(Instant.now().truncatedTo(ChronoUnit.MILLIS)));
    }
    return call;
  }

  private ColdTier.Result archive(Instant now) throws IOException {
    return tier().archive(facts(now), policy(), now);
  }

  private List<FolderFacts> facts(Instant now) throws IOException {
    return sweep().facts(now);
  }

  private ColdTier tier() {
    return new ColdTier(
        new ColdTier.Scope(settings, calls, reader().reader(), ledger, holds), () -> false);
  }

  private ArchiveRestore restore() {
    return new ArchiveRestore(settings);
  }

  private ArchiveErasure erasure() {
    return new ArchiveErasure(settings, CallNames.asTheyAre());
  }

  private ManifestReader manifest() {
    LakeSettings lake =
        new LakeSettings(
            true,
            temp.resolve("journal"),
            temp.resolve("lake"),
            "a",
            Duration.ofDays(30),
            Duration.ofDays(180));
    return new ManifestReader(
        new ManifestReader.Scope(calls, lake, settings, reader().reader(), new Planner(policy())),
        holds,
        CallNames.asTheyAre());
  }

  private Sweep sweep() {
    return new Sweep(
            new Sweep.Scope(calls, reader().reader(), ledger, policy(), Duration.ofMinutes(10)),
            NO_METER,
            () -> false)
        .holding(holds::isHeld);
  }

  /** A reader with a key, and the hash that it gives to the caller of {@link #SUMMARY}. */
  private record Hashing(SessionReader reader, Path call) {
    String callerHash() throws IOException {
      Files.writeString(Files.createDirectory(call).resolve("metrics.json"), SUMMARY);
      return ((Reading.Complete) reader.read(call))
          .session()
          .facts()
          .text(CallField.CALLER_HASH)
          .orElseThrow();
    }
  }

  private Hashing reader() {
    return new Hashing(
        new SessionReader(
            ReadLimits.defaults(),
            SentimentScorer.OFF,
            CallerHashing.with(new KeyedHash(new byte[32])),
            CallNames.asTheyAre()),
        temp.resolve("sample"));
  }

  private static RetentionPolicy policy() {
    return new RetentionPolicy(
        Optional.of(Duration.ofDays(30)),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.of(Duration.ofDays(30)),
        Optional.of(Duration.ofDays(30)),
        Map.of("medical", Optional.of(Duration.ofDays(60))),
        Duration.ofMinutes(10));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(calls)) {
      return all.map(path -> path.getFileName().toString()).toList();
    }
  }

  private Path onlyArchive() throws IOException {
    List<ArchiveFile> all = ArchiveFile.all(settings.folder());
    assertThat(all).hasSize(1);
    return all.get(0).in(settings.folder());
  }

  private static List<String> entries(Path archive) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      return zip.stream().map(ZipEntry::getName).toList();
    }
  }

  private static String text(Path archive, String entry) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(entry))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Replaces an entry of the only archive, and adds others. */
  private void forge(String entry, String next, String content, String... more) throws IOException {
    Path archive = onlyArchive();
    Path forged = temp.resolve("forged.zip");
    try (ZipFile zip = new ZipFile(archive.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(forged))) {
      for (ZipEntry one : zip.stream().toList()) {
        if (!one.getName().equals(entry)) {
          out.putNextEntry(new ZipEntry(one.getName()));
          try (InputStream in = zip.getInputStream(one)) {
            in.transferTo(out);
          }
        }
      }
      out.putNextEntry(new ZipEntry(next));
      out.write(content.getBytes(StandardCharsets.UTF_8));
      for (String name : more) {
        out.putNextEntry(new ZipEntry(name));
        out.write(SUMMARY.getBytes(StandardCharsets.UTF_8));
      }
    } catch (ZipException twice) {
      // The entry was added by an earlier forgery.
    }
    Files.move(forged, archive, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(
            folder.relativize(file).toString(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return all;
  }
}
