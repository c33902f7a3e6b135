package org.voiceagent.exporter.daemon;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.Transcript;
import org.voiceagent.exporter.feedback.CallArchive;
import org.voiceagent.exporter.feedback.CallReport;
import org.voiceagent.exporter.feedback.ReportStore;
import org.voiceagent.exporter.intake.CallIntake;
import org.voiceagent.exporter.ledger.Ledger;

/**
 * Answers for calls no longer in memory from their folders. An id has no path separator and does
 * not begin with a dot, so its folder is always directly below the root.
 */
final class FolderArchive implements CallArchive {
  private final Path root;
  private final SessionReader reader;
  private final AdviceInForce advice;
  private final ReportStore store;
  private final Ledger ledger;
  private final CallIntake intake;

  FolderArchive(
      Path root,
      SessionReader reader,
      AdviceInForce advice,
      ReportStore store,
      Ledger ledger,
      CallIntake intake) {
    this.root = root;
    this.reader = reader;
    this.advice = advice;
    this.store = store;
    this.ledger = ledger;
    this.intake = intake;
  }

  @Override
  public Optional<CallReport> report(CallId id) {
    Optional<CallReport> kept = store.find(id);
    return kept.isPresent() ? kept : ledger.isCounted(id) ? readAgain(id) : Optional.empty();
  }

  @Override
  public Optional<Transcript> transcript(CallId id) {
    Path folder = root.resolve(id.value());
    return !ledger.isForgotten(id) && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(reader.transcript(folder))
        : Optional.empty();
  }

  @Override
  public List<ActiveCall> active() {
    return intake.active();
  }

  private Optional<CallReport> readAgain(CallId id) {
    Path folder = root.resolve(id.value());
    boolean there = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
    return there && reader.read(folder) instanceof Reading.Complete complete
        ? Optional.of(new CallReport(complete.session(), advice.advise(complete.session())))
        : Optional.empty();
  }
}
