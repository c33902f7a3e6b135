package org.voiceagent.exporter.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceagent.exporter.retention.Folders.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.artifact.DeletionWish;
import org.voiceagent.exporter.artifact.RetentionNotes;
import org.voiceagent.exporter.retention.Plan.Removal;

/** What holds for every plan, whatever lies there and whatever the policy. */
final class RandomPlansTest {
  private static final int PLANS = 3_000;
  private static final long SEED = Long.getLong("plans.seed", System.nanoTime());
  private static final List<String> PIPELINES = List.of("a", "b", "c");

  @Test
  void everyPlanKeepsItsPromises() {
    Random random = new Random(SEED);
    for (int i = 0; i < PLANS; i++) {
      List<FolderFacts> folders = folders(random);
      RetentionPolicy policy = policy(random);
      String when = "seed " + SEED + ", plan " + i + ": " + policy + " of " + folders;
      Plan plan = new Planner(policy).plan(folders, NOW);
      nothingIsRemovedThatMustStay(plan, policy, when);
      nothingStaysThatMustGo(plan, folders, policy, when);
      limitsHold(plan, folders, policy, when);
      noMoreThanNeededIsRemoved(plan, folders, policy, when);
      orderOfTheFoldersDoesNotMatter(plan, folders, policy, random, when);
    }
  }

  private static void nothingIsRemovedThatMustStay(Plan plan, RetentionPolicy policy, String when) {
    for (Removal removal : plan.removals()) {
      FolderFacts folder = removal.folder();
      Duration age = Duration.between(folder.since(), NOW);
      switch (removal.reason()) {
        case ABANDONED, REJECTED -> {
          assertThat(folder.status().name()).as(when).isEqualTo(removal.reason().name());
          Optional<Duration> limit =
              removal.reason() == Reason.ABANDONED
                  ? policy.abandonedMaxAge()
                  : policy.rejectedMaxAge();
          assertThat(age).as(when).isGreaterThan(limit.orElseThrow());
        }
        default -> {
          assertThat(folder.status()).as(when).isEqualTo(FolderStatus.COUNTED);
          assertThat(age).as(when).isGreaterThanOrEqualTo(policy.settled());
        }
      }
      if (removal.reason() == Reason.AGE) {
        Duration limit = limit(policy, folder).orElseThrow();
        assertThat(age).as(when).isGreaterThan(limit);
      }
      if (removal.reason() == Reason.DELETION_REQUEST) {
        DeletionWish wish = folder.notes().deletion();
        assertThat(wish.wanted()).as(when).isTrue();
        wish.at().ifPresent(at -> assertThat(at).as(when).isBeforeOrEqualTo(NOW));
      }
    }
  }

  private static void nothingStaysThatMustGo(
      Plan plan, List<FolderFacts> folders, RetentionPolicy policy, String when) {
    Set<FolderFacts> gone = gone(plan);
    for (FolderFacts folder : folders) {
      Duration age = Duration.between(folder.since(), NOW);
      boolean old = limit(policy, folder).filter(limit -> age.compareTo(limit) > 0).isPresent();
      if (folder.status() == FolderStatus.COUNTED && isSettled(folder, policy) && old) {
        assertThat(gone).as(when).contains(folder);
      }
    }
  }

  private static void limitsHold(
      Plan plan, List<FolderFacts> folders, RetentionPolicy policy, String when) {
    List<FolderFacts> stay = countedThatStay(plan, folders);
    if (stay.stream().noneMatch(folder -> isSettled(folder, policy))) {
      return;
    }
    assertThat((long) stay.size())
        .as(when)
        .isLessThanOrEqualTo(policy.maxCalls().orElse(Long.MAX_VALUE));
    assertThat(bytes(stay)).as(when).isLessThanOrEqualTo(policy.maxBytes().orElse(Long.MAX_VALUE));
  }

