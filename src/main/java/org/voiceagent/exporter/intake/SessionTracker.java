package org.voiceagent.exporter.intake;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.call.ActiveCall;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.files.Printable;
import org.voiceagent.exporter.history.CountedCalls;

/**
 * Every session that may still change: says which folders to probe and when, and hands the result
 * of each probe to {@link UncountedFolders} or {@link CountedFolders}. Used by the intake's thread
 * only.
 */
final class SessionTracker {
  private final CountedCalls ledger;
  private final UncountedFolders uncounted;
  private final CountedFolders counted;
  private final RecheckQueue rechecks = new RecheckQueue();

  SessionTracker(
      IntakeSettings settings, Counting counting, OlderFolders older, LooseReports loose) {
    this.ledger = counting.counted();
    this.counted = new CountedFolders(counting, older, rechecks);
    this.uncounted = new UncountedFolders(settings, counting, loose, rechecks, counted);
  }

  /** Adds calls that were counted before the start to those that are rechecked. */
  void recall(List<CallId> newestFirst) {
    counted.recall(newestFirst);
  }

  /** Drops everything known of these calls. */
  void forget(Set<CallId> forgotten) {
    for (CallId id : forgotten) {
      ledger
          .names()
          .folder(id)
          .ifPresent(
              name -> {
                uncounted.remove(name);
                counted.remove(name);
                rechecks.forget(name);
              });
    }
  }

  /** A folder's name as it may be shown. */
  String shown(String name) {
    return Printable.of(ledger.names().shown(name));
  }

  /** Notes that a summary was seen being written in place. */
  void inPlace(String name) {
    if (!counted.isCounted(name)) {
      uncounted.inPlace(name);
    }
  }

  /** Notes that something other than the summary was written, or that the folder is new. */
  Urgency noteCompanion(String name) {
    return counted.isCounted(name) ? Urgency.NOW : uncounted.noteCompanion(name);
  }

  /** Whether a folder that was announced has not been probed yet. */
  boolean isUnseen(String name) {
    return !counted.isCounted(name) && uncounted.find(name).filter(Candidate::isSeen).isEmpty();
  }

  /** Whether a probe of the folder can change anything. */
  boolean isOpen(String name) {
    return !counted.isCounted(name) || counted.isRecent(name);
  }

  /** Whether the folder is known, so that it is rechecked without being listed. */
  boolean isKnown(String name) {
    return uncounted.find(name).isPresent() || counted.isCounted(name);
  }

  /**
   * The sessions that can still change, the newest of the counted ones last.
   *
   * @param resting whether abandoned, refused and all recently counted ones are among them
   */
  List<String> unfinished(boolean resting) {
    List<String> names = uncounted.names(resting);
    counted.recent(resting).forEach(names::add);
    return names;
  }

  /**
   * The next folders of calls that were counted too long ago to be among the unfinished ones: they
   * may have got a file since.
   */
  List<String> older() {
    return counted.older();
  }

  /** Removes and returns the sessions whose recheck is due. */
  List<String> dueBy(long nanos) {
    List<String> names = rechecks.dueBy(nanos);
    names.forEach(name -> uncounted.find(name).ifPresent(Candidate::recheckIsDue));
    return names;
  }

  /** When the next recheck is due, if that is before the given time; otherwise that time. */
  long nextBefore(long nanos) {
    return rechecks.nextBefore(nanos);
  }

  /** How many sessions wait for a recheck. */
  int waiting() {
    return rechecks.size();
  }

  /** What to ask of the folder: it need not be read again as long as it stands as it did. */
  ProbeRequest request(String name) {
    return counted
        .request(name)
        .or(
            () ->
                uncounted
                    .find(name)
                    .map(one -> ProbeRequest.unless(name, one.uselessFingerprint())))
        .orElseGet(() -> ProbeRequest.unknown(name));
  }

  /** The calls that go on, newest sign of life first. */
  List<ActiveCall> active() {
    return uncounted.active();
  }

  /** The folders that were abandoned or refused. */
  Resting resting() {
    return uncounted.resting();
  }

  /** Takes the result of a probe: counts the call, waits for more, or refuses it. */
  void take(Probe probe, Feed.Turn turn) {
    if (probe.stamp().isEmpty()) {
      uncounted.remove(probe.name());
      counted.remove(probe.name());
      return;
    }
    FolderStamp stamp = probe.stamp().get();
    Optional<CallId> id = ledger.idOf(probe.name());
    if (id.filter(ledger::contains).isPresent()) {
      if (ledger.isForgotten(id.get())) {
        uncounted.refuseForgotten(probe.name(), id.get());
      } else {
        counted.update(probe, stamp, id.get(), turn);
      }
    } else {
      uncounted.take(probe, stamp, id, turn);
    }
  }

  /**
   * Takes note of files the daemon itself rewrote, so that they do not pass for changes of the
   * call.
   */
  void written(OwnWriting.Done own) {
    counted.written(own);
  }
}
