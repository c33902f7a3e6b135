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
 * Redacts the files of a call in its folder, each whole or not at all. It may end at any moment and
 * be done again: what is redacted does not change any more. A mark in the folder says how its files
 * stood when all were redacted. Thread-safe.
 */
public final class FolderRedaction {
  private static final Logger logger = LoggerFactory.getLogger(FolderRedaction.class);

  /** Goes up whenever more is taken out, so that folders of before are redacted again. */
  public static final String REVISION = "2";

  /** Something half written within this time may still become whole. */
  private static final Duration STILL_WRITING = Duration.ofMinutes(1);

  /** What was said first: it tells names that the other files hold. */
  private final Map<Layout, RedactedFile.Of> byLayout = new EnumMap<>(Layout.class);

  private final JsonRedactor json;
  private final String rules;
  private final int largest;
  private final RedactionMeter meter;
  private final InstantSource clock;

  /**
   * @param redactor takes personal data out of texts
   * @param hashes what stands in place of a caller's number and of an id that names a person
   * @param rules one word for what {@code redactor} goes by; under another one all is done again
   * @param largest the most bytes of a file; a larger one cannot be redacted
   * @param meter is told of each file
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
   * What stands in place of what names a person.
   *
   * @param callers hashes who called
   * @param calls shortens ids of calls
   */
  public record Hashes(CallerHashing callers, CallNames calls) {}

  /**
   * What became of a folder.
   *
   * @param rewritten how many files were written anew
   * @param finished false if a file is still being written, and wants another look later
   */
  public record Outcome(int rewritten, boolean finished) {}

  /**
   * Whether all files stand as they did when they were redacted. Opens only the mark.
   *
   * @throws IOException if a file cannot be looked at
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
   * @throws IOException if a file cannot be read, redacted or written, which is left as it is then;
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

  /** Without a mark nothing is wrong but that the folder is looked at again. */
  private static void mark(CallFolder folder, FolderState state) {
    try {
      folder.mark(state.text(), state.newest());
    } catch (IOException e) {
      logger.debug("a redacted folder cannot be marked: {}", e.getClass().getSimpleName());
    }
  }

  /** One time through the files of a folder. */
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

    /** What cannot be read here is told of when it is to be redacted. */
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

  /** The message of a fault may quote what was to be redacted. */
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
