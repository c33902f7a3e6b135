package org.voiceagent.exporter.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.voiceagent.exporter.artifact.DeletionWish;
import org.voiceagent.exporter.artifact.RetentionNotes;
import org.voiceagent.exporter.files.FolderMeasure;

/** Facts and policies for tests of the plan. */
final class Folders {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  static final Duration SETTLED = Duration.ofMinutes(10);

  private Folders() {}

  static FolderFacts counted(String name, Duration age, long bytes) {
    return folder(name, FolderStatus.COUNTED, age, bytes, RetentionNotes.NONE);
  }

  static FolderFacts folder(
      String name, FolderStatus status, Duration age, long bytes, RetentionNotes notes) {
    Instant since = NOW.minus(age);
    return new FolderFacts(name, status, new FolderMeasure(1, bytes, since, since), notes);
  }

  static RetentionNotes wish(Optional<Instant> at) {
    return new RetentionNotes(Optional.empty(), new DeletionWish(true, at));
  }

  static RetentionNotes pipeline(String name) {
    return new RetentionNotes(Optional.of(name), DeletionWish.NONE);
  }

  /** A policy that keeps everything. */
  static RetentionPolicy everything() {
    return new RetentionPolicy(
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        SETTLED);
  }

  static RetentionPolicy maxAge(Duration age) {
    RetentionPolicy all = everything();
    return new RetentionPolicy(
        Optional.of(age),
        all.maxCalls(),
        all.maxBytes(),
        all.abandonedMaxAge(),
        all.rejectedMaxAge(),
        all.pipelines(),
        all.settled());
  }

  static RetentionPolicy most(OptionalLong calls, OptionalLong bytes) {
    RetentionPolicy all = everything();
    return new RetentionPolicy(
        all.maxAge(),
        calls,
        bytes,
        all.abandonedMaxAge(),
        all.rejectedMaxAge(),
        all.pipelines(),
        all.settled());
  }
}
