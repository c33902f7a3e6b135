package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.advice.Advice;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.ActiveCall;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.RestingCall;
import org.voiceagent.exporter.call.Transcript;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.intake.FolderFeed;
import org.voiceagent.exporter.report.CallArchive;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.report.ReportStore;

/**
 * Answers for calls no longer in memory from their folders. An id has no path separator and does
 * not begin with a dot, so its folder is always directly below the root.
 */
final class FolderArchive implements CallArchive {
  private final Path root;
  private final SessionReader reader;
  private final AdviceInForce advice;
  private final ReportStore store;
  private final CountedCalls ledger;
  private final FolderFeed feed;

  FolderArchive(Path root, SessionReader reader, KnownCalls known, FolderFeed feed) {
    this.root = root;
    this.reader = reader;
    this.advice = known.advice();
    this.store = known.reports();
    this.ledger = known.state().ledger();
    this.feed = feed;
  }

  @Override
  public Optional<CallReport> report(CallId id) {
    if (isNotShown(id)) {
      return Optional.empty();
    }
    Optional<CallReport> kept = store.find(id);
    return kept.isPresent() ? kept : isCounted(id) ? readAgain(id) : Optional.empty();
  }

  @Override
  public Optional<Transcript> transcript(CallId id) {
    Path folder = folder(id);
    return !isNotShown(id)
            && !ledger.isForgotten(id)
            && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(reader.transcript(folder))
        : Optional.empty();
  }

  @Override
  public Optional<RestingCall> resting(CallId id) {
    Optional<RestingCall> known =
        feed.resting().newestFirst().stream()
            .filter(call -> call.id().filter(id::equals).isPresent())
            .findFirst();
    return known.isPresent() || isNotShown(id) || ledger.isForgotten(id) || isCounted(id)
        ? known
        : readResting(id);
  }

  private Optional<RestingCall> readResting(CallId id) {
    Path folder = folder(id);
    try {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      Optional<RestingCall.Refusal> refusal =
          reader.read(folder) instanceof Reading.Refused refused
              ? Optional.of(new RestingCall.Refusal(refused.reason().label(), refused.detail()))
              : Optional.empty();
      Instant changed = Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toInstant();
      return Optional.of(new RestingCall(id.value(), Optional.of(id), changed, refusal));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  @Override
  public List<ActiveCall> active() {
    return feed.active();
  }

  /** It may have been counted under its folder's name, before it had a short form. */
  private boolean isCounted(CallId id) {
    return ledger.isCounted(id)
        || (ledger.names().isShortForm(id)
            && ledger
                .idOf(folder(id).getFileName().toString())
                .filter(ledger::isCounted)
                .isPresent());
  }

  /** A call that has a short form is found by that alone: what was asked for stands on the page. */
  private boolean isNotShown(CallId id) {
    return !ledger.names().shown(id).equals(id);
  }

  private Path folder(CallId id) {
    return root.resolve(
        ledger.names().folder(id).or(() -> ledger.names().folder(id, names())).orElse(id.value()));
  }

  private List<String> names() {
    try (GuardedRoot all = GuardedRoot.open(root)) {
      return all.names();
    } catch (IOException unreachable) {
      return List.of();
    }
  }

  private Optional<CallReport> readAgain(CallId id) {
    Path folder = folder(id);
    boolean there = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
    return there && reader.read(folder) instanceof Reading.Complete complete
        ? Optional.of(reportOf(complete.session()))
        : Optional.empty();
  }

  private CallReport reportOf(CallSession session) {
    return new CallReport(session, session.isSimulated() ? Advice.none() : advice.advise(session));
  }
}
