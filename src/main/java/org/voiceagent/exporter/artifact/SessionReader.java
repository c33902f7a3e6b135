package org.voiceagent.exporter.artifact;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.artifact.SnapshotReader.Snapshot;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.call.ConfigSnapshot;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.Finding.Reason;
import org.voiceagent.exporter.call.Transcript;
import org.voiceagent.exporter.files.FileContent;
import org.voiceagent.exporter.files.GuardedRoot;

/**
 * Reads a call's folder into one {@code CallSession}. Reading never throws because of a folder's
 * content: a bad value is dropped with a finding, and a bad file makes the result a refusal.
 * Thread-safe.
 */
public final class SessionReader {
  private final ReadLimits limits;
  private final SentimentScorer scorer;
  private final CallerHashing callers;
  private final CallNames names;
  private final SnapshotCache snapshots = new SnapshotCache();

  /**
   * A reader that never says who called.
   *
   * @param limits how much is read at most
   * @param scorer scores caller turns where the engine does not; {@link SentimentScorer#OFF} to not
   */
  public SessionReader(ReadLimits limits, SentimentScorer scorer) {
    this(limits, scorer, CallerHashing.OFF);
  }

  /**
   * @param limits how much is read at most
   * @param scorer scores caller turns where the engine does not; {@link SentimentScorer#OFF} to not
   * @param callers hashes who called
   */
  public SessionReader(ReadLimits limits, SentimentScorer scorer, CallerHashing callers) {
    this(limits, scorer, callers, CallNames.asTheyAre());
  }

  /**
   * @param limits how much is read at most
   * @param scorer scores caller turns where the engine does not; {@link SentimentScorer#OFF} to not
   * @param callers hashes who called
   * @param names how calls are named
   */
  public SessionReader(
      ReadLimits limits, SentimentScorer scorer, CallerHashing callers, CallNames names) {
    this.names = names;
    this.callers = callers;
    this.limits = limits;
    this.scorer = scorer;
  }

  /** Reads the folder as it is now; its name is the call's id. */
  public Reading read(Path folder) {
    String name = String.valueOf(folder.getFileName());
    if (CallId.parse(name).isEmpty()) {
      return new Reading.Refused(RejectReason.BAD_ID, "the folder's name is not a call id");
    }
    try (GuardedRoot root = rootOf(folder)) {
      if (!root.look(name).isDirectory()) {
        return new Reading.Refused(RejectReason.NOT_REGULAR, "is not a folder");
      }
      try (CallFolder open = CallFolder.open(root, name)) {
        return read(open);
      }
    } catch (NoSuchFileException gone) {
      return new Reading.Unfinished("the folder is not there");
    } catch (IOException e) {
      return new Reading.Refused(
          RejectReason.UNREADABLE, "cannot be read: " + e.getClass().getSimpleName());
    }
  }

  /** Reads the open folder as it is now; its name is the call's id. */
  public Reading read(CallFolder folder) {
    Optional<CallId> id = names.id(folder.name());
    if (id.isEmpty()) {
      return new Reading.Refused(RejectReason.BAD_ID, "the folder's name is not a call id");
    }
    try {
      return ended(folder, id.get());
    } catch (ReadingBudget.Spent | ReadingBudget.Stopped ended) {
      return new Reading.Refused(
          RejectReason.READ_TIME, placed(endOf(folder), 0, ended.getMessage()));
    }
  }

  /**
   * Says whether a report that lies beside the folders of calls is written to its end. What else is
   * wrong with it shows when it is read in a folder of its own.
   *
   * @param name the file's name
   * @param seen how it stood when it was looked at
   */
  public Reading readLoose(GuardedRoot root, String name, BasicFileAttributes seen) {
    FileContent content = root.content(name, seen, limits.summaryBytes());
    try {
      if (content instanceof FileContent.Bytes bytes
          && SummaryReader.read(bytes.bytes(), name, limits) instanceof Summary.Unfinished cut) {
        return new Reading.Unfinished(name + " " + cut.why());
      }
    } catch (ReadingBudget.Spent tooSlow) {
      return new Reading.Loose(name);
    }
    return new Reading.Loose(name);
  }

  /** The first file that ends the call says whether it can be read; the others add to it. */
  private Reading ended(CallFolder folder, CallId id) {
    List<CallFormat> formats = folder.formats().formats();
    for (int i = 0; i < formats.size(); i++) {
      ArtifactFile end = formats.get(i).end();
      FileContent content = content(folder, end, limits.summaryBytes());
      if (content instanceof FileContent.Unusable unusable) {
        return refused(end, unusable);
      }
      if (content instanceof FileContent.Bytes bytes) {
        Summary summary = formats.get(i).read(bytes.bytes(), limits, callers);
        return summary instanceof Summary.Whole whole
            ? rest(folder, id, completed(whole, folder, i + 1), bytes.modifiedAt())
            : unread(end, summary);
      }
    }
    return new Reading.Unfinished(formats.get(0).end() + " is not there");
  }

