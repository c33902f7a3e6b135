package org.voiceagent.exporter.inplace;

import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.artifact.ArtifactFile;
import org.voiceagent.exporter.artifact.CallFolder;
import org.voiceagent.exporter.artifact.CallerHashing;

/**
 * Redacts the files of a call in its folder, each whole or not at all. It may end at any moment and
 * be done again: what is redacted does not change any more. Thread-safe.
 */
public final class FolderRedaction {
  /** Something half written within this time may still become whole. */
  private static final Duration STILL_WRITING = Duration.ofMinutes(1);

  private final Map<ArtifactFile, Redacting.Of> byFile = new EnumMap<>(ArtifactFile.class);
  private final int largest;
  private final InstantSource clock;

  /**
   * @param texts takes personal data out of texts
   * @param callers hashes who called; the hash stands in place of the number then
   * @param largest the most bytes of a file; a larger one cannot be redacted
   * @param clock the wall clock
   */
  public FolderRedaction(
      TextRedaction texts, CallerHashing callers, int largest, InstantSource clock) {
    this.largest = largest;
    this.clock = clock;
    JsonTexts json = new JsonTexts(texts, callers);
    byFile.put(ArtifactFile.TRANSCRIPT, new LinesRedacting(texts, json));
    byFile.put(ArtifactFile.FEEDBACK_LINES, new LinesRedacting(texts, json));
    byFile.put(ArtifactFile.SUMMARY, new ObjectRedacting(json));
    byFile.put(ArtifactFile.FEEDBACK, new ObjectRedacting(json));
    byFile.put(ArtifactFile.SNAPSHOT, new SnapshotRedacting());
  }

  /**
   * What became of a folder.
   *
   * @param rewritten how many files were written anew
   * @param finished false if a file is still being written, and wants another look later
   */
  public record Outcome(int rewritten, boolean finished) {}

  /**
   * Redacts all files of a folder.
   *
   * @throws IOException if one cannot be read or written; those before it are redacted
   */
  public Outcome redact(CallFolder folder) throws IOException {
    int rewritten = 0;
    boolean finished = true;
    for (Map.Entry<ArtifactFile, Redacting.Of> one : byFile.entrySet()) {
      Optional<BasicFileAttributes> seen = folder.look(one.getKey());
      Optional<byte[]> original = folder.content(one.getKey(), largest);
      if (seen.isEmpty() || original.isEmpty()) {
        continue;
      }
      Redacting redacted = one.getValue().redact(original.get());
      if (redacted.content() == original.get()) {
        continue;
      }
      boolean mayGrow = redacted.broken() && isYoung(seen.get());
      if (!mayGrow && folder.replace(one.getKey(), redacted.content(), seen.get())) {
        rewritten++;
      } else {
        finished = false;
      }
    }
    return new Outcome(rewritten, finished);
  }

  private boolean isYoung(BasicFileAttributes file) {
    return file.lastModifiedTime().toInstant().isAfter(clock.instant().minus(STILL_WRITING));
  }
}
