package org.voiceagent.exporter.lake;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What moves from tier to tier or goes, as a plan that changes nothing:
 *
 * <ul>
 *   <li>A day of the journal goes when it is in the lake and older than {@code lake.hot}.
 *   <li>A file of the lake, and a day of the journal that never came there, goes when it is older
 *       than {@code lake.warm}.
 *   <li>The folder of a counted call goes into an archive when it is older than {@code
 *       lake.archive.after}.
 *   <li>An archive goes when it is older than {@code lake.cold}, and a call in it when the call
 *       itself asked for that.
 *   <li>Nothing of a call under legal hold goes or moves.
 * </ul>
 *
 * @param steps what is to be done, oldest day first
 */
public record TierPlan(List<Step> steps) {

  /** Where something is kept. */
  public enum Tier {
    /** The journal, or the folder as the engine left it. */
    HOT,
    /** The lake. */
    WARM,
    /** An archive. */
    COLD,
    /** Deleted. */
    GONE
  }

  /** Which limit something has reached. */
  public enum Limit {
    /** {@code lake.hot}. */
    HOT("older than lake.hot"),
    /** {@code lake.warm}. */
    WARM("older than lake.warm"),
    /** {@code lake.archive.after}. */
    ARCHIVE("older than lake.archive.after"),
    /** {@code lake.cold}. */
    COLD("older than lake.cold"),
    /** The time that the call itself set. */
    DELETION("its deletion was asked for");

    private final String words;

    Limit(String words) {
      this.words = words;
    }
  }

  /**
   * Something that moves or goes.
   *
   * @param path the file, or the folder of a call
   * @param call the one call in the archive that goes; empty if all of the file or folder does
   * @param day the day from which its age counts
   * @param to where it goes
   * @param limit why
   */
  public record Step(Path path, Optional<String> call, LocalDate day, Tier to, Limit limit) {

    /** One line for an operator. */
    public String inWords() {
      return path
          + call.map(one -> ", call " + one).orElse("")
          + (to == Tier.GONE ? "" : " -> " + to.name().toLowerCase(Locale.ROOT))
          + ": "
          + limit.words;
    }
  }

  /**
   * A day of a dataset, as it is found.
   *
   * @param journal the files of the journal
   * @param stored the file of the lake; it need not exist
   * @param isStored whether it exists
   * @param isDone whether it holds all of the journal's lines
   * @param isHeld whether a row of it is of a call under legal hold
   */
  record Day(
      LocalDate day,
      List<Path> journal,
      Path stored,
      boolean isStored,
      boolean isDone,
      boolean isHeld) {}

  /**
   * The folder of a counted call of which no more is expected and which no other rule keeps or
   * deletes.
   *
   * @param path where it lies
   * @param day the day of its last change
   */
  public record Folder(Path path, LocalDate day) {}

  /**
   * An archive, as it is found.
   *
   * @param path where it lies
   * @param day the day of the last change of its folders
   * @param size how many calls it holds
   * @param calls those of them that are held or ask for their deletion
   */
  public record Archive(Path path, LocalDate day, int size, List<Call> calls) {
    /** Copies the list. */
    public Archive {
      calls = List.copyOf(calls);
    }

    /**
     * A call in an archive that has rules of its own.
     *
     * @param folder the name of its folder
     * @param deleteAt when it asked to be deleted
     * @param isHeld whether it is under legal hold
     */
    public record Call(String folder, Optional<Instant> deleteAt, boolean isHeld) {}
  }

  /** Sorts the steps. */
  public TierPlan {
    steps =
        steps.stream().sorted(Comparator.comparing(Step::day).thenComparing(Step::path)).toList();
  }

  /**
   * Plans for the journal and the lake.
   *
   * @param days the days of all datasets of this host
   * @param today the day in UTC
   */
  static TierPlan ofDays(List<Day> days, LakeSettings settings, LocalDate today) {
    List<Step> steps = new ArrayList<>();
    for (Day one : days) {
      boolean cold = !one.isHeld() && isOlder(one.day(), settings.warm(), today);
      if (cold || (one.isDone() && isOlder(one.day(), settings.hot(), today))) {
        Limit limit = cold ? Limit.WARM : Limit.HOT;
        one.journal().forEach(path -> steps.add(gone(path, one.day(), limit)));
      }
      if (cold && one.isStored()) {
        steps.add(gone(one.stored(), one.day(), Limit.WARM));
      }
    }
    return new TierPlan(steps);
  }

  /**
   * Plans for folders.
   *
   * @param after how old a folder is archived
   * @param today the day in UTC
   */
  public static TierPlan ofFolders(List<Folder> folders, Duration after, LocalDate today) {
    return new TierPlan(
        folders.stream()
            .filter(folder -> isOlder(folder.day(), after, today))
            .map(folder -> archived(folder.path(), folder.day()))
            .toList());
  }

  /** The step that archives a folder. */
  public static Step archived(Path folder, LocalDate day) {
    return new Step(folder, Optional.empty(), day, Tier.COLD, Limit.ARCHIVE);
  }

  /**
   * Plans for archives. Of one that is too old, all calls go but those that are held.
   *
   * @param cold how long an archive is kept
   * @param now the wall-clock time
   */
  public static TierPlan ofArchives(List<Archive> archives, Duration cold, Instant now) {
    LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
    List<Step> steps = new ArrayList<>();
    for (Archive archive : archives) {
      if (isOlder(archive.day(), cold, today)) {
        if (archive.calls().stream().filter(Archive.Call::isHeld).count() < archive.size()) {
          steps.add(gone(archive.path(), archive.day(), Limit.COLD));
        }
        continue;
      }
      for (Archive.Call call : archive.calls()) {
        if (!call.isHeld() && call.deleteAt().filter(at -> !at.isAfter(now)).isPresent()) {
          steps.add(
              new Step(
                  archive.path(),
                  Optional.of(call.folder()),
                  archive.day(),
                  Tier.GONE,
                  Limit.DELETION));
        }
      }
    }
    return new TierPlan(steps);
  }

  /** Whether a day ended at least that long before today began. */
  static boolean isOlder(LocalDate day, Duration than, LocalDate today) {
    return !dueAt(day, than).isAfter(today.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** When something of a day is due that is kept so long after the day's end. */
  public static Instant dueAt(LocalDate day, Duration kept) {
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(kept);
  }

  private static Step gone(Path path, LocalDate day, Limit limit) {
    return new Step(path, Optional.empty(), day, Tier.GONE, limit);
  }
}
