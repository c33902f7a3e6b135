package org.voiceagent.exporter.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.voiceagent.exporter.artifact.DeletionWish;
import org.voiceagent.exporter.retention.Plan.Removal;

/**
 * Plans what to remove: a pure function of the folders, the policy and the time. First comes what
 * is past its own limit or asked to be deleted; then, while the counted calls are still too many or
 * too large, the oldest of them. Active, pending and held calls are never removed.
 */
public final class Planner {
  private static final Comparator<FolderFacts> OLDEST_FIRST =
      Comparator.comparing(FolderFacts::since).thenComparing(FolderFacts::name);

  private final RetentionPolicy policy;

  /** A planner for this policy. */
  public Planner(RetentionPolicy policy) {
    this.policy = policy;
  }

  /**
   * Plans what to remove.
   *
   * @param folders in any order, each name once
   * @param now the time at which ages are judged
   */
  public Plan plan(Collection<FolderFacts> folders, Instant now) {
    List<Removal> goes = new ArrayList<>();
    List<FolderFacts> stays = new ArrayList<>();
    long bytes = 0;
    for (FolderFacts folder : folders) {
      bytes += folder.measure().bytes();
      Optional<Reason> reason = ownReason(folder, now);
      if (reason.isPresent()) {
        goes.add(new Removal(folder, reason.get()));
      } else if (folder.status() == FolderStatus.COUNTED) {
        stays.add(folder);
      }
    }
    List<Removal> over = tooMany(stays, now);
    goes.addAll(over);
    goes.sort(Comparator.comparing(Removal::folder, OLDEST_FIRST));
    Set<FolderFacts> alsoGo = new HashSet<>();
    over.forEach(removal -> alsoGo.add(removal.folder()));
    Optional<Instant> oldestKept =
        stays.stream()
            .filter(folder -> !alsoGo.contains(folder))
            .map(FolderFacts::since)
            .min(Comparator.naturalOrder());
    return new Plan(now, goes, folders.size(), bytes, oldestKept);
  }

  /**
   * When the folder of a counted call is due to be deleted by its age or by its own wish; empty if
   * neither limits it. It may go before, if there are too many calls.
   */
  public Optional<Instant> dueAt(FolderFacts folder) {
    DeletionWish wish = folder.notes().deletion();
    Instant settled = folder.since().plus(policy.settled());
    Optional<Instant> byAge = policy.maxAgeOf(folder.notes().pipeline()).map(folder.since()::plus);
    Optional<Instant> byWish =
        wish.wanted()
            ? Optional.of(wish.at().filter(at -> at.isAfter(settled)).orElse(settled))
            : Optional.empty();
    return Stream.concat(byAge.stream(), byWish.stream()).min(Comparator.naturalOrder());
  }

  private Optional<Reason> ownReason(FolderFacts folder, Instant now) {
    return switch (folder.status()) {
      case COUNTED -> counted(folder, now);
      case ABANDONED -> ifOlder(folder, policy.abandonedMaxAge(), now, Reason.ABANDONED);
      case REJECTED -> ifOlder(folder, policy.rejectedMaxAge(), now, Reason.REJECTED);
      case ACTIVE, PENDING, HELD -> Optional.empty();
    };
  }

  private Optional<Reason> counted(FolderFacts folder, Instant now) {
    if (!isSettled(folder, now)) {
      return Optional.empty();
    }
    DeletionWish wish = folder.notes().deletion();
    if (wish.wanted() && wish.at().filter(at -> at.isAfter(now)).isEmpty()) {
      return Optional.of(Reason.DELETION_REQUEST);
    }
    return ifOlder(folder, policy.maxAgeOf(folder.notes().pipeline()), now, Reason.AGE);
  }

  /** The oldest of those that would otherwise stay, as many as needed. */
  private List<Removal> tooMany(List<FolderFacts> stays, Instant now) {
    long calls = stays.size();
    long bytes = stays.stream().mapToLong(folder -> folder.measure().bytes()).sum();
    long mostCalls = policy.maxCalls().orElse(Long.MAX_VALUE);
    long mostBytes = policy.maxBytes().orElse(Long.MAX_VALUE);
    List<Removal> goes = new ArrayList<>();
    if (calls <= mostCalls && bytes <= mostBytes) {
      return goes;
    }
    stays.sort(OLDEST_FIRST);
    for (FolderFacts folder : stays) {
      if (calls <= mostCalls && bytes <= mostBytes) {
        break;
      }
      if (isSettled(folder, now)) {
        goes.add(new Removal(folder, calls > mostCalls ? Reason.COUNT : Reason.SIZE));
        calls--;
        bytes -= folder.measure().bytes();
      }
    }
    return goes;
  }

  private boolean isSettled(FolderFacts folder, Instant now) {
    return !folder.since().isAfter(now.minus(policy.settled()));
  }

  private static Optional<Reason> ifOlder(
      FolderFacts folder, Optional<Duration> limit, Instant now, Reason reason) {
    return limit.filter(age -> folder.since().isBefore(now.minus(age))).map(age -> reason);
  }
}
