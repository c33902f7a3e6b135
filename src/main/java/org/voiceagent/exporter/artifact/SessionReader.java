package org.voiceagent.exporter.artifact;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.artifact.SnapshotReader.Snapshot;
import org.voiceagent.exporter.artifact.SummaryReader.Summary;
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
 * Reads a call's folder into one {@code CallSession}. Whatever the folder holds, reading returns:
 * bad values are dropped and named, bad files refuse the session. Thread-safe.
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
      return new Reading.Refused(RejectReason.BAD_ID, "the folder's name is no call id");
    }
    try (GuardedRoot root = rootOf(folder)) {
      if (!root.look(name).isDirectory()) {
        return new Reading.Refused(RejectReason.NOT_REGULAR, "is no folder");
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
      return new Reading.Refused(RejectReason.BAD_ID, "the folder's name is no call id");
    }
    FileContent content = content(folder, ArtifactFile.SUMMARY, limits.summaryBytes());
    if (content instanceof FileContent.Bytes bytes) {
      try {
        return summary(folder, id.get(), bytes);
      } catch (ReadingBudget.Spent | ReadingBudget.Stopped ended) {
        return new Reading.Refused(RejectReason.READ_TIME, placed(0, ended.getMessage()));
      }
    }
    return content instanceof FileContent.Unusable unusable
        ? refused(ArtifactFile.SUMMARY, unusable)
        : new Reading.Unfinished(ArtifactFile.SUMMARY.fileName() + " is not there");
  }

  /**
   * Reads just what a call's summary tells about how long its folder may stay.
   *
   * @param folder the call's open folder
   */
  public RetentionNotes retentionNotes(CallFolder folder) {
    FileContent content = content(folder, ArtifactFile.SUMMARY, limits.summaryBytes());
    if (content instanceof FileContent.Bytes bytes
        && SummaryReader.read(bytes.bytes(), limits, callers) instanceof Summary.Whole whole) {
      Optional<String> pipeline = whole.fields().facts().build().text(CallField.PIPELINE_NAME);
      return new RetentionNotes(pipeline, whole.fields().deletion());
    }
    return RetentionNotes.NONE;
  }

  /**
   * Reads just the transcript of a call, finished or not; none if there is no usable file.
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
        return transcript(content(open, ArtifactFile.TRANSCRIPT, limits.transcriptBytes()));
      }
    } catch (IOException notThere) {
      return Transcript.none();
    }
  }

  private Transcript transcript(FileContent content) {
    return content instanceof FileContent.Bytes bytes
        ? TranscriptReader.read(bytes.bytes(), limits)
        : Transcript.none();
  }

  private Reading summary(CallFolder folder, CallId id, FileContent.Bytes bytes) {
    Summary summary = SummaryReader.read(bytes.bytes(), limits, callers);
    if (summary instanceof Summary.Whole whole) {
      return rest(folder, id, whole.fields(), bytes.modifiedAt());
    }
    if (summary instanceof Summary.Broken broken) {
      return new Reading.Refused(broken.reason(), placed(broken.line(), broken.why()));
    }
    Summary.Unfinished cut = (Summary.Unfinished) summary;
    return new Reading.Unfinished(placed(cut.line(), cut.why()));
  }

  private static String placed(int line, String why) {
    return ArtifactFile.SUMMARY.fileName() + (line > 0 ? ":" + line + ": " : " ") + why;
  }

  private Reading rest(CallFolder folder, CallId id, SummaryFields fields, Instant completedAt) {
    FileContent spoken = content(folder, ArtifactFile.TRANSCRIPT, limits.transcriptBytes());
    if (spoken instanceof FileContent.Unusable unusable && !isLarge(unusable)) {
      return refused(ArtifactFile.TRANSCRIPT, unusable);
    }
    FileContent config = content(folder, ArtifactFile.SNAPSHOT, limits.snapshotBytes());
    if (config instanceof FileContent.Unusable unusable && !isLarge(unusable)) {
      return refused(ArtifactFile.SNAPSHOT, unusable);
    }
    List<Finding> findings = new ArrayList<>();
    Transcript transcript = transcript(spoken, findings);
    ConfigSnapshot snapshot = snapshot(config, findings);
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
    String why = spent.getMessage() + " and is left out";
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
