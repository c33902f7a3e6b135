package org.voiceagent.exporter.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.RejectReason;
import org.voiceagent.exporter.call.ActiveCall;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.files.Printable;
import org.voiceagent.exporter.intake.Recorder.Ending;
import org.voiceagent.exporter.ledger.Ledger;

/**
 * What is known of each session that is not done with, and what becomes of it with each look. Used
 * by the intake's thread only.
 */
final class SessionTracker implements Recorder.Outcome {
  private static final Logger logger = LoggerFactory.getLogger(SessionTracker.class);

  /** How many counted calls are looked at again for late changes. */
  private static final int RECENT = 1_000;

  /** How many of them at every rescan. */
  private static final int VERY_RECENT = 100;

  /** How many folders that are not counted are kept in mind; some 200 bytes each. */
  private static final int MOST_CANDIDATES = 200_000;

  /** A summary that was written to within this time is looked at again without a hint. */
  private static final Duration LIVELY = Duration.ofMinutes(1);

  /** How often a session that cannot be read is tried again before it is refused. */
  private static final int MOST_RETRIES = 6;

  /** The pause before the first retry; each further one is twice as long, 16 s in all. */
  private static final long FIRST_RETRY_NANOS = Duration.ofMillis(250).toNanos();

  private final IntakeSettings settings;
  private final Completeness completeness;
  private final Ledger ledger;
  private final FinishedCalls calls;
  private final Recorder complete;
  private final IntakeMeter meter;
  private final IntakeClock clock;

  private final CandidateSet candidates = new CandidateSet(MOST_CANDIDATES);
  private final Map<String, OptionalLong> recent = Bounded.newestOnly(RECENT);
  private final RefusalLog refusals;
  private final RecheckQueue looks = new RecheckQueue();
  private boolean saidFull;

  SessionTracker(
      IntakeSettings settings,
      Ledger ledger,
      FinishedCalls calls,
      Recorder complete,
      IntakeMeter meter,
      IntakeClock clock) {
    this.settings = settings;
    this.completeness = new Completeness(settings.settle());
    this.ledger = ledger;
    this.calls = calls;
    this.complete = complete;
    this.meter = meter;
    this.clock = clock;
    this.refusals = new RefusalLog(clock);
  }