  /** Put back, the youngest that went for number or size would break the limit. */
  private static void noMoreThanNeededIsRemoved(
      Plan plan, List<FolderFacts> folders, RetentionPolicy policy, String when) {
    List<FolderFacts> over =
        plan.removals().stream()
            .filter(r -> r.reason() == Reason.COUNT || r.reason() == Reason.SIZE)
            .map(Removal::folder)
            .toList();
    if (over.isEmpty()) {
      return;
    }
    FolderFacts last = over.get(over.size() - 1);
    List<FolderFacts> stay = countedThatStay(plan, folders);
    boolean tooMany = stay.size() + 1 > policy.maxCalls().orElse(Long.MAX_VALUE);
    boolean tooLarge =
        bytes(stay) + last.measure().bytes() > policy.maxBytes().orElse(Long.MAX_VALUE);
    assertThat(tooMany || tooLarge).as(when).isTrue();
    for (FolderFacts folder : stay) {
      if (isSettled(folder, policy)) {
        assertThat(folder.since()).as(when).isAfterOrEqualTo(last.since());
      }
    }
  }

  private static void orderOfTheFoldersDoesNotMatter(
      Plan plan, List<FolderFacts> folders, RetentionPolicy policy, Random random, String when) {
    List<FolderFacts> shuffled = new ArrayList<>(folders);
    Collections.shuffle(shuffled, random);
    assertThat(new Planner(policy).plan(shuffled, NOW)).as(when).isEqualTo(plan);
  }

  private static List<FolderFacts> countedThatStay(Plan plan, List<FolderFacts> folders) {
    Set<FolderFacts> gone = gone(plan);
    return folders.stream()
        .filter(folder -> folder.status() == FolderStatus.COUNTED && !gone.contains(folder))
        .toList();
  }

  private static Set<FolderFacts> gone(Plan plan) {
    return plan.removals().stream().map(Removal::folder).collect(Collectors.toSet());
  }

  private static long bytes(List<FolderFacts> folders) {
    return folders.stream().mapToLong(folder -> folder.measure().bytes()).sum();
  }

  private static boolean isSettled(FolderFacts folder, RetentionPolicy policy) {
    return Duration.between(folder.since(), NOW).compareTo(policy.settled()) >= 0;
  }

  private static Optional<Duration> limit(RetentionPolicy policy, FolderFacts folder) {
    String pipeline = folder.notes().pipeline().orElse("");
    return policy.pipelines().containsKey(pipeline)
        ? policy.pipelines().get(pipeline)
        : policy.maxAge();
  }

  private static List<FolderFacts> folders(Random random) {
    List<FolderFacts> folders = new ArrayList<>();
    FolderStatus[] standings = FolderStatus.values();
    for (int i = random.nextInt(25); i > 0; i--) {
      FolderStatus status =
          random.nextBoolean() ? FolderStatus.COUNTED : standings[random.nextInt(standings.length)];
      folders.add(Folders.folder("f" + i, status, time(random), random.nextInt(40), notes(random)));
    }
    return folders;
  }

  private static RetentionNotes notes(Random random) {
    Optional<String> pipeline =
        random.nextBoolean()
            ? Optional.of(PIPELINES.get(random.nextInt(PIPELINES.size())))
            : Optional.empty();
    Optional<Instant> at =
        random.nextBoolean()
            ? Optional.of(NOW.plusSeconds(random.nextInt(-9, 9)))
            : Optional.empty();
    DeletionWish wish = random.nextInt(4) == 0 ? new DeletionWish(true, at) : DeletionWish.NONE;
    return new RetentionNotes(pipeline, wish);
  }

  private static RetentionPolicy policy(Random random) {
    Map<String, Optional<Duration>> pipelines = new HashMap<>();
    for (String name : PIPELINES) {
      if (random.nextInt(3) == 0) {
        pipelines.put(name, age(random));
      }
    }
    return new RetentionPolicy(
        age(random),
        random.nextBoolean() ? OptionalLong.of(random.nextInt(20)) : OptionalLong.empty(),
        random.nextBoolean() ? OptionalLong.of(random.nextInt(400)) : OptionalLong.empty(),
        age(random),
        age(random),
        pipelines,
        Duration.ofMinutes(random.nextInt(30)));
  }

  private static Optional<Duration> age(Random random) {
    return random.nextInt(4) > 0 ? Optional.of(time(random)) : Optional.empty();
  }

  private static Duration time(Random random) {
    return Duration.ofMinutes(random.nextInt(100));
  }
}
