package org.voiceagent.exporter.redaction.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceagent.exporter.artifact.CallFolder;
import org.voiceagent.exporter.artifact.CallerHashing;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.FieldKind;
import org.voiceagent.exporter.call.KeyedHash;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.testing.Places;
import org.voiceagent.exporter.testing.Places.Place;

/** Nothing planted stays on disk, and the call reads as before. */
final class PlacesTest {
  private static final Instant WRITTEN = Instant.parse("2026-11-20T10:00:00Z");

  @TempDir Path temp;
  private final CallerHashing callers = CallerHashing.with(new KeyedHash(new byte[32]));

  static List<Place> places() throws IOException {
    return Places.all();
  }

  @ParameterizedTest
  @MethodSource("places")
  void nothingIsLeftAndTheCallReadsAsBefore(Place place) throws Exception {
    Path folder = place.drop(temp.resolve("calls").resolve("call-1"));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(WRITTEN));
      }
    }
    CallSession before = read(folder);

    assertThat(redact().finished()).isTrue();

    String left = left(folder);
    assertThat(place.gone()).as(left).noneMatch(left::contains);
    assertThat(place.stays()).as(left).allMatch(left::contains);
    CallSession after = read(folder);
    assertThat(after.labels()).isEqualTo(before.labels());
    assertThat(after.outcome()).isEqualTo(before.outcome());
    assertThat(after.transport()).isEqualTo(before.transport());
    assertThat(after.completedAt()).isEqualTo(before.completedAt());
    for (CallField field : CallField.values()) {
      if (field.kind() != FieldKind.TEXT && field.kind() != FieldKind.TEXTS) {
        assertThat(after.facts().toBuilder().known(field)).isEqualTo(before.facts().known(field));
        assertThat(after.facts().number(field)).isEqualTo(before.facts().number(field));
        assertThat(after.facts().text(field)).isEqualTo(before.facts().text(field));
      }
    }
    assertThat(redact().rewritten()).as("files rewritten by a second time").isZero();
    assertThat(left(folder)).isEqualTo(left);
  }

  private FolderRedaction.Outcome redact() throws IOException {
    FolderRedaction redaction =
        new FolderRedaction(
            Redactor.strict(),
            new FolderRedaction.Hashes(callers, CallNames.asTheyAre()),
            "1",
            1 << 20,
            new RedactionMeter() {
              @Override
              public void fileRedacted() {
                // Only the daemon counts.
              }

              @Override
              public void redactionFailed() {
                // Only the daemon counts.
              }
            },
            InstantSource.fixed(WRITTEN.plusSeconds(3600)));
    try (GuardedRoot root = GuardedRoot.open(temp.resolve("calls"));
        CallFolder open = CallFolder.open(root, "call-1")) {
      return redaction.redact(open);
    }
  }

  private CallSession read(Path folder) {
    SessionReader reader = new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF, callers);
    return ((Reading.Complete) reader.read(folder)).session();
  }

  private static String left(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}