  /** Takes calls that were counted before the start among those looked at again. */
  void recall(List<CallId> newestFirst) {
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      ledger
          .names()
          .folder(newestFirst.get(i))
          .ifPresent(name -> recent.put(name, OptionalLong.empty()));
    }
  }

  /** Keeps nothing in mind of these calls. */
  void forget(Set<CallId> forgotten) {
    for (CallId id : forgotten) {
      ledger
          .names()
          .folder(id)
          .ifPresent(
              name -> {
                candidates.remove(name);
                recent.remove(name);
                looks.forget(name);
              });
    }
  }

  /** A folder's name as it may be shown. */
  String shown(String name) {
    return Printable.of(ledger.names().shown(name));
  }

  /** Notes that a summary was seen being written in place. */
  void inPlace(String name) {
    if (!isCounted(name)) {
      candidates.get(name).inPlace();
    }
  }

  /** Whether a look at the folder can change anything. */
  boolean isOpen(String name) {
    return !isCounted(name) || recent.containsKey(name);
  }

  /** Whether the folder is known and will be looked at again without being asked for. */
  boolean isKnown(String name) {
    return candidates.find(name).isPresent() || isCounted(name);
  }

  /**
   * The sessions that can still change, the newest of the counted ones last.
   *
   * @param quiet whether abandoned, refused and all recently counted ones are among them
   */
  List<String> unfinished(boolean quiet) {
    List<String> names = new ArrayList<>(candidates.active().keySet());
    if (quiet) {
      names.addAll(candidates.resting().keySet());
    }
    recent.keySet().stream()
        .skip(quiet ? 0 : Math.max(0, recent.size() - VERY_RECENT))
        .forEach(names::add);
    return names;
  }

  /** Removes and returns the sessions that want a look by now. */
  List<String> settledBy(long nanos) {
    List<String> names = looks.dueBy(nanos);
    names.forEach(name -> candidates.find(name).ifPresent(Candidate::plannedLookIsDue));
    return names;
  }

  /** When the next session wants a look, if that is before the given time. */
  long nextBefore(long nanos) {
    return looks.nextBefore(nanos);
  }

  /** How many sessions want a look later. */
  int settling() {
    return looks.size();
  }

  /** The fingerprint at which the folder need not be read again. */
  OptionalLong lastRead(String name) {
    OptionalLong counted = recent.get(name);
    if (counted != null) {
      return counted;
    }
    return candidates.find(name).map(Candidate::vain).orElse(OptionalLong.empty());
  }

  /** The calls that go on, newest sign first. */
  List<ActiveCall> active() {
    List<ActiveCall> active = new ArrayList<>();
    candidates
        .active()
        .forEach(
            (name, candidate) -> {
              if (candidate.isSeen()) {
                ledger
                    .names()
                    .id(name)
                    .ifPresent(id -> active.add(new ActiveCall(id, candidate.lastSign())));
              }
            });
    active.sort((a, b) -> b.lastSign().compareTo(a.lastSign()));
    return List.copyOf(active);
  }

  /** Takes what a look has shown: counts the call, waits for more, or refuses it. */
  void take(Probe probe) {
    if (probe.stamp().isEmpty()) {
      candidates.remove(probe.name());
      recent.remove(probe.name());
      return;
    }
    FolderStamp stamp = probe.stamp().get();
    Optional<CallId> id = ledger.idOf(probe.name());
    if (id.filter(ledger::contains).isPresent()) {
      if (ledger.isForgotten(id.get())) {
        refuseForgotten(probe.name(), id.get());
      } else {
        lookAgain(probe, stamp);
      }
      return;
    }
    Candidate candidate = candidate(probe.name());
    if (id.isEmpty() && candidate.state() == Candidate.State.REFUSED) {
      return; // No change of its files makes its name better.
    }
    candidate.seen(stamp, clock.nanos(), nanosUntilIdle(stamp));
    candidates.sort(probe.name(), candidate);
    if (id.isEmpty()) {
      refuse(probe.name(), candidate, RejectReason.BAD_ID, "the folder's name is no call id");
    } else if (probe.reading().isPresent()) {
      judge(probe, candidate, stamp);
    } else {
      waitForMore(probe.name(), candidate);
    }
  }

  private Candidate candidate(String name) {
    if (candidates.isFull() && !saidFull) {
      saidFull = true;
      logger.warn(
          "more than {} folders are neither counted nor gone; what lies in further ones is found"
              + " by looking through them again and again. Delete what no engine needs",
          MOST_CANDIDATES);
    }
    return candidates.get(name);
  }

  private void judge(Probe probe, Candidate candidate, FolderStamp stamp) {
    Reading reading = probe.reading().orElseThrow();
    long now = clock.nanos();
    if (probe.changed() && reading instanceof Reading.Refused notNow && isUnreadable(notNow)) {
      tryAgainSoon(probe.name(), candidate, notNow, now);
    } else if (probe.changed()) {
      candidate.disturbed(now);
      lookLater(probe.name(), candidate, now);
    } else if (reading instanceof Reading.Unfinished) {
      candidate.inPlace();
      candidate.readInVain();
      waitForMore(probe.name(), candidate);
      if (candidate.lastSign().isAfter(clock.now().minus(LIVELY))) {
        lookLater(probe.name(), candidate, now);
      }
    } else {
      boolean settled = completeness.isSettled(candidate, stamp, now, clock.now());
      if (reading instanceof Reading.Complete whole
          && (settled || completeness.isTakenAtOnce(candidate, stamp, whole.session()))) {
        end(probe.name(), candidate, stamp, whole.session());
      } else if (reading instanceof Reading.Refused refused && mayPass(refused, candidate)) {
        tryAgainSoon(probe.name(), candidate, refused, now);
      } else if (reading instanceof Reading.Refused refused && settled) {
        refuse(probe.name(), candidate, refused.reason(), refused.detail());
      } else {
        lookLater(probe.name(), candidate, candidate.unchangedSinceNanos());
      }
    }
  }

  /** Too many open files, or a file server that does not answer, says nothing about the call. */
  private static boolean mayPass(Reading.Refused refused, Candidate candidate) {
    return isUnreadable(refused)
        && candidate.state() != Candidate.State.REFUSED
        && (candidate.failedReads() < MOST_RETRIES || candidate.isLookPlanned());
  }

  private static boolean isUnreadable(Reading.Refused refused) {
    return refused.reason() == RejectReason.UNREADABLE;
  }

  private void tryAgainSoon(String name, Candidate candidate, Reading.Refused why, long now) {
    refusals.retried(name, why.detail());
    if (candidate.plansALook()) {
      long pause = FIRST_RETRY_NANOS << Math.min(MOST_RETRIES, candidate.failedReads());
      candidate.failedToRead();
      looks.plan(name, now + pause);
    }
  }

  private void lookLater(String name, Candidate candidate, long sinceNanos) {
    if (candidate.plansALook()) {
      looks.plan(name, sinceNanos + settings.settle().toNanos());
    }
  }

  /** A fault of ours in one call must not stop the others. */
  private void end(String name, Candidate candidate, FolderStamp stamp, CallSession session) {
    try {
      complete.add(new Ending(name, stamp, session, calls.finished(session)));
    } catch (RuntimeException | StackOverflowError fault) {
      logger.error("session {} could not be judged", shown(name), fault);
      refuse(
          name,
          candidate,
          RejectReason.FAULT,
          "judging it failed with " + fault.getClass().getSimpleName());
    }
  }

  @Override
  public void counted(Ending ending) {
    candidates.remove(ending.name());
    recent.put(ending.name(), OptionalLong.of(ending.stamp().fingerprint()));
  }

  @Override
  public void heldUp(Ending ending, long untilNanos) {
    looks.plan(ending.name(), untilNanos);
  }

  /**
   * A counted call whose files changed is read again for what is shown of it, never for counting.
   */
  private void lookAgain(Probe probe, FolderStamp stamp) {
    OptionalLong before = recent.get(probe.name());
    boolean same =
        before != null && before.isPresent() && before.getAsLong() == stamp.fingerprint();
    if (before == null || same || probe.changed()) {
      return;
    }
    if (probe.reading().orElse(null) instanceof Reading.Complete whole) {
      recent.put(probe.name(), OptionalLong.of(stamp.fingerprint()));
      calls.updated(whole.session());
      if (before.isPresent()) {
        meter.sessionUpdated();
      }
    }
  }

  /**
   * What the daemon itself has written in the folder of a counted call is no change of the call.
   */
  void written(OwnWriting.Done own) {
    OptionalLong known = recent.get(own.name());
    if (known != null
        && known.isPresent()
        && known.getAsLong() == own.before().fingerprint()
        && own.fingerprint().isPresent()) {
      recent.put(own.name(), OptionalLong.of(own.fingerprint().get()));
    }
  }

  private void refuse(String name, Candidate candidate, RejectReason reason, String detail) {
    if (candidate.state() != Candidate.State.REFUSED && candidates.find(name).isPresent()) {
      candidate.become(Candidate.State.REFUSED);
      candidates.sort(name, candidate);
      // A permission changes nothing that a stamp shows, so such a session is tried now and then.
      if (reason != RejectReason.UNREADABLE) {
        candidate.readInVain();
      }
      meter.sessionRejected(reason);
      refusals.refused(shown(name), reason, detail);
    }
  }

  private void waitForMore(String name, Candidate candidate) {
    if (candidate.isIdle(clock.nanos())
        && candidate.state() == Candidate.State.ACTIVE
        && candidates.find(name).isPresent()) {
      candidate.become(Candidate.State.ABANDONED);
      candidates.sort(name, candidate);
      meter.sessionAbandoned();
      logger.info(
          "call {} is abandoned: nothing was written for {} and there is no whole metrics.json",
          shown(name),
          settings.idle());
    }
  }

  /** The wall clock is asked once, when the files changed: it may jump while the call goes on. */
  private long nanosUntilIdle(FolderStamp stamp) {
    Duration quiet = Duration.between(stamp.lastSign(), clock.now());
    if (quiet.isNegative()) {
      return settings.idle().toNanos();
    }
    return quiet.compareTo(settings.idle()) < 0 ? settings.idle().minus(quiet).toNanos() : 0;
  }

  /** Nothing of it is read or logged: the log would keep the id. */
  private void refuseForgotten(String name, CallId id) {
    Candidate candidate = candidates.get(name);
    if (candidate.state() != Candidate.State.REFUSED) {
      candidate.become(Candidate.State.REFUSED);
      candidates.sort(name, candidate);
      meter.sessionRejected(RejectReason.FORGOTTEN);
    }
    calls.cameBack(id);
  }

  private boolean isCounted(String name) {
    return ledger.idOf(name).filter(ledger::isCounted).isPresent();
  }
}
