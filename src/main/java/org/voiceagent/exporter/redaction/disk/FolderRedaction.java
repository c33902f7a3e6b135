package org.voiceagent.exporter.redaction.disk;

import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.artifact.ArtifactFile;
import org.voiceagent.exporter.artifact.ArtifactFile.Layout;
import org.voiceagent.exporter.artifact.CallFolder;
import org.voiceagent.exporter.artifact.CallerHashing;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.redaction.text.RedactionCancelled;

/**
 * Redacts the files of a call in its folder, each completely or not at all. It can stop at any
 * moment and be repeated: a redacted file does not change again. A mark in the folder records the
 * size and time of all redacted files. Thread-safe.
 */
public final class FolderRedaction {
  private static final Logger logger = LoggerFactory.getLogger(FolderRedaction.class);

  /**
   * Increased whenever more data is removed, so that folders redacted before are redacted again.
   */
  public static final String REVISION = "2";

  /** A file written within this time may still be incomplete. */
  private static final Duration STILL_WRITING = Duration.ofMinutes(1);

  /** The transcript comes first: it reveals names that the other files contain. */
  private final Map<Layout, RedactedFile.Of> byLayout = new EnumMap<>(Layout.class);

  private final JsonRedactor json;
  private final String rules;
  private final int largest;
  private final RedactionMeter meter;
  private final InstantSource clock;

  /**
   * @param redactor removes personal data from texts
   * @param hashes the replacements for callers' numbers and for ids that identify a person
   * @param rules one word that identifies the redactor's rules; if it changes, all folders are
   *     redacted again
   * @param largest the maximum size of a file in bytes; a larger one cannot be redacted
   * @param meter is told about each file
   * @param clock the wall clock
   */
  public FolderRedaction(
      Redactor redactor,
      Hashes hashes,
      String rules,
      int largest,
      RedactionMeter meter,
      InstantSource clock) {
    this.rules = rules;
    this.largest = largest;
    this.meter = meter;
    this.clock = clock;
    json = new JsonRedactor(redactor, hashes.callers(), hashes.calls());
    byLayout.put(Layout.LINES, new JsonLinesRedactor(redactor, json));
    byLayout.put(Layout.OBJECT, new JsonObjectRedactor(json));
    byLayout.put(Layout.SETTINGS, new SnapshotRedactor(redactor));
  }

  /**
   * The replacements for data that identifies a person.
   *
   * @param callers hashes the caller
   * @param calls shortens ids of calls
   */
  public record Hashes(CallerHashing callers, CallNames calls) {}

  /**
   * The result for a folder.
   *
   * @param rewritten how many files were rewritten
   * @param finished false if a file is still being written, and the folder must be checked again
   *     later
   */
  public record Outcome(int rewritten, boolean finished) {}

  /**
   * Whether no file has changed since the folder was redacted. Opens only the mark.
   *
   * @throws IOException if the attributes of a file cannot be read
   */
  public boolean isDone(CallFolder folder) throws IOException {
    Optional<String> mark = folder.mark();
    if (mark.isEmpty()) {
      return false;
    }
    FolderState now = new FolderState(rules, folder.formats());
    for (ArtifactFile file : folder.formats().files()) {
      folder.look(file).ifPresent(seen -> now.add(file, seen.size(), seen));
    }
    return now.text().equals(mark.get());
  }

  /**
   * Redacts all files of a folder, and marks it.
   *
   * @throws IOException if a file cannot be read, redacted or written; that file is left unchanged,
   *     all others are redacted
   */
  public Outcome redact(CallFolder folder) throws IOException {
    Pass pass = new Pass(folder);
    pass.gatherNames();
    IOException first = null;
    for (ArtifactFile file : inOrder(folder)) {
      try {
        pass.redact(file, byLayout.get(file.redaction()));
      } catch (IOException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
    if (pass.finished) {
      mark(folder, pass.state);
    }
    return new Outcome(pass.rewritten, pass.finished);
  }

  private static List<ArtifactFile> inOrder(CallFolder folder) {
    return folder.formats().files().stream()
        .sorted(Comparator.comparing(ArtifactFile::redaction))
        .toList();
  }

  /** A missing mark only causes another check of the folder. */
  private static void mark(CallFolder folder, FolderState state) {
    try {
      folder.mark(state.text(), state.newest());
    } catch (IOException e) {
      logger.debug("a redacted folder cannot be marked: {}", e.getClass().getSimpleName());
    }
  }

  /** One pass over the files of a folder. */
  private final class Pass {
    private final CallFolder folder;
    private final FolderState state;
    private final RemovedWords names = new RemovedWords();
    private int rewritten;
    private boolean finished = true;

    Pass(CallFolder folder) {
      this.folder = folder;
      this.state = new FolderState(rules, folder.formats());
    }

    /** Ignores unreadable files here; they are reported when they are redacted. */
    void gatherNames() {
      for (ArtifactFile file : folder.formats().files()) {
        if (file.redaction() != Layout.OBJECT) {
          continue;
        }
        try {
          folder.look(file);
          folder
              .content(file, largest)
              .flatMap(JsonObjectRedactor::parse)
              .ifPresent(object -> json.gatherNames(object, "", "", names));
        } catch (IOException | RuntimeException | StackOverflowError unreadable) {
          logger.debug("no names are known from {}", file.fileName());
        }
      }
    }

    void redact(ArtifactFile file, RedactedFile.Of kind) throws IOException {
      Optional<BasicFileAttributes> seen = folder.look(file);
      Optional<byte[]> original = folder.content(file, largest);
      if (seen.isEmpty() || original.isEmpty()) {
        finished &= seen.isEmpty() && original.isEmpty();
        return;
      }
      RedactedFile redacted = redacted(file, kind, original.get(), isYoung(seen.get()), names);
      finished &= !redacted.waiting();
      if (redacted.content() == original.get()) {
        finished &= seen.get().size() == original.get().length;
      } else if (folder.replace(file, redacted.content(), seen.get())) {
        rewritten++;
        meter.fileRedacted();
      } else {
        finished = false;
      }
      state.add(file, redacted.content().length, seen.get());
    }
  }

  /** Hides the message of a failure, which may quote personal data. */
  private static RedactedFile redacted(
      ArtifactFile file, RedactedFile.Of kind, byte[] original, boolean young, RemovedWords names)
      throws IOException {
    try {
      return kind.redact(original, young, names);
    } catch (RedactionCancelled ending) {
      throw ending;
    } catch (RuntimeException | StackOverflowError fault) {
      String why = " cannot be redacted: " + fault.getClass().getSimpleName();
      throw new IOException(file.fileName() + why);
    }
  }

  private boolean isYoung(BasicFileAttributes file) {
    return file.lastModifiedTime().toInstant().isAfter(clock.instant().minus(STILL_WRITING));
  }
}
