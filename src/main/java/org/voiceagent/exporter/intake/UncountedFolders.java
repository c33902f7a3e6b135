package org.voiceagent.exporter.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.artifact.LooseReport;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.RejectReason;
import org.voiceagent.exporter.call.ActiveCall;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.RestingCall;
import org.voiceagent.exporter.files.Printable;
import org.voiceagent.exporter.history.CountedCalls;

/**
 * The folders whose calls are not counted: judges each probe of one, and counts the call, waits for
 * more files, abandons the call, or refuses the session. {@link Candidate} draws the states. Used
 * by the intake's thread only.
 */
final class UncountedFolders {
  private static final Logger logger = LoggerFactory.getLogger(UncountedFolders.class);

  /** How many uncounted folders are tracked; each takes about 200 bytes. */
  private static final int MOST_CANDIDATES = 200_000;

  /** An unfinished summary that was written to within this time is rechecked without a hint. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  /** How often a session that cannot be read is retried before it is refused. */
  private static final int MOST_RETRIES = 6;

  /** The pause before the first retry; each further one is twice as long, 16 s in all. */
  private static final long FIRST_RETRY_NANOS = Duration.ofMillis(250).toNanos();

  private final IntakeSettings settings;
  private final LooseReports loose;
  private final RecheckQueue rechecks;
  private final CountedFolders counted;
  private final Completeness completeness;
  private final CountedCalls ledger;
  private final FinishedCalls calls;
  private final IntakeMeter meter;
  private final IntakeClock clock;
  private final RefusalLog refusals;
  private final CandidateSet candidates = new CandidateSet(MOST_CANDIDATES);
  private final RestingFolders resting = new RestingFolders();
  private boolean saidFull;

  /**
   * @param loose moves reports that lie beside the folders into one
   * @param rechecks plans when a folder is probed again
   * @param counted takes over a folder once its call is counted
   */
  UncountedFolders(
      IntakeSettings settings,
      Counting counting,
      LooseReports loose,
      RecheckQueue rechecks,
      CountedFolders counted) {
    this.settings = settings;
    this.loose = loose;
    this.rechecks = rechecks;
    this.counted = counted;
    this.completeness = new Completeness(settings.settle());
    this.ledger = counting.counted();
    this.calls = counting.calls();
    this.meter = counting.meter();
    this.clock = counting.clock();
    this.refusals = new RefusalLog(clock);
  }

  /** What is known of a folder; empty if nothing is. */
  Optional<Candidate> find(String name) {
    return candidates.find(name);
  }

  /** Drops a folder. */
  void remove(String name) {
    candidates.remove(name);
    resting.remove(name);
  }

  /**
   * The folders that may still become calls.
   *
   * @param resting whether abandoned and refused ones are among them
   */
  List<String> names(boolean resting) {
    List<String> names = new ArrayList<>(candidates.active().keySet());
    if (resting) {
      names.addAll(candidates.resting().keySet());
    }
    return names;
  }

  /** Notes that a summary was seen being written in place. */
  void inPlace(String name) {
    candidates.get(name).inPlace();
  }

  /** Notes that something other than the summary was written, or that the folder is new. */
  Urgency noteCompanion(String name) {
    Candidate candidate = candidates.get(name);
    if (candidate.isWithoutSummary()) {
      // The call just goes on; what its files say matters only at its end.
      candidate.signOfLife(clock.now(), clock.nanos(), settings.idle().toNanos());
      return Urgency.LATER;
    }
    if (candidate.isSeen()) {
      return Urgency.NOW;
    }
    candidate.seenChanging();
    return Urgency.SOON;
  }

  /** The calls that go on, newest sign of life first. */
  List<ActiveCall> active() {
    List<ActiveCall> active = new ArrayList<>();
    candidates
        .active()
        .forEach(
            (name, candidate) -> {
              if (candidate.isSeen() && !LooseReport.isName(name)) {
                ledger
                    .names()
                    .id(name)
                    .ifPresent(id -> active.add(new ActiveCall(id, candidate.lastSign())));
              }
            });
    active.sort((a, b) -> b.lastSign().compareTo(a.lastSign()));
    return List.copyOf(active);
  }

