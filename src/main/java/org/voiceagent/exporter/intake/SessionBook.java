package org.voiceagent.exporter.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.RejectReason;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.feedback.CallArchive.ActiveCall;
import org.voiceagent.exporter.ledger.Ledger;

/**
 * What is known of each session that is not done with, and what becomes of it with each look. Used
 * by the intake's thread only.
 */
final class SessionBook {
  private static final Logger logger = LoggerFactory.getLogger(SessionBook.class);

  /** How many counted calls are looked at again for late changes. */
  private static final int RECENT = 1_000;

  private final IntakeSettings settings;
  private final Completeness completeness;
  private final Ledger ledger;
  private final FinishedCalls calls;
  private final IntakeMeter meter;
  private final IntakeClock clock;

  private final Map<String, Candidate> candidates = new LinkedHashMap<>();
  private final Map<String, FolderStamp> recent = Bounded.newestOnly(RECENT);
  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private boolean live;

  /** A folder that wants a look when it may have settled. */
  private record Due(long nanos, String name) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return Long.compare(nanos - other.nanos, 0);
    }
  }

  SessionBook(
      IntakeSettings settings,
      Ledger ledger,
      FinishedCalls calls,
      IntakeMeter meter,
      IntakeClock clock) {
    this.settings = settings;
    this.completeness = new Completeness(settings.settle());
    this.ledger = ledger;
    this.calls = calls;
    this.meter = meter;
    this.clock = clock;
  }

  /** Notes that from now on calls arrive while somebody watches, so that their lag tells. */
  void goLive() {
    live = true;
  }

  /** Notes that a summary was seen being written in place. */
  void inPlace(String name) {
    if (!isCounted(name)) {
      candidates.computeIfAbsent(name, key -> new Candidate()).inPlace();
    }
  }

  /** Whether a look at the folder can change anything. */
  boolean isOpen(String name) {
    return !isCounted(name) || recent.containsKey(name);
  }

  /** Whether the folder is known and will be looked at again without being asked for. */
  boolean isKnown(String name) {
    return candidates.containsKey(name) || isCounted(name);
  }

  /**
   * The sessions that can still change.
   *
   * @param quiet whether abandoned and refused ones are among them
   */
  List<String> unfinished(boolean quiet) {
    List<String> names = new ArrayList<>(recent.keySet());
    candidates.forEach(
        (name, candidate) -> {
          if (quiet || candidate.state() == Candidate.State.ACTIVE) {
            names.add(name);
          }
        });
    return names;
  }

  /** Removes and returns the sessions that may have settled by now. */
  List<String> settledBy(long nanos) {
    List<String> names = new ArrayList<>();
    while (!due.isEmpty() && due.peek().nanos() - nanos <= 0) {
      names.add(due.poll().name());
    }
    return names;
  }

  /** When the next session may have settled, if that is before the given time. */
  long nextBefore(long nanos) {
    return !due.isEmpty() && due.peek().nanos() - nanos < 0 ? due.peek().nanos() : nanos;
  }

  /** How many sessions wait until they may have settled. */
  int settling() {
    return due.size();
  }

  /** The stamp at which the folder need not be read again. */
  Optional<FolderStamp> lastRead(String name) {
    return Optional.ofNullable(recent.get(name))
        .or(() -> Optional.ofNullable(candidates.get(name)).flatMap(Candidate::vain));
  }

  /** The calls that go on, newest sign first. */
  List<ActiveCall> active() {
    List<ActiveCall> active = new ArrayList<>();
    candidates.forEach(
        (name, candidate) -> {
          if (candidate.state() == Candidate.State.ACTIVE && candidate.stamp().isPresent()) {
            active.add(new ActiveCall(new CallId(name), candidate.stamp().get().lastSign()));
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
    Optional<CallId> id = CallId.parse(probe.name());
    if (id.filter(ledger::contains).isPresent()) {
      lookAgain(probe, stamp);
      return;
    }
    Candidate candidate = candidates.computeIfAbsent(probe.name(), name -> new Candidate());
    candidate.seen(stamp, clock.nanos());
    if (id.isEmpty()) {
      refuse(
          probe.name(),
          candidate,
          new Reading.Refused(RejectReason.BAD_ID, "the folder's name is no call id"));
    } else if (probe.reading().isPresent()) {
      judge(probe, candidate, stamp);
    } else {
      waitForMore(probe.name(), candidate, stamp);
    }
  }

  private void judge(Probe probe, Candidate candidate, FolderStamp stamp) {
    Reading reading = probe.reading().orElseThrow();
    long now = clock.nanos();
    if (probe.changed()) {
      candidate.disturbed(now);
      lookLater(probe.name(), now);
    } else if (reading instanceof Reading.Unfinished) {
      candidate.inPlace();
      candidate.readInVain();
      waitForMore(probe.name(), candidate, stamp);
    } else {
      boolean settled = completeness.isSettled(candidate, stamp, now, clock.now());
      if (reading instanceof Reading.Complete complete
          && (settled || completeness.isTakenAtOnce(candidate, stamp, complete.session()))) {
        count(probe.name(), complete.session(), stamp);
      } else if (reading instanceof Reading.Refused refused && settled) {
        refuse(probe.name(), candidate, refused);
      } else {
        lookLater(probe.name(), candidate.unchangedSinceNanos());
      }
    }
  }

  private void lookLater(String name, long sinceNanos) {
    due.add(new Due(sinceNanos + settings.settle().toNanos(), name));
  }

  private void count(String name, CallSession session, FolderStamp stamp) {
    candidates.remove(name);
    recent.put(name, stamp);
    if (ledger.countOnce(session.id())) {
      calls.counted(session);
      if (live) {
        meter.ingestLag(Duration.between(session.completedAt(), clock.now()));
      }
    }
  }

  /**
   * A counted call whose files changed is read again for what is shown of it, never for counting.
   */
  private void lookAgain(Probe probe, FolderStamp stamp) {
    FolderStamp before = recent.get(probe.name());
    if (before == null || before.sameFiles(stamp) || probe.changed()) {
      return;
    }
    if (probe.reading().orElse(null) instanceof Reading.Complete complete) {
      recent.put(probe.name(), stamp);
      calls.updated(complete.session());
      meter.sessionUpdated();
    }
  }

  private void refuse(String name, Candidate candidate, Reading.Refused refused) {
    if (candidate.state() != Candidate.State.REFUSED) {
      candidate.readInVain();
      candidate.become(Candidate.State.REFUSED);
      meter.sessionRejected(refused.reason());
      logger.warn(
          "session {} refused ({}): {}; it is tried again when its files change",
          Escaped.of(name),
          refused.reason().word(),
          refused.detail());
    }
  }

  private void waitForMore(String name, Candidate candidate, FolderStamp stamp) {
    boolean idle = stamp.lastSign().isBefore(clock.now().minus(settings.idle()));
    if (idle && candidate.state() == Candidate.State.ACTIVE) {
      candidate.become(Candidate.State.ABANDONED);
      meter.sessionAbandoned();
      logger.info(
          "call {} is abandoned: nothing was written for {} and there is no whole metrics.json",
          Escaped.of(name),
          settings.idle());
    }
  }

  private boolean isCounted(String name) {
    return CallId.parse(name).filter(ledger::contains).isPresent();
  }
}
