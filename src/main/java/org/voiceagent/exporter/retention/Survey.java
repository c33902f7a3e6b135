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
import org.voiceagent.exporter.artifact.ArtifactFile;
import org.voiceagent.exporter.artifact.CallFolder;
import org.voiceagent.exporter.artifact.FolderShape;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.RejectReason;
import org.voiceagent.exporter.artifact.RetentionNotes;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.files.FolderMeasure;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.history.CountedCalls;

/**
 * Finds out what the plan must know of each folder. A folder in which nothing was added since the
 * last time and whose summary did not change is not measured again within a day, so that 100,000 of
 * them cost two looks each; what is to go is measured once more before it goes. Not thread-safe.
 */
final class Survey {
  /**
   * What is wrong with the data stays wrong; all other reasons may pass, too large a file among
   * them: it counts as soon as the limit is raised.
   */
  private static final Set<RejectReason> FOR_GOOD =
      EnumSet.of(
          RejectReason.BAD_ID,
          RejectReason.NOT_REGULAR,
          RejectReason.BAD_UTF8,
          RejectReason.BAD_JSON);

  private static final int MOST_KNOWN = 500_000;

  /** Files but the summary may be rewritten in place, which no look at the folder tells. */
  private static final Duration MOST_TRUSTED = Duration.ofDays(1);

  private final SessionReader reader;
  private final CountedCalls ledger;
  private final RetentionPolicy policy;
  private final Duration idle;
  private final OtherFolders others = new OtherFolders();
  private Map<String, Known> known = new HashMap<>();

  /**
   * @param idle how long an unfinished call must be quiet to be no active one
   */
  Survey(SessionReader reader, CountedCalls ledger, RetentionPolicy policy, Duration idle) {
    this.reader = reader;
    this.ledger = ledger;
    this.policy = policy;
    this.idle = idle;
  }

  /**
   * What was found out of a folder.
   *
   * @param summary when its summary had last changed
   * @param at when that was
   */
  private record Known(FolderFacts facts, Optional<Instant> summary, Instant at) {
    boolean holds(GuardedRoot root, Instant now) throws IOException {
      return Duration.between(at, now).abs().compareTo(MOST_TRUSTED) < 0
          && facts.measure().arrived().equals(root.changedAt(facts.name()))
          && summary.equals(root.changedAt(facts.name(), ArtifactFile.SUMMARY.fileName()));
    }
  }

  /**
   * What is known of all folders.
   *
   * @param facts one for each call's folder
   * @param unseen how many could not be looked at
   */
  record Findings(List<FolderFacts> facts, int unseen) {
    /** When the folder that changed last did so, by the clock of its file system. */
    Optional<Instant> newestArrival() {
      return facts.stream().map(fact -> fact.measure().arrived()).max(Comparator.naturalOrder());
    }
  }

  /**
   * Looks at every folder in the root.
   *
   * @param now the wall-clock time
   * @param stop whether to end early, with what was seen until then
   * @throws IOException if the root cannot be listed
   */
  Findings look(GuardedRoot root, Instant now, BooleanSupplier stop) throws IOException {
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
        Optional<Known> seen = look(root, name, now);
        seen.map(Known::facts).ifPresent(facts::add);
        seen.filter(fact -> isWorthKnowing(fact.facts(), now) && next.size() < MOST_KNOWN)
            .ifPresent(fact -> next.put(name, fact));
      } catch (NoSuchFileException gone) {
        // Somebody else removed it.
      } catch (IOException unreadable) {
        unseen++;
      }
    }
    known = next;
    others.tell();
    return new Findings(facts, unseen);
  }

  /** Has a folder measured anew at the next look. */
  void drop(String name) {
    known.remove(name);
  }

  /** What a removal left is not judged, but it is there and takes its room. */
  private static Optional<FolderFacts> leftOfRemoval(GuardedRoot root, String name)
      throws IOException {
    return GuardedRoot.isLeftOfRemoval(name) && root.look(name).isDirectory()
        ? Optional.of(
            new FolderFacts(name, Standing.PENDING, root.measure(name), RetentionNotes.NONE))
        : Optional.empty();
  }

  private Optional<Known> look(GuardedRoot root, String name, Instant now) throws IOException {
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
    Optional<Instant> summary = root.changedAt(name, ArtifactFile.SUMMARY.fileName());
    FolderMeasure measure = root.measure(name);
    if (!counted) {
      Standing standing = standing(root, name, seen, measure, now);
      FolderFacts facts = new FolderFacts(name, standing, measure, RetentionNotes.NONE);
      return Optional.of(new Known(facts, summary, now));
    }
    try (CallFolder folder = CallFolder.open(root, name, seen)) {
      RetentionNotes notes = needed(reader.retentionNotes(folder));
      FolderFacts facts = new FolderFacts(name, Standing.COUNTED, measure, notes);
      return Optional.of(new Known(facts, summary, now));
    }
  }

  /** Before anything within it is measured: it may be a whole home folder. */
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

  /** Names that no limit asks for are let go, so that those of 100,000 calls take no memory. */
  private RetentionNotes needed(RetentionNotes notes) {
    if (policy.asksForPipelines() && notes.pipeline().isPresent()) {
      return notes;
    }
    return notes.deletion().wanted()
        ? new RetentionNotes(Optional.empty(), notes.deletion())
        : RetentionNotes.NONE;
  }

  private Standing standing(
      GuardedRoot root, String name, BasicFileAttributes seen, FolderMeasure measure, Instant now)
      throws IOException {
    if (measure.since().isAfter(now.minus(idle))) {
      return Standing.ACTIVE;
    }
    if (!isPastALimit(measure, now)) {
      return Standing.PENDING;
    }
    try (CallFolder folder = CallFolder.open(root, name, seen)) {
      Reading reading = reader.read(folder);
      if (reading instanceof Reading.Unfinished) {
        return Standing.ABANDONED;
      }
      return reading instanceof Reading.Refused refused && FOR_GOOD.contains(refused.reason())
          ? Standing.REJECTED
          : Standing.PENDING;
    }
  }

  /** Before that it does not matter why a folder is not counted, and reading it would be waste. */
  private boolean isPastALimit(FolderMeasure measure, Instant now) {
    return isPast(policy.abandonedMaxAge(), measure, now)
        || isPast(policy.rejectedMaxAge(), measure, now);
  }

  private static boolean isPast(Optional<Duration> limit, FolderMeasure measure, Instant now) {
    return limit.filter(age -> measure.since().isBefore(now.minus(age))).isPresent();
  }

  /** Two writes within one tick of a coarse clock would look like one. */
  private boolean isWorthKnowing(FolderFacts fact, Instant now) {
    return fact.standing() == Standing.COUNTED && !fact.since().isAfter(now.minus(idle));
  }
}
