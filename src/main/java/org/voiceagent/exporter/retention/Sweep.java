package org.voiceagent.exporter.retention;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.artifact.RemovedFolder;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.artifact.SessionsRoot;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.ledger.Ledger;
import org.voiceagent.exporter.retention.Plan.Removal;

/**
 * Looks, plans and removes, once each time it is asked to. A counted call goes only while the
 * ledger has it on the disk; every folder goes only as it was when the plan was made. Not
 * thread-safe.
 */
public final class Sweep {
  private static final Logger logger = LoggerFactory.getLogger(Sweep.class);

  private static final long PROGRESS_NANOS = Duration.ofSeconds(10).toNanos();

  /** After so many failures in a row no folder can be removed, so the rest is not tried. */
  private static final int HOPELESS = 20;

  private static final int MOST_TOLD = 5;

  private final Path sessions;
  private final Ledger ledger;
  private final Survey survey;
  private final Planner planner;
  private final RetentionMeter meter;
  private final BooleanSupplier stop;

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
      Ledger ledger,
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
   * Says what would go, and removes nothing.
   *
   * @param now the wall-clock time
   * @param why why nothing is removed; "" if that is what was asked for
   * @throws IOException if the sessions folder cannot be opened or listed
   */
  public SweepResult look(Instant now, String why) throws IOException {
    try (SessionsRoot root = SessionsRoot.open(sessions)) {
      Survey.Findings found = survey.look(root, now, stop);
      Plan plan = planner.plan(found.facts(), now);
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
    try (SessionsRoot root = SessionsRoot.open(sessions)) {
      finishEarlierRemovals(root);
      Survey.Findings found = survey.look(root, now, stop);
      Plan plan = planner.plan(found.facts(), now);
      SweepResult result = remove(root, plan, found.unseen());
      tell(plan, result.removed());
      meter.failed(result.failed());
      return result;
    }
  }

  private SweepResult remove(SessionsRoot root, Plan plan, int unseen) {
    List<Removal> removed = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    int kept = 0;
    int failed = unseen;
    int inARow = 0;
    long told = System.nanoTime();
    for (Removal removal : plan.removals()) {
      if (stop.getAsBoolean() || inARow >= HOPELESS) {
        break;
      }
      try {
        if (isAllowed(removal) && remove(root, removal)) {
          removed.add(removal);
        } else {
          kept++;
        }
        inARow = 0;
      } catch (IOException e) {
        failed++;
        inARow++;
        if (failures.size() < MOST_TOLD) {
          failures.add(Printable.of(removal.folder().name()) + ": " + RemovalFault.words(e));
        }
      }
      if (System.nanoTime() - told > PROGRESS_NANOS) {
        told = System.nanoTime();
        logger.info("{} of {} folders are removed", removed.size(), plan.removals().size());
      }
    }
    return new SweepResult(plan, removed, kept, failures, failed, "");
  }

  /** The plan knew that the call was counted; that it is still on the disk is asked now. */
  private boolean isAllowed(Removal removal) {
    return removal.folder().standing() != Standing.COUNTED
        || (CallId.parse(removal.folder().name()).filter(ledger::contains).isPresent()
            && ledger.isDurable());
  }

  private boolean remove(SessionsRoot root, Removal removal) throws IOException {
    FolderFacts folder = removal.folder();
    Optional<RemovedFolder> gone =
        root.remove(folder.name(), false, now -> now.sameFiles(folder.measure()));
    gone.ifPresent(went -> meter.removed(removal.reason(), went.bytes()));
    return gone.isPresent();
  }

  /** What was counted goes for good; anything else is shown again and judged anew. */
  private void finishEarlierRemovals(SessionsRoot root) throws IOException {
    for (String name : root.unfinishedRemovals()) {
      boolean counted = CallId.parse(name).filter(ledger::contains).isPresent();
      try {
        if (counted && ledger.isDurable()) {
          root.finishRemoval(name);
          logger.info("the removal of {} that was begun earlier is finished", Printable.of(name));
        } else if (!counted) {
          root.restoreUnfinished(name);
        }
      } catch (IOException e) {
        logger.warn(
            "the removal of {} that was begun earlier cannot be finished: {}",
            Printable.of(name),
            RemovalFault.words(e));
      }
    }
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