  private static ArtifactFile endOf(CallFolder folder) {
    List<CallFormat> formats = folder.formats().formats();
    for (CallFormat format : formats) {
      try {
        if (folder.seen(format.end()).isPresent()) {
          return format.end();
        }
      } catch (IOException notSeen) {
        // Then it was not what took so long.
      }
    }
    return formats.get(0).end();
  }

  /**
   * What is whole, with what the files of less trusted formats add. One that cannot be read, or
   * that takes too long, costs only itself.
   */
  private Summary.Whole completed(Summary.Whole whole, CallFolder folder, int next) {
    Summary.Whole all = whole;
    List<CallFormat> formats = folder.formats().formats();
    List<CallFormat> others = formats.subList(next, formats.size());
    for (CallFormat format : others) {
      FileContent content = content(folder, format.end(), limits.summaryBytes());
      if (!(content instanceof FileContent.Missing)) {
        all = all.completedFrom(other(format, content, others.size()), format.end());
      }
    }
    return all;
  }

  /** Reads another report of the same call; all of them together may take one file's time. */
  private Summary other(CallFormat format, FileContent content, int sharers) {
    if (content instanceof FileContent.Bytes bytes) {
      try {
        Duration share = limits.readTime().dividedBy(sharers);
        return format.read(bytes.bytes(), limits.within(share), callers);
      } catch (ReadingBudget.Spent spent) {
        return new Summary.Broken(
            RejectReason.READ_TIME, 0, spent.getMessage() + " and is ignored");
      }
    }
    FileContent.Unusable unusable = (FileContent.Unusable) content;
    return new Summary.Broken(RejectReason.of(unusable.fault()), 0, unusable.detail());
  }

  /**
   * Reads just what a call's summary tells about how long its folder may stay.
   *
   * @param folder the call's open folder
   */
  public RetentionNotes retentionNotes(CallFolder folder) {
    List<CallFormat> formats = folder.formats().formats();
    for (int i = 0; i < formats.size(); i++) {
      Optional<Summary.Whole> first = whole(formats.get(i), folder);
      if (first.isPresent()) {
        SummaryFields fields = completed(first.get(), folder, i + 1).fields();
        Optional<String> pipeline = fields.facts().build().text(CallField.PIPELINE_NAME);
        return new RetentionNotes(pipeline, fields.deletion());
      }
    }
    return RetentionNotes.NONE;
  }

