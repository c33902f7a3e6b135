package org.voiceagent.exporter.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceagent.exporter.retention.Folders.NOW;
import static org.voiceagent.exporter.retention.Folders.counted;
import static org.voiceagent.exporter.retention.Folders.everything;
import static org.voiceagent.exporter.retention.Folders.folder;
import static org.voiceagent.exporter.retention.Folders.maxAge;
import static org.voiceagent.exporter.retention.Folders.most;
import static org.voiceagent.exporter.retention.Folders.pipeline;
import static org.voiceagent.exporter.retention.Folders.wish;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voiceagent.exporter.artifact.RetentionNotes;
import org.voiceagent.exporter.files.FolderMeasure;

/** What goes, why, and in what order. */
final class PlannerTest {
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void callOlderThanTheLimitIsRemovedAndOneOfExactlyThatAgeIsKept() {
    assertThat(
            goes(
                maxAge(DAY),
                counted("old", DAY.plusMillis(1), 5),
                counted("at-the-limit", DAY, 5),
                counted("young", DAY.minusMillis(1), 5)))
        .containsExactly("old age");
  }

  @Test
  void oldestIsRemovedFirstAndEqualOnesByName() {
    assertThat(
            goes(
                maxAge(DAY),
                counted("b", DAY.multipliedBy(2), 5),
                counted("c", DAY.multipliedBy(3), 5),
                counted("a", DAY.multipliedBy(2), 5)))
        .containsExactly("c age", "a age", "b age");
  }

  @Test
  void ageCountsFromTheArrivalOfAnOldBacklog() {
    FolderFacts copied =
        new FolderFacts(
            "copied",
            FolderStatus.COUNTED,
            new FolderMeasure(
                1, 1, NOW.minus(Duration.ofDays(900)), NOW.minus(Duration.ofHours(1))),
            RetentionNotes.NONE);

    assertThat(goes(maxAge(DAY), copied)).isEmpty();
  }

  @Test
  void tooManyCallsLoseTheirOldest() {
    assertThat(
            goes(
                most(OptionalLong.of(2), OptionalLong.empty()),
                counted("a", DAY, 5),
                counted("b", DAY.multipliedBy(4), 5),
                counted("c", DAY.multipliedBy(3), 5)))
        .containsExactly("b count");
  }

  @Test
  void tooManyBytesLoseTheOldest() {
    assertThat(
            goes(
                most(OptionalLong.empty(), OptionalLong.of(10)),
                counted("a", DAY, 5),
                counted("b", DAY.multipliedBy(4), 5),
                counted("c", DAY.multipliedBy(3), 5)))
        .containsExactly("b size");
  }

  @Test
  void uncountedCallsDoNotCountTowardsTheLimitAndAreNotRemovedForIt() {
    assertThat(
            goes(
                most(OptionalLong.of(1), OptionalLong.of(10)),
                counted("a", DAY, 5),
                folder("huge", FolderStatus.REJECTED, DAY, 1L << 40, RetentionNotes.NONE),
                folder("old", FolderStatus.PENDING, DAY.multipliedBy(99), 9, RetentionNotes.NONE)))
        .isEmpty();
  }

  @Test
  void callThatMayStillGetFeedbackIsKept() {
    Duration fresh = Folders.SETTLED.minusSeconds(1);
    assertThat(
            goes(
                most(OptionalLong.of(0), OptionalLong.of(0)),
                counted("fresh", fresh, 5),
                folder("wish", FolderStatus.COUNTED, fresh, 5, wish(Optional.empty()))))
        .isEmpty();
  }

  @Test
  void deletionRequestWinsOverTheLimitButNeverExtendsIt() {
    assertThat(
            goes(
                maxAge(DAY.multipliedBy(30)),
                folder("at-once", FolderStatus.COUNTED, DAY, 5, wish(Optional.empty())),
                folder("due", FolderStatus.COUNTED, DAY, 5, wish(Optional.of(NOW))),
                folder(
                    "later", FolderStatus.COUNTED, DAY, 5, wish(Optional.of(NOW.plusSeconds(1)))),
                folder(
                    "too-late",
                    FolderStatus.COUNTED,
                    DAY.multipliedBy(31),
                    5,
                    wish(Optional.of(NOW.plus(DAY))))))
        .containsExactly("too-late age", "at-once deletion_request", "due deletion_request");
  }

  @Test
  void pipelineHasALimitOfItsOwn() {
    RetentionPolicy all = everything();
    RetentionPolicy policy =
        new RetentionPolicy(
            Optional.of(DAY.multipliedBy(7)),
            all.maxCalls(),
            all.maxBytes(),
            Optional.empty(),
            Optional.empty(),
            Map.of("short", Optional.of(DAY), "kept", Optional.empty()),
            all.settled());

    assertThat(
            goes(
                policy,
                folder("a", FolderStatus.COUNTED, DAY.multipliedBy(2), 5, pipeline("short")),
                folder("b", FolderStatus.COUNTED, DAY.multipliedBy(2), 5, pipeline("other")),
                folder("c", FolderStatus.COUNTED, DAY.multipliedBy(99), 5, pipeline("kept")),
                counted("d", DAY.multipliedBy(8), 5)))
        .containsExactly("d age", "a age");
  }

  @Test
  void abandonedAndRejectedHaveLimitsOfTheirOwn() {
    RetentionPolicy policy =
        new RetentionPolicy(
            Optional.of(DAY),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.of(DAY.multipliedBy(3)),
            Optional.of(DAY.multipliedBy(5)),
            Map.of(),
            Folders.SETTLED);

    assertThat(
            goes(
                policy,
                none("a", FolderStatus.ABANDONED, 2),
                none("b", FolderStatus.ABANDONED, 4),
                none("c", FolderStatus.REJECTED, 4),
                none("d", FolderStatus.REJECTED, 6)))
        .containsExactly("d rejected", "b abandoned");
  }

  @ParameterizedTest
  @EnumSource(
      value = FolderStatus.class,
      names = {"ACTIVE", "PENDING"})
  void callThatMayStillBeCountedIsKept(FolderStatus status) {
    RetentionPolicy strict =
        new RetentionPolicy(
            Optional.of(Duration.ofMinutes(1)),
            OptionalLong.of(0),
            OptionalLong.of(0),
            Optional.of(Duration.ofMinutes(1)),
            Optional.of(Duration.ofMinutes(1)),
            Map.of(),
            Duration.ZERO);

    assertThat(goes(strict, none("a", status, 9_999))).isEmpty();
  }

  @Test
  void totalsAreOfAll() {
    Plan plan =
        new Planner(maxAge(DAY))
            .plan(
                List.of(counted("a", DAY.multipliedBy(2), 5), counted("b", DAY.dividedBy(2), 7)),
                NOW);

    assertThat(plan.folders()).isEqualTo(2);
    assertThat(plan.bytes()).isEqualTo(12);
    assertThat(plan.bytesRemoved()).isEqualTo(5);
    assertThat(plan.filesRemoved()).isEqualTo(1);
    assertThat(plan.oldestKept()).contains(NOW.minus(DAY.dividedBy(2)));
  }

  private static FolderFacts none(String name, FolderStatus status, int days) {
    return folder(name, status, Duration.ofDays(days), 5, RetentionNotes.NONE);
  }

  private static List<String> goes(RetentionPolicy policy, FolderFacts... folders) {
    Instant now = NOW;
    return new Planner(policy)
        .plan(List.of(folders), now).removals().stream()
            .map(removal -> removal.folder().name() + " " + removal.reason().label())
            .toList();
  }
}
