package org.voiceagent.exporter.lake;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The files whose time is over, as a plan that changes nothing: a day of the journal goes when it
 * is in the lake and older than {@code lake.hot}; a file of the lake, and a day of the journal that
 * never came there, when it is older than {@code lake.warm}.
 *
 * @param deletions what is to be deleted, oldest first
 */
record Expiry(List<Deletion> deletions) {

  /** Which limit a file has reached. */
  enum Limit {
    HOT,
    WARM
  }

  /**
   * A file that is to be deleted.
   *
   * @param path where it lies
   * @param day whose rows it holds
   * @param limit why it goes
   */
  record Deletion(Path path, LocalDate day, Limit limit) {}

  /**
   * A day of a dataset, as it is found.
   *
   * @param journal the files of the journal
   * @param stored the file of the lake; it need not exist
   * @param isStored whether it exists
   * @param isDone whether it holds all of the journal's lines
   */
  record Day(LocalDate day, List<Path> journal, Path stored, boolean isStored, boolean isDone) {}

  /**
   * Plans from what is there.
   *
   * @param days the days of all datasets of this host
   * @param today the day in UTC
   */
  static Expiry plan(List<Day> days, LakeSettings settings, LocalDate today) {
    List<Deletion> deletions = new ArrayList<>();
    for (Day one : days) {
      Duration age =
          Duration.between(
              one.day().plusDays(1).atStartOfDay(ZoneOffset.UTC),
              today.atStartOfDay(ZoneOffset.UTC));
      boolean cold = age.compareTo(settings.warm()) >= 0;
      if (cold || (one.isDone() && age.compareTo(settings.hot()) >= 0)) {
        Limit limit = cold ? Limit.WARM : Limit.HOT;
        one.journal().forEach(path -> deletions.add(new Deletion(path, one.day(), limit)));
      }
      if (cold && one.isStored()) {
        deletions.add(new Deletion(one.stored(), one.day(), Limit.WARM));
      }
    }
    deletions.sort(java.util.Comparator.comparing(Deletion::day).thenComparing(Deletion::path));
    return new Expiry(deletions);
  }
}