  /** What a file that ends the call says, if it is there, whole, and read in time. */
  private Optional<Summary.Whole> whole(CallFormat format, CallFolder folder) {
    if (content(folder, format.end(), limits.summaryBytes()) instanceof FileContent.Bytes bytes) {
      try {
        if (format.read(bytes.bytes(), limits, callers) instanceof Summary.Whole whole) {
          return Optional.of(whole);
        }
      } catch (ReadingBudget.Spent tooSlow) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /**
   * Reads only the transcript of a call, finished or not. Returns an empty one if no file is
   * usable.
   *
   * @param folder the call's folder
   */
  public Transcript transcript(Path folder) {
    String name = String.valueOf(folder.getFileName());
    try (GuardedRoot root = rootOf(folder)) {
      if (!root.look(name).isDirectory()) {
        return Transcript.none();
      }
      try (CallFolder open = CallFolder.open(root, name)) {
        return transcript(open);
      }
    } catch (IOException notThere) {
      return Transcript.none();
    }
  }

  /** Reads only the transcript of a call whose folder is open; empty if no file is usable. */
  Transcript transcript(CallFolder folder) {
    FileContent said = content(folder, ArtifactFile.TRANSCRIPT, limits.transcriptBytes());
    return said instanceof FileContent.Missing ? reported(folder) : transcript(said);
  }

  /** The transcript that the file which ends the call holds, if it holds one. */
  private Transcript reported(CallFolder folder) {
    return folder.formats().formats().stream()
        .filter(CallFormat::holdsTranscript)
        .flatMap(format -> whole(format, folder).stream())
        .flatMap(whole -> whole.transcript().stream())
        .findFirst()
        .orElseGet(Transcript::none);
  }

  private Transcript transcript(FileContent content) {
    return content instanceof FileContent.Bytes bytes
        ? TranscriptReader.read(bytes.bytes(), limits)
        : Transcript.none();
  }

  private static Reading unread(ArtifactFile end, Summary summary) {
    if (summary instanceof Summary.Broken broken) {
      return new Reading.Refused(broken.reason(), placed(end, broken.line(), broken.why()));
    }
    Summary.Unfinished cut = (Summary.Unfinished) summary;
    return new Reading.Unfinished(placed(end, cut.line(), cut.why()));
  }

  private static String placed(ArtifactFile file, int line, String why) {
    return file.fileName() + (line > 0 ? ":" + line + ": " : " ") + why;
  }

  private Reading rest(CallFolder folder, CallId id, Summary.Whole whole, Instant completedAt) {
    FileContent spoken = content(folder, ArtifactFile.TRANSCRIPT, limits.transcriptBytes());
    if (spoken instanceof FileContent.Unusable unusable && !isLarge(unusable)) {
      return refused(ArtifactFile.TRANSCRIPT, unusable);
    }
    FileContent config = content(folder, ArtifactFile.SNAPSHOT, limits.snapshotBytes());
    if (config instanceof FileContent.Unusable unusable && !isLarge(unusable)) {
      return refused(ArtifactFile.SNAPSHOT, unusable);
    }
    List<Finding> findings = new ArrayList<>();
    Transcript transcript =
        spoken instanceof FileContent.Missing
            ? reported(whole.transcript(), findings)
            : transcript(spoken, findings);
    ConfigSnapshot snapshot =
        config instanceof FileContent.Missing
            ? whole.snapshot().orElse(ConfigSnapshot.none())
            : snapshot(config, findings);
    SummaryFields fields = whole.fields();
    Facts.Builder said = withFeedback(folder, fields, findings);
    SessionAssembly assembly = new SessionAssembly(id, completedAt, scorer, limits.findings());
    return new Reading.Complete(
        assembly.assemble(fields, named(said), transcript, snapshot, findings));
  }

  /** The id that the summary gives is that of the folder, or should be. */
  private Facts.Builder named(Facts.Builder facts) {
    Optional<String> written = facts.text(CallField.CALL_UUID);
    return written.isPresent()
        ? facts.text(CallField.CALL_UUID, names.shown(written.get()))
        : facts;
  }

  private Transcript transcript(FileContent content, List<Finding> findings) {
    if (content instanceof FileContent.Bytes bytes) {
      try {
        Transcript transcript = TranscriptReader.read(bytes.bytes(), limits);
        findings.addAll(transcript.findings());
        return transcript;
      } catch (ReadingBudget.Spent spent) {
        findings.add(leftOut(ArtifactFile.TRANSCRIPT, spent));
        return Transcript.none();
      }
    }
    noteLarge(ArtifactFile.TRANSCRIPT, content, findings);
    return Transcript.none();
  }

  /** What was said by the file that ends the call. */
  private static Transcript reported(Optional<Transcript> transcript, List<Finding> findings) {
    transcript.ifPresent(said -> findings.addAll(said.findings()));
    return transcript.orElse(Transcript.none());
  }

  private ConfigSnapshot snapshot(FileContent content, List<Finding> findings) {
    if (content instanceof FileContent.Bytes bytes) {
      try {
        Snapshot snapshot = snapshots.read(bytes.bytes(), limits);
        findings.addAll(snapshot.findings());
        return snapshot.snapshot();
      } catch (ReadingBudget.Spent spent) {
        findings.add(leftOut(ArtifactFile.SNAPSHOT, spent));
        return ConfigSnapshot.none();
      }
    }
    noteLarge(ArtifactFile.SNAPSHOT, content, findings);
    return ConfigSnapshot.none();
  }

  /** What the summary says, with what became known later in place of it. */
  private Facts.Builder withFeedback(
      CallFolder folder, SummaryFields fields, List<Finding> findings) {
    try {
      Facts.Builder said = fields.facts();
      findings.addAll(feedback(folder, said));
      return said;
    } catch (ReadingBudget.Spent spent) {
      findings.add(leftOut(ArtifactFile.FEEDBACK, spent));
      return fields.facts();
    }
  }

  private List<Finding> feedback(CallFolder folder, Facts.Builder facts) {
    FeedbackReader reader = new FeedbackReader(facts, limits);
    if (content(folder, ArtifactFile.FEEDBACK, limits.summaryBytes())
        instanceof FileContent.Bytes one) {
      reader.object(one.bytes());
    }
    if (content(folder, ArtifactFile.FEEDBACK_LINES, limits.summaryBytes())
        instanceof FileContent.Bytes many) {
      reader.lines(many.bytes());
    }
    return reader.findings();
  }

  /** The call is counted without a companion that takes too much work. */
  private static Finding leftOut(ArtifactFile file, ReadingBudget.Spent spent) {
    String why = spent.getMessage() + " and is ignored";
    return new Finding(file.fileName(), 0, "file", Reason.LIMIT, why);
  }

  /** The summary alone counts the call, so a companion that is too large costs only itself. */
  private static boolean isLarge(FileContent.Unusable unusable) {
    return unusable.fault() == FileContent.Fault.TOO_LARGE;
  }

  private static void noteLarge(ArtifactFile file, FileContent content, List<Finding> findings) {
    if (content instanceof FileContent.Unusable large) {
      findings.add(new Finding(file.fileName(), 0, "file", Reason.LIMIT, large.detail()));
    }
  }

  private static Reading.Refused refused(ArtifactFile file, FileContent.Unusable unusable) {
    return new Reading.Refused(
        RejectReason.of(unusable.fault()), file.fileName() + " " + unusable.detail());
  }

  private static FileContent content(CallFolder folder, ArtifactFile file, int limit) {
    return folder.read(file, limit);
  }

  private static GuardedRoot rootOf(Path folder) throws IOException {
    Path parent = folder.getParent();
    return GuardedRoot.open(parent == null ? folder.getFileSystem().getPath(".") : parent);
  }
}
