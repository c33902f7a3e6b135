package org.voiceagent.exporter.retention;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.voiceagent.exporter.artifact.CallFolder;
import org.voiceagent.exporter.artifact.CallFormats;
import org.voiceagent.exporter.artifact.FolderShape;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.RejectReason;
import org.voiceagent.exporter.artifact.RetentionNotes;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.files.FolderMeasure;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.files.Removals;
import org.voiceagent.exporter.history.CountedCalls;

/**
 * Collects what the planner needs to know about each folder. A folder is measured again only after
 * a day, after something was added to it, or after its summary changed, so that 100,000 folders
 * cost two file-system calls each. A folder is measured once more before it is removed. Not
 * thread-safe.
 */
final class Survey {
  /**
   * Bad data stays bad. All other reasons may pass, such as a file that is too large: the call is
   * counted as soon as the limit is raised.
   */
  private static final Set<RejectReason> FOR_GOOD =
      EnumSet.of(
          RejectReason.BAD_ID,
          RejectReason.NOT_REGULAR,
          RejectReason.BAD_UTF8,
          RejectReason.BAD_JSON);

  private static final int MOST_KNOWN = 500_000;

  /** Files other than the summary may be rewritten in place, which does not change the folder. */
  private static final Duration MOST_TRUSTED = Duration.ofDays(1);

  private final SessionReader reader;
  private final CountedCalls ledger;
  private final RetentionPolicy policy;
  private final Duration idle;
  private final OtherFolders others = new OtherFolders();
  private Map<String, Known> known = new HashMap<>();

  /**
   * @param idle how long the files of an active call may stay unchanged
   */
  Survey(SessionReader reader, CountedCalls ledger, RetentionPolicy policy, Duration idle) {
    this.reader = reader;
    this.ledger = ledger;
    this.policy = policy;
    this.idle = idle;
  }

  /**
   * What was found about a folder.
   *
   * @param facts the result
   * @param end when the file that ends the call last changed
   * @param at when the folder was measured
   */
  private record Known(FolderFacts facts, Optional<Instant> end, Instant at) {
    boolean holds(GuardedRoot root, Instant now) throws IOException {
      return Duration.between(at, now).abs().compareTo(MOST_TRUSTED) < 0
          && facts.measure().arrived().equals(root.changedAt(facts.name()))
          && end.equals(endedAt(root, facts.name()));
    }
  }

  /**
   * What was found about all folders.
   *
   * @param facts one for each call's folder
   * @param unseen how many folders could not be read
   */
  record Findings(List<FolderFacts> facts, int unseen) {
    /** When a folder last changed, by the clock of its file system. */
    Optional<Instant> newestArrival() {
      return facts.stream().map(fact -> fact.measure().arrived()).max(Comparator.naturalOrder());
    }
  }

  /**
   * Examines every folder in the root.
   *
   * @param now the wall-clock time
   * @param stop whether to end early, with what was found so far
   * @throws IOException if the root cannot be listed
   */
  Findings scan(GuardedRoot root, Instant now, BooleanSupplier stop) throws IOException {
    List<String> names = root.names();
    List<FolderFacts> facts = new ArrayList<>(names.size());
    Map<String, Known> next = new HashMap<>();
    int unseen = 0;
    for (String name : names) {
      if (stop.getAsBoolean()) {
        break;
      }
      try {
        if (name.startsWith(".")) {
          leftOfRemoval(root, name).ifPresent(facts::add);
          continue;
        }
        Optional<Known> seen = examine(root, name, now);
        seen.map(Known::facts).ifPresent(facts::add);
        seen.filter(fact -> isWorthKnowing(fact.facts(), now) && next.size() < MOST_KNOWN)
            .ifPresent(fact -> next.put(name, fact));
      } catch (NoSuchFileException gone) {
        // Something else removed it.
      } catch (IOException unreadable) {
        unseen++;
      }
    }
    known = next;
    others.tell();
    return new Findings(facts, unseen);
  }

  /** When the file that ends the call last changed, also where it was rewritten in place. */
  private static Optional<Instant> endedAt(GuardedRoot root, String name) {
    return CallFormats.builtIn().endNames().stream()
        .flatMap(end -> root.changedAt(name, end).stream())
        .findFirst();
  }

