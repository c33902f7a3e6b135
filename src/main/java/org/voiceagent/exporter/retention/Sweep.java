package org.voiceagent.exporter.retention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.files.Printable;
import org.voiceagent.exporter.files.Removals;
import org.voiceagent.exporter.files.RemovedFolder;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.retention.Plan.Removal;

/**
 * Reads the session folders, plans what to remove, and removes it, once each time it is asked to. A
 * counted call is removed only while the ledger has it on the disk, and any folder only if it has
 * not changed since the plan was made. Not thread-safe.
 */
public final class Sweep {
  private static final Logger logger = LoggerFactory.getLogger(Sweep.class);

  private static final long PROGRESS_NANOS = Duration.ofSeconds(10).toNanos();

  private static final int MOST_TOLD = 5;

  private final Path sessions;
  private final CountedCalls counted;
  private final Survey survey;
  private final Planner planner;
  private final RetentionMeter meter;
  private final BooleanSupplier stop;
  private Supplier<Set<CallId>> openCalls = Set::of;
  private Predicate<CallId> held = call -> false;
  private Set<String> failedBefore = Set.of();

  /** Decides, before anything is removed, by the newest change of any folder. */
  @FunctionalInterface
  interface LastCheck {
    /**
     * Why nothing may be removed; "" if it may.
     *
     * @param newest when the newest folder last changed; empty if there is none
     * @throws IOException if that is unknown; nothing is removed then
     */
    String held(Optional<Instant> newest) throws IOException;
  }

  /**
   * What is swept, and by which rules.
   *
   * @param sessions the folder of all sessions
   * @param reader reads summaries
   * @param counted the calls that were counted
   * @param policy what is kept
   * @param idle how long the files of an active call may stay unchanged
   */
  public record Scope(
      Path sessions,
      SessionReader reader,
      CountedCalls counted,
      RetentionPolicy policy,
      Duration idle) {}

  /**
   * @param scope what is swept, and by which rules
   * @param meter measures what is removed
   * @param stop whether to end early; the rest is left for the next sweep
   */
  public Sweep(Scope scope, RetentionMeter meter, BooleanSupplier stop) {
    this.sessions = scope.sessions();
    this.counted = scope.counted();
    this.survey = new Survey(scope.reader(), scope.counted(), scope.policy(), scope.idle());
    this.planner = new Planner(scope.policy());
    this.meter = meter;
    this.stop = stop;
  }

  /**
   * Keeps the folders of open calls, whatever their age seems to be.
   *
   * @param open the calls that are going on
   */
  public Sweep sparing(Supplier<Set<CallId>> open) {
    openCalls = open;
    return this;
  }

  /**
   * Keeps the folders of some calls whatever the policy says.
   *
   * @param isHeld whether a call is under legal hold; asked again right before a removal
   */
  public Sweep holding(Predicate<CallId> isHeld) {
    held = isHeld;
    return this;
  }

  /**
   * What is known of each call's folder now; removes nothing.
   *
   * @param now the wall-clock time
   * @throws IOException if the sessions folder cannot be opened or listed
   */
  public List<FolderFacts> facts(Instant now) throws IOException {
    try (GuardedRoot root = GuardedRoot.open(sessions)) {
      return judged(survey.scan(root, now, stop));
    }
  }

  /**
   * Says what is due, and removes nothing.
   *
   * @param now the wall-clock time
   * @param why why nothing is removed; "" if a preview was asked for
   * @throws IOException if the sessions folder cannot be opened or listed
   */
  public SweepResult preview(Instant now, String why) throws IOException {
    try (GuardedRoot root = GuardedRoot.open(sessions)) {
      Survey.Findings found = survey.scan(root, now, stop);
      Plan plan = plan(found, now);
      tell(plan, List.of());
      return SweepResult.nothing(plan, found.unseen(), plan.removals().isEmpty() ? "" : why);
    }
  }

  /**
   * Removes what the policy does not keep.
   *
   * @param now the wall-clock time
   * @throws IOException if the sessions folder cannot be opened or listed
   */
  public SweepResult run(Instant now) throws IOException {
    return run(now, newest -> "");
  }

  /**
   * Removes what the policy does not keep, unless the folders show that the clock is wrong.
   *
   * @param lastCheck is asked once all folders have been read
   */
  SweepResult run(Instant now, LastCheck lastCheck) throws IOException {
    try (GuardedRoot root = GuardedRoot.open(sessions)) {
      List<String> unfinished = finishEarlierRemovals(root);
      Survey.Findings found = survey.scan(root, now, stop);
      Plan plan = plan(found, now);
      String held = lastCheck.held(found.newestArrival());
      if (!held.isEmpty()) {
        tell(plan, List.of());
        return SweepResult.nothing(plan, found.unseen(), plan.removals().isEmpty() ? "" : held);
      }
      SweepResult result = remove(root, plan, found.unseen(), unfinished);
      tell(plan, result.removed());
      meter.failed(result.failed());
      return result;
    }
  }

  private Plan plan(Survey.Findings found, Instant now) {
    return planner.plan(judged(found), now);
  }

  private List<FolderFacts> judged(Survey.Findings found) {
    Set<CallId> open = openCalls.get();
    return found.facts().stream()
        .map(fact -> isIn(open, fact.name()) ? fact.ofOpenCall() : fact)
        .map(fact -> isHeld(fact.name()) ? fact.ofHeldCall() : fact)
        .toList();
  }

  private boolean isHeld(String name) {
    return counted.idOf(name).filter(held).isPresent();
  }

