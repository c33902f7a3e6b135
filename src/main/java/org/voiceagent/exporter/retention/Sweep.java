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
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.files.Printable;
import org.voiceagent.exporter.files.RemovedFolder;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.retention.Plan.Removal;

/**
 * Looks, plans and removes, once each time it is asked to. A counted call goes only while the
 * ledger has it on the disk; every folder goes only as it was when the plan was made. Not
 * thread-safe.
 */
public final class Sweep {
  private static final Logger logger = LoggerFactory.getLogger(Sweep.class);

  private static final long PROGRESS_NANOS = Duration.ofSeconds(10).toNanos();

  private static final int MOST_TOLD = 5;

  private static final String KEPT = ".kept.";

  private final Path sessions;
  private final CountedCalls ledger;
  private final Survey survey;
  private final Planner planner;
  private final RetentionMeter meter;
  private final BooleanSupplier stop;
  private Supplier<Set<CallId>> openCalls = Set::of;
  private Set<String> failedBefore = Set.of();

  /** Judges, before anything is removed, by the newest change of any call's folder. */
  @FunctionalInterface
  interface LastLook {
    /**
     * Why nothing may go; "" if it may.
     *
     * @param newest when the newest folder last changed; empty if there is none
     * @throws IOException if that cannot be found out; nothing goes then
     */
    String held(Optional<Instant> newest) throws IOException;
  }

  /**
   * @param sessions the folder of all calls
   * @param reader reads summaries
   * @param ledger which calls were counted
   * @param policy what may stay
   * @param idle how long an unfinished call must be quiet to be no active one
   * @param meter is told what went
   * @param stop whether to end early, leaving the rest for the next time
   */
  public Sweep(
      Path sessions,
      SessionReader reader,
      CountedCalls ledger,
      RetentionPolicy policy,
      Duration idle,
      RetentionMeter meter,
      BooleanSupplier stop) {
    this.sessions = sessions;
    this.ledger = ledger;
    this.survey = new Survey(reader, ledger, policy, idle);
    this.planner = new Planner(policy);
    this.meter = meter;
    this.stop = stop;
  }

  /**
   * Spares the folders of open calls, whatever the clock makes of their age.
   *
   * @param open the calls that are known to go on
   */
  public Sweep sparing(Supplier<Set<CallId>> open) {
    openCalls = open;
    return this;
  }

  /**
   * Says what would go, and removes nothing.
   *
   * @param now the wall-clock time
   * @param why why nothing is removed; "" if that is what was asked for
   * @throws IOException if the sessions folder cannot be opened or listed
   */
  public SweepResult look(Instant now, String why) throws IOException {
    try (GuardedRoot root = GuardedRoot.open(sessions)) {
      Survey.Findings found = survey.look(root, now, stop);
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
   * Removes what the policy does not keep, unless the folders themselves say that the clock is
   * wrong.
   *
   * @param lastLook is asked once all folders were looked at
   */
  SweepResult run(Instant now, LastLook lastLook) throws IOException {
    try (GuardedRoot root = GuardedRoot.open(sessions)) {
      List<String> unfinished = finishEarlierRemovals(root);
      Survey.Findings found = survey.look(root, now, stop);
      Plan plan = plan(found, now);
      String held = lastLook.held(found.newestArrival());
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
    Set<CallId> open = openCalls.get();
    List<FolderFacts> facts =
        found.facts().stream()
            .map(fact -> isIn(open, fact.name()) ? fact.ofOpenCall() : fact)
            .toList();
    return planner.plan(facts, now);
  }

  private boolean isIn(Set<CallId> open, String name) {
    return !open.isEmpty() && ledger.idOf(name).filter(open::contains).isPresent();
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
        logger.info("{} of {} folders are removed", removed.size(), plan.removals().size());
      }
    }
    failedBefore = failedNow;
    return new SweepResult(plan, removed, kept, failures, failed, "");
  }

  /** So that a sweep that ends early gets on all the same. */
  private List<Removal> lastFailuresLast(List<Removal> removals) {
    return removals.stream()
        .sorted(Comparator.comparing(removal -> failedBefore.contains(removal.folder().name())))
        .toList();
  }

  /** What the plan knew may have changed since, so it is asked again. */
  private boolean isAllowed(Removal removal) {
    if (removal.folder().standing() != Standing.COUNTED) {
      return true;
    }
    return ledger.idOf(removal.folder().name()).filter(ledger::contains).isPresent()
        && ledger.isDurable();
  }

  private boolean remove(GuardedRoot root, Removal removal) throws IOException {
    FolderFacts folder = removal.folder();
    if (!isAsPlanned(root, folder)) {
      survey.drop(folder.name());
      return false;
    }
    Optional<RemovedFolder> gone =
        root.remove(folder.name(), false, now -> now.sameFiles(folder.measure()));
    if (gone.isEmpty()) {
      survey.drop(folder.name());
    }
    gone.ifPresent(went -> meter.removed(removal.reason(), went.bytes()));
    return gone.isPresent();
  }

  /** Asked before the folder is renamed, which would make it young again if it stays. */
  private static boolean isAsPlanned(GuardedRoot root, FolderFacts folder) throws IOException {
    try {
      return root.measure(folder.name()).equals(folder.measure());
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  /**
   * What was counted goes for good; anything else is shown again and judged anew.
   *
   * @return what cannot be finished or waits for the operator, as sentences
   */
  private List<String> finishEarlierRemovals(GuardedRoot root) throws IOException {
    List<String> failures = new ArrayList<>();
    for (String name : root.keptAside()) {
      failures.add(
          shown(name)
              + " is what was there before somebody made the same folder anew; look at it and"
              + " remove it");
    }
    for (String name : root.unfinishedRemovals()) {
      boolean counted = ledger.idOf(name).filter(ledger::contains).isPresent();
      try {
        if (counted && ledger.isDurable()) {
          root.finishRemoval(name);
          logger.info("the removal of {} that was begun earlier is finished", shown(name));
        } else if (!counted) {
          root.restoreUnfinished(name);
        }
      } catch (IOException e) {
        failures.add(
            "the removal of "
                + shown(name)
                + " that was begun earlier cannot be finished: "
                + RemovalFault.words(e));
      }
    }
    return failures;
  }

  /** The name of a call that is to be forgotten is not told: the log would keep it. */
  private String shown(String name) {
    String call = name.startsWith(KEPT) ? name.substring(KEPT.length()) : name;
    return ledger.idOf(call).filter(ledger::isForgotten).isPresent()
        ? "a folder of a call that is to be forgotten"
        : Printable.of(ledger.names().shown(name));
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
      } else if (folder.standing() == Standing.COUNTED) {
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