  /**
   * The folders that were abandoned or refused last, the last one first, and how many there are.
   */
  Resting resting() {
    return new Resting(resting.newestFirst(), candidates.resting().size());
  }

  /**
   * Takes the result of a probe: counts the call, waits for more, or refuses it.
   *
   * @param id the call's id; empty if the folder's name is none
   */
  void take(Probe probe, FolderStamp stamp, Optional<CallId> id, Feed.Turn turn) {
    Candidate candidate = candidate(probe.name());
    if (id.isEmpty() && candidate.state() == Candidate.State.REFUSED) {
      return; // No change of its files makes its name better.
    }
    candidate.seen(stamp, clock.nanos(), nanosUntilIdle(stamp));
    candidates.sort(probe.name(), candidate);
    if (candidate.state() == Candidate.State.ACTIVE) {
      resting.remove(probe.name());
    }
    if (id.isEmpty()) {
      String what = LooseReport.isName(probe.name()) ? "the room in its" : "the folder's";
      refuse(probe.name(), candidate, RejectReason.BAD_ID, what + " name is no call id");
    } else if (probe.reading().isPresent()) {
      judge(probe, candidate, stamp, turn);
    } else {
      waitForMore(probe.name(), candidate);
    }
  }

  private Candidate candidate(String name) {
    if (candidates.isFull() && !saidFull) {
      saidFull = true;
      logger.warn(
          "more than {} folders are not counted; further ones are found only by rescanning all"
              + " of them. Delete folders that no engine needs",
          MOST_CANDIDATES);
    }
    return candidates.get(name);
  }

  private void judge(Probe probe, Candidate candidate, FolderStamp stamp, Feed.Turn turn) {
    Reading reading = probe.reading().orElseThrow();
    long now = clock.nanos();
    if (probe.changed() && reading instanceof Reading.Refused notNow && isUnreadable(notNow)) {
      tryAgainSoon(probe.name(), candidate, notNow, now);
    } else if (probe.changed()) {
      candidate.disturbed(now);
      recheckLater(probe.name(), candidate, now);
    } else if (reading instanceof Reading.Unfinished) {
      candidate.inPlace();
      candidate.uselesslyRead();
      waitForMore(probe.name(), candidate);
      if (candidate.lastSign().isAfter(clock.now().minus(FRESH))) {
        recheckLater(probe.name(), candidate, now);
      }
    } else {
      boolean settled = completeness.isSettled(candidate, stamp, now, clock.now());
      if (reading instanceof Reading.Loose && settled) {
        house(probe.name(), candidate);
      } else if (reading instanceof Reading.Complete whole
          && (settled || completeness.isTakenAtOnce(candidate, stamp, whole.session()))) {
        end(probe.name(), candidate, stamp, whole.session(), turn);
      } else if (reading instanceof Reading.Refused refused && mayPass(refused, candidate)) {
        tryAgainSoon(probe.name(), candidate, refused, now);
      } else if (reading instanceof Reading.Refused refused && settled) {
        refuse(probe.name(), candidate, refused.reason(), refused.detail());
      } else {
        recheckLater(probe.name(), candidate, candidate.unchangedSinceNanos());
      }
    }
  }

  /** The folder is probed next; the report lies in it under the name of its format. */
  private void house(String name, Candidate candidate) {
    LooseReports.Outcome outcome = loose.house(name);
    if (outcome instanceof LooseReports.Outcome.Housed housed) {
      remove(name);
      rechecks.plan(housed.folder(), clock.nanos());
    } else if (outcome instanceof LooseReports.Outcome.Stays stays) {
      refuse(name, candidate, stays.reason(), stays.why());
    }
  }

  /** Too many open files, or a file server that does not answer, says nothing about the call. */
  private static boolean mayPass(Reading.Refused refused, Candidate candidate) {
    return isUnreadable(refused)
        && candidate.state() != Candidate.State.REFUSED
        && (candidate.failedReads() < MOST_RETRIES || candidate.isRecheckPlanned());
  }

  private static boolean isUnreadable(Reading.Refused refused) {
    return refused.reason() == RejectReason.UNREADABLE;
  }

  private void tryAgainSoon(String name, Candidate candidate, Reading.Refused why, long now) {
    refusals.retried(name, why.detail());
    if (candidate.planRecheck()) {
      long pause = FIRST_RETRY_NANOS << Math.min(MOST_RETRIES, candidate.failedReads());
      candidate.failedToRead();
      rechecks.plan(name, now + pause);
    }
  }