  /** Makes the next scan measure this folder again. */
  void drop(String name) {
    known.remove(name);
  }

  /** The rest of an interrupted removal is not judged, but it takes space. */
  private static Optional<FolderFacts> leftOfRemoval(GuardedRoot root, String name)
      throws IOException {
    return Removals.isLeft(name) && root.look(name).isDirectory()
        ? Optional.of(
            new FolderFacts(name, FolderStatus.PENDING, root.measure(name), RetentionNotes.NONE))
        : Optional.empty();
  }

  private Optional<Known> examine(GuardedRoot root, String name, Instant now) throws IOException {
    Known before = known.get(name);
    if (before != null && before.holds(root, now)) {
      return Optional.of(before);
    }
    BasicFileAttributes seen = root.look(name);
    if (!seen.isDirectory()) {
      return Optional.empty();
    }
    boolean counted = ledger.idOf(name).filter(ledger::contains).isPresent();
    if (!counted && !isCall(root, name, seen, now)) {
      return Optional.empty();
    }
    Optional<Instant> end = endedAt(root, name);
    FolderMeasure measure = root.measure(name);
    if (!counted) {
      FolderStatus status = status(root, name, seen, measure, now);
      FolderFacts facts = new FolderFacts(name, status, measure, RetentionNotes.NONE);
      return Optional.of(new Known(facts, end, now));
    }
    try (CallFolder folder = CallFolder.open(root, name, seen)) {
      RetentionNotes notes = needed(reader.retentionNotes(folder));
      FolderFacts facts = new FolderFacts(name, FolderStatus.COUNTED, measure, notes);
      return Optional.of(new Known(facts, end, now));
    }
  }

  /** Asked before anything in the folder is measured: it may be a whole home folder. */
  private boolean isCall(GuardedRoot root, String name, BasicFileAttributes seen, Instant now)
      throws IOException {
    if (FolderShape.of(root, name, seen).isCall()) {
      return true;
    }
    if (!root.changedAt(name).isAfter(now.minus(idle))) {
      others.add(ledger.names().shown(name));
    }
    return false;
  }

  /** Drops pipeline names that no limit needs, so that those of 100,000 calls take no memory. */
  private RetentionNotes needed(RetentionNotes notes) {
    if (policy.asksForPipelines() && notes.pipeline().isPresent()) {
      return notes;
    }
    return notes.deletion().wanted()
        ? new RetentionNotes(Optional.empty(), notes.deletion())
        : RetentionNotes.NONE;
  }

  private FolderStatus status(
      GuardedRoot root, String name, BasicFileAttributes seen, FolderMeasure measure, Instant now)
      throws IOException {
    if (measure.since().isAfter(now.minus(idle))) {
      return FolderStatus.ACTIVE;
    }
    if (!isPastALimit(measure, now)) {
      return FolderStatus.PENDING;
    }
    try (CallFolder folder = CallFolder.open(root, name, seen)) {
      Reading reading = reader.read(folder);
      if (reading instanceof Reading.Unfinished) {
        return FolderStatus.ABANDONED;
      }
      return reading instanceof Reading.Refused refused && FOR_GOOD.contains(refused.reason())
          ? FolderStatus.REJECTED
          : FolderStatus.PENDING;
    }
  }

  /** A younger folder stays whatever the reason, so it need not be read. */
  private boolean isPastALimit(FolderMeasure measure, Instant now) {
    return isPast(policy.abandonedMaxAge(), measure, now)
        || isPast(policy.rejectedMaxAge(), measure, now);
  }

  private static boolean isPast(Optional<Duration> limit, FolderMeasure measure, Instant now) {
    return limit.filter(age -> measure.since().isBefore(now.minus(age))).isPresent();
  }

  /** Two writes within one tick of a coarse clock would look like one. */
  private boolean isWorthKnowing(FolderFacts fact, Instant now) {
    return fact.status() == FolderStatus.COUNTED && !fact.since().isAfter(now.minus(idle));
  }
}
