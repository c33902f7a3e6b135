package org.voiceagent.exporter.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.history.CountedCalls;

/**
 * The folders of calls that were counted and may still change. Such a call never counts again, but
 * it is shown as its files tell it now, and facts that they did not tell before, such as the answer
 * to a survey, count once. Used by the intake's thread only.
 */
final class CountedFolders {
  /** How many counted calls are rechecked for late changes. */
  private static final int RECENT = 1_000;

  /** How many of them are rechecked at every rescan. */
  private static final int VERY_RECENT = 100;

  private final CountedCalls ledger;
  private final FinishedCalls calls;
  private final IntakeMeter meter;
  private final IntakeClock clock;
  private final OlderFolders older;
  private final RecheckQueue rechecks;
  private final Map<String, CountedFolder> recent = Bounded.newestOnly(RECENT);

  /**
   * @param older finds changed folders among those of long ago
   * @param rechecks plans when a folder is probed again
   */
  CountedFolders(Counting counting, OlderFolders older, RecheckQueue rechecks) {
    this.ledger = counting.counted();
    this.calls = counting.calls();
    this.meter = counting.meter();
    this.clock = counting.clock();
    this.older = older;
    this.rechecks = rechecks;
  }

  /** Adds calls that were counted before the start to those that are rechecked. */
  void recall(List<CallId> newestFirst) {
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      ledger
          .names()
          .folder(newestFirst.get(i))
          .ifPresent(name -> recent.put(name, CountedFolder.UNREAD));
    }
  }

  /** Takes over a folder whose call was just counted. */
  void add(String name, CountedFolder asRead) {
    recent.put(name, asRead);
  }

  /** Drops a folder. */
  void remove(String name) {
    recent.remove(name);
  }

  /** Whether the folder's call was counted, however long ago. */
  boolean isCounted(String name) {
    return ledger.idOf(name).filter(ledger::isCounted).isPresent();
  }

  /** Whether the folder is one of those that are rechecked. */
  boolean isRecent(String name) {
    return recent.containsKey(name);
  }

  /**
   * The folders to recheck, the newest last.
   *
   * @param all whether all of them, or only the newest ones
   */
  Stream<String> recent(boolean all) {
    return recent.keySet().stream().skip(all ? 0 : Math.max(0, recent.size() - VERY_RECENT));
  }

  /**
   * The next folders of calls that were counted too long ago to be among the unfinished ones: they
   * may have got a file since.
   */
  List<String> older() {
    return older.next(name -> !recent.containsKey(name) && isCounted(name));
  }

  /** What to ask of the folder; empty if its call was not counted. */
  Optional<ProbeRequest> request(String name) {
    CountedFolder counted = recent.get(name);
    if (counted != null) {
      return Optional.of(ProbeRequest.counted(name, counted));
    }
    return isCounted(name)
        ? Optional.of(ProbeRequest.ifChanged(name, older.since()))
        : Optional.empty();
  }

  /**
   * Shows a counted call as its changed files tell it. The call never counts again, but facts that
   * it did not tell before do.
   */
  void update(Probe probe, FolderStamp stamp, CallId id, Feed.Turn turn) {
    CountedFolder before = recent.get(probe.name());
    if (before == null) {
      updateOlder(probe, stamp, id, turn);
      return;
    }
    if (probe.changed()) {
      return;
    }
    if (before.isAt(stamp.fingerprint())) {
      recent.replace(probe.name(), CountedFolder.at(stamp, clock.now()));
    } else if (probe.reading().orElse(null) instanceof Reading.Complete whole) {
      recent.put(probe.name(), CountedFolder.at(stamp.fingerprint()));
      calls.updated(whole.session());
      countLate(probe.name(), id, whole.session(), turn);
      if (before.fingerprint().isPresent()) {
        meter.sessionUpdated();
      }
    }
  }

  /** A call of long ago is not shown again, but what is new of it counts. */
  private void updateOlder(Probe probe, FolderStamp stamp, CallId id, Feed.Turn turn) {
    if (probe.changed()) {
      recent.put(probe.name(), CountedFolder.UNREAD);
    } else if (probe.reading().orElse(null) instanceof Reading.Complete whole
        && countLate(probe.name(), id, whole.session(), turn)) {
      recent.put(probe.name(), CountedFolder.at(stamp.fingerprint()));
    }
  }

  /** Counts what the call did not tell before; false if that is nothing. */
  private boolean countLate(String name, CallId id, CallSession session, Feed.Turn turn) {
    Optional<FinishedCall> late = calls.late(id, ledger.lateFacts(id), session);
    late.ifPresent(
        facts ->
            turn.submit(
                new Submission(
                    facts.counted(), session.completedAt(), facts.publish(), untilRecorded(name))));
    return late.isPresent();
  }

  /** Reads a call again whose late facts could not be recorded. */
  private Submission.Outcome untilRecorded(String name) {
    return new Submission.Outcome() {
      @Override
      public void recorded() {}

      @Override
      public void heldUp(long untilNanos) {
        recent.put(name, CountedFolder.UNREAD);
        rechecks.plan(name, untilNanos);
      }
    };
  }

  /**
   * Takes note of files the daemon itself rewrote, so that they do not pass for changes of the
   * call.
   */
  void written(OwnWriting.Done own) {
    CountedFolder known = recent.get(own.name());
    if (known != null && known.isAt(own.before().fingerprint()) && own.fingerprint().isPresent()) {
      recent.put(own.name(), CountedFolder.at(own.fingerprint().get()));
    }
  }
}