  private void recheckLater(String name, Candidate candidate, long sinceNanos) {
    if (candidate.planRecheck()) {
      rechecks.plan(name, sinceNanos + settings.settle().toNanos());
    }
  }

  /** A fault of the program in one call must not stop the others. */
  private void end(
      String name, Candidate candidate, FolderStamp stamp, CallSession session, Feed.Turn turn) {
    try {
      FinishedCall call = calls.finished(session);
      Optional<FinishedCall> late =
          calls.late(session.id(), ledger.lateFacts(session.id()), session);
      turn.submit(
          new Submission(
              call.counted(),
              session.completedAt(),
              call.publish(),
              whenRecorded(name, CountedFolder.at(stamp, clock.now()))));
      // In one batch with the call, so that both are recorded or neither is.
      late.ifPresent(
          facts ->
              turn.submit(new Submission(facts.counted(), session.completedAt(), facts.publish())));
    } catch (RuntimeException | StackOverflowError fault) {
      logger.error("session {} could not be judged", shown(name), fault);
      refuse(
          name,
          candidate,
          RejectReason.FAULT,
          "judging it failed with " + fault.getClass().getSimpleName());
    }
  }

  /** Ends the tracking of a call once it is recorded. */
  private Submission.Outcome whenRecorded(String name, CountedFolder asRead) {
    return new Submission.Outcome() {
      @Override
      public void recorded() {
        remove(name);
        counted.add(name, asRead);
      }

      @Override
      public void heldUp(long untilNanos) {
        rechecks.plan(name, untilNanos);
      }
    };
  }

  private void refuse(String name, Candidate candidate, RejectReason reason, String detail) {
    if (candidate.state() != Candidate.State.REFUSED && candidates.find(name).isPresent()) {
      candidate.become(Candidate.State.REFUSED);
      candidates.sort(name, candidate);
      // A changed permission does not show in a stamp, so such a session is retried now and then.
      if (reason != RejectReason.UNREADABLE) {
        candidate.uselesslyRead();
      }
      meter.sessionRejected(reason);
      refusals.refused(shown(name), reason, detail);
      rest(name, candidate, Optional.of(new RestingCall.Refusal(reason.label(), detail)));
    }
  }

  private void waitForMore(String name, Candidate candidate) {
    if (candidate.isIdle(clock.nanos())
        && candidate.state() == Candidate.State.ACTIVE
        && candidates.find(name).isPresent()) {
      candidate.become(Candidate.State.ABANDONED);
      candidates.sort(name, candidate);
      rest(name, candidate, Optional.empty());
      meter.sessionAbandoned();
      logger.info(
          "call {} is abandoned: nothing was written for {} and there is no whole metrics.json",
          shown(name),
          settings.idle());
      if (LooseReport.isName(name)) {
        house(name, candidate); // so that retention and redaction reach what there is of it
      }
    }
  }

  private void rest(String name, Candidate candidate, Optional<RestingCall.Refusal> refusal) {
    resting.add(
        name, new RestingCall(shown(name), ledger.names().id(name), candidate.lastSign(), refusal));
  }

  /** The wall clock is asked once, when the files changed: it may jump while the call goes on. */
  private long nanosUntilIdle(FolderStamp stamp) {
    Duration quiet = Duration.between(stamp.lastSign(), clock.now());
    if (quiet.isNegative()) {
      return settings.idle().toNanos();
    }
    return quiet.compareTo(settings.idle()) < 0 ? settings.idle().minus(quiet).toNanos() : 0;
  }

  /**
   * Reports the folder of a forgotten call; housekeeping removes it. Nothing of it is read or
   * logged: the log would keep the id.
   */
  void refuseForgotten(String name, CallId id) {
    Candidate candidate = candidates.get(name);
    if (candidate.state() != Candidate.State.REFUSED) {
      candidate.become(Candidate.State.REFUSED);
      candidates.sort(name, candidate);
      meter.sessionRejected(RejectReason.FORGOTTEN);
    }
    calls.cameBack(id);
  }

  private String shown(String name) {
    return Printable.of(ledger.names().shown(name));
  }
}