  private boolean isIn(Set<CallId> open, String name) {
    return !open.isEmpty() && counted.idOf(name).filter(open::contains).isPresent();
  }

  private SweepResult remove(GuardedRoot root, Plan plan, int unseen, List<String> unfinished) {
    List<Removal> removed = new ArrayList<>();
    List<String> failures = new ArrayList<>(unfinished.stream().limit(MOST_TOLD).toList());
    Set<String> failedNow = new HashSet<>();
    int kept = 0;
    int left = plan.removals().size();
    int failed = unseen + unfinished.size();
    long told = System.nanoTime();
    for (Removal removal : lastFailuresLast(plan.removals())) {
      if (stop.getAsBoolean()) {
        break;
      }
      left--;
      try {
        if (isAllowed(removal) && remove(root, removal)) {
          removed.add(removal);
        } else {
          kept++;
        }
      } catch (IOException e) {
        failed++;
        String name = removal.folder().name();
        failedNow.add(name);
        survey.drop(name);
        if (failures.size() < MOST_TOLD) {
          failures.add(shown(name) + ": " + RemovalFault.words(e));
        }
        if (!Files.isWritable(sessions)) {
          failed += left;
          break;
        }
      }
      if (System.nanoTime() - told > PROGRESS_NANOS) {
        told = System.nanoTime();
        logger.info("removed {} of {} folders", removed.size(), plan.removals().size());
      }
    }
    failedBefore = failedNow;
    return new SweepResult(plan, removed, kept, failures, failed, "");
  }

  /** So that a sweep that ends early still makes progress. */
  private List<Removal> lastFailuresLast(List<Removal> removals) {
    return removals.stream()
        .sorted(Comparator.comparing(removal -> failedBefore.contains(removal.folder().name())))
        .toList();
  }

  /** The ledger may have changed since the plan was made, so it is asked again. */
  private boolean isAllowed(Removal removal) {
    if (isHeld(removal.folder().name())) {
      return false;
    }
    if (removal.folder().status() != FolderStatus.COUNTED) {
      return true;
    }
    return counted.idOf(removal.folder().name()).filter(counted::contains).isPresent()
        && counted.isDurable();
  }

  private boolean remove(GuardedRoot root, Removal removal) throws IOException {
    FolderFacts folder = removal.folder();
    if (!isAsPlanned(root, folder)) {
      survey.drop(folder.name());
      return false;
    }
    Optional<RemovedFolder> gone =
        root.removals().remove(folder.name(), false, now -> now.sameFiles(folder.measure()));
    if (gone.isEmpty()) {
      survey.drop(folder.name());
    }
    gone.ifPresent(went -> meter.removed(removal.reason(), went.bytes()));
    return gone.isPresent();
  }

  /** Asked before the folder is renamed, because renaming makes it look new if it stays. */
  private static boolean isAsPlanned(GuardedRoot root, FolderFacts folder) throws IOException {
    try {
      return root.measure(folder.name()).equals(folder.measure());
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  /**
   * Removes what was counted, and restores everything else to be judged again.
   *
   * @return what cannot be finished or needs the operator, as sentences
   */
  private List<String> finishEarlierRemovals(GuardedRoot root) throws IOException {
    List<String> failures = new ArrayList<>();
    for (String name : root.removals().keptAside()) {
      failures.add(
          shown(name)
              + " is an older folder whose name another folder has taken; check it and remove it");
    }
    for (String name : root.removals().unfinished()) {
      if (isHeld(name)) {
        restoreHeld(root, name, failures);
        continue;
      }
      boolean isCounted = counted.idOf(name).filter(counted::contains).isPresent();
      try {
        if (isCounted && counted.isDurable()) {
          root.removals().finish(name);
          logger.info("finished the interrupted removal of {}", shown(name));
        } else if (!isCounted) {
          root.removals().restore(name);
        }
      } catch (IOException e) {
        failures.add(
            "the interrupted removal of "
                + shown(name)
                + " cannot be finished: "
                + RemovalFault.words(e));
      }
    }
    return failures;
  }

  /** A hold may have been set after its removal began; what is left of it is kept. */
  private void restoreHeld(GuardedRoot root, String name, List<String> failures) {
    try {
      root.removals().restore(name);
    } catch (IOException e) {
      failures.add(shown(name) + " is held and cannot be restored: " + RemovalFault.words(e));
    }
  }

  /** The name of a forgotten call is not shown: the log would keep it. */
  private String shown(String name) {
    String call = Removals.originalName(name);
    return counted.idOf(call).filter(counted::isForgotten).isPresent()
        ? "a folder of a forgotten call"
        : Printable.of(counted.names().shown(name));
  }

  private void tell(Plan plan, List<Removal> removed) {
    Set<String> gone = new HashSet<>();
    removed.forEach(removal -> gone.add(removal.folder().name()));
    long bytes = plan.bytes();
    Optional<Instant> oldest = plan.oldestKept();
    for (Removal removal : plan.removals()) {
      FolderFacts folder = removal.folder();
      if (gone.contains(folder.name())) {
        bytes -= folder.measure().bytes();
      } else if (folder.status() == FolderStatus.COUNTED) {
        oldest = oldest.filter(kept -> kept.isBefore(folder.since())).or(() -> since(folder));
      }
    }
    meter.kept(
        bytes, oldest.map(since -> Duration.between(since, plan.at())).orElse(Duration.ZERO));
  }

  private static Optional<Instant> since(FolderFacts folder) {
    return Optional.of(folder.since());
  }
}
