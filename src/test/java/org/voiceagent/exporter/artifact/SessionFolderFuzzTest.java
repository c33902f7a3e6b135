package org.voiceagent.exporter.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.sentiment.LexiconScorer;

/** What holds of a whole call folder on disk, whatever its files hold. */
final class SessionFolderFuzzTest {
  private static final String ID = "1761449250.2163";
  private static final byte SEPARATOR = 0;
  private static final ReadLimits LIMITS = ReadLimits.defaults();
  private static Path root;

  @BeforeAll
  static void makeFolder() throws IOException {
    root = Files.createTempDirectory("fuzzed-sessions");
    Files.createDirectory(root.resolve(ID));
  }

  @AfterAll
  static void removeFolder() throws IOException {
    for (ArtifactFile file : CallFormats.builtIn().files()) {
      Files.deleteIfExists(root.resolve(ID).resolve(file.fileName()));
    }
    Files.delete(root.resolve(ID));
    Files.delete(root);
  }

  /** The files of {@link CallFormats#files()}, in its order, with a NUL between them. */
  @FuzzTest
  void theFolderIsReadOrRefusedInWordsThatMayBeLogged(byte[] data) throws IOException {
    write(data);

    Reading reading =
        new SessionReader(LIMITS, (text, language) -> LexiconScorer.of(language).score(text))
            .read(root.resolve(ID));

    if (reading instanceof Reading.Complete complete) {
      isSound(complete.session());
    } else if (reading instanceof Reading.Refused refused) {
      assertThat(refused.detail()).isNotBlank();
      assertThat(refused.detail().chars().noneMatch(Character::isISOControl)).isTrue();
    } else if (reading instanceof Reading.Unfinished unfinished) {
      assertThat(unfinished.why()).isNotBlank();
    }
  }

  private static void isSound(CallSession session) {
    assertThat(session.id().value()).isEqualTo(ID);
    assertThat(session.findings()).hasSizeLessThanOrEqualTo(LIMITS.findings() + 1);
    session.findings().forEach(SummaryFuzzTest::isOneLine);
    for (String label :
        new String[] {
          session.labels().pipelineName(),
          session.labels().providerId(),
          session.labels().modelVariant()
        }) {
      assertThat(label).isNotBlank();
      assertThat(label.codePointCount(0, label.length())).isLessThanOrEqualTo(128);
      assertThat(label.chars().noneMatch(Character::isISOControl)).as(label).isTrue();
    }
  }

  private static void write(byte[] data) throws IOException {
    int from = 0;
    for (ArtifactFile file : CallFormats.builtIn().files()) {
      int to = from;
      while (to < data.length && data[to] != SEPARATOR) {
        to++;
      }
      Path path = root.resolve(ID).resolve(file.fileName());
      if (from <= data.length && to > from) {
        Files.write(path, Arrays.copyOfRange(data, from, to));
      } else {
        Files.deleteIfExists(path);
      }
      from = Math.min(to + 1, data.length);
    }
  }
}
