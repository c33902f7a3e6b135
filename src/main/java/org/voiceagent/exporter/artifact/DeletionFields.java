package org.voiceagent.exporter.artifact;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceagent.exporter.call.Finding;

/** Takes the deletion settings from a summary as it is read. Not thread-safe. */
final class DeletionFields {
  private static final Pattern PATH =
      Pattern.compile(
          "(?:metadata\\.)?(?:deletion|deletion_settings)"
              + "\\.(at|deletion_time_unix_secs|delete_transcript_and_pii)");

  private static final String FIELD = "deletion";

  private Optional<Boolean> flag = Optional.empty();
  private Optional<Instant> at = Optional.empty();
  private boolean unreadable;

  /** Whether a value at this path is worth a closer look; nearly none is. */
  static boolean mayHold(String path) {
    return path.contains(FIELD);
  }

  /**
   * Takes a value if it stands where a deletion setting does.
   *
   * @return what is wrong with it, if anything
   */
  Optional<Finding> take(String path, RawValue raw, String file) {
    Matcher known = PATH.matcher(path);
    if (!known.matches()) {
      return Optional.empty();
    }
    boolean isFlag = known.group(1).startsWith("delete_");
    Parsed<?> parsed = isFlag ? Values.flag(raw) : Values.instant(raw);
    if (parsed instanceof Parsed.Bad<?> bad) {
      unreadable = true;
      return Optional.of(new Finding(file, raw.line(), FIELD, bad.reason(), bad.why()));
    }
    if (parsed instanceof Parsed.Good<?> good) {
      flag = good.value() instanceof Double yes ? Optional.of(yes != 0) : flag;
      at = good.value() instanceof Instant when ? Optional.of(when) : at;
    }
    return Optional.empty();
  }

  /** Copies the settings from another report of the same call, unless this one has its own. */
  void completeFrom(DeletionFields other) {
    if (flag.isEmpty() && at.isEmpty() && !unreadable) {
      flag = other.flag;
      at = other.at;
      unreadable = other.unreadable;
    }
  }

  /**
   * The resulting request. Settings that cannot be read delete nothing, because deletion is final.
   *
   * @param after the time that {@code delete_after} gives; used where the settings give none
   */
  DeletionWish wish(Optional<Instant> after) {
    Optional<Instant> when = at.or(() -> after);
    boolean wanted = flag.orElse(when.isPresent()) && !(unreadable && when.isEmpty());
    return wanted ? new DeletionWish(true, when) : DeletionWish.NONE;
  }
}
