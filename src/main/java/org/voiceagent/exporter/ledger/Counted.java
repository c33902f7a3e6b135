package org.voiceagent.exporter.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What has been counted: the marks that are used up, those that stay forgotten, and how far each
 * growing file was read. In memory only; not thread-safe.
 */
final class Counted {
  /** Open files beyond this are refused rather than forgotten, which would count them twice. */
  static final int MOST_FILES = 10_000;

  private final MarkKeys keys = new MarkKeys();
  private final MarkKeys forgotten = new MarkKeys();
  private final Map<String, Long> positions = new HashMap<>();
  private final NewestMarks newest;
  private long agedOn = Long.MIN_VALUE;

  /**
   * @param mostNewest how many of the newest marks of each kind are kept by name
   */
  Counted(int mostNewest) {
    this.newest = new NewestMarks(mostNewest);
  }

  MarkKeys keys() {
    return keys;
  }

  MarkKeys forgotten() {
    return forgotten;
  }

  Map<String, Long> positions() {
    return positions;
  }

  NewestMarks newest() {
    return newest;
  }

  /** The day, since 1970, on which marks last grew older. */
  long agedOn() {
    return agedOn;
  }

  void agedOn(long epochDay) {
    agedOn = epochDay;
  }

  /** How many bytes of a file were counted. */
  long position(String file) {
    return positions.getOrDefault(file, 0L);
  }

  boolean hasRoomFor(String file) {
    return positions.size() < MOST_FILES || positions.containsKey(file);
  }

  /**
   * Finds the place of entries that are to be recorded together.
   *
   * @throws IllegalArgumentException if a part of a file does not begin where the one before ends,
   *     if its file was read to its end, or if too many files are open
   */
  List<PlacedEntry> place(List<Entry> entries) {
    List<PlacedEntry> placed = new ArrayList<>(entries.size());
    Map<String, Long> ahead = Map.of();
    for (Entry entry : entries) {
      String file = file(entry.mark());
      long position = file.isEmpty() ? 0 : ahead.getOrDefault(file, position(file));
      placed.add(new PlacedEntry(entry, position));
      if (entry.mark() instanceof Mark.UpTo part) {
        check(part, position);
        ahead = ahead.isEmpty() ? new HashMap<>() : ahead;
        ahead.put(file, part.to());
      }
    }
    return placed;
  }

  private void check(Mark.UpTo part, long position) {
    if (part.from() != position || keys.contains(Mark.Once.file(part.file()))) {
      throw new IllegalArgumentException(
          part + " does not follow the position, which is " + position);
    }
    if (!hasRoomFor(part.file())) {
      throw new IllegalArgumentException("more than " + MOST_FILES + " files are open");
    }
  }

  /**
   * Takes over a recorded entry, unless it was counted already or does not follow what was counted
   * of its file.
   *
   * @param naming gives the mark under which a recorded one is known today
   * @return whether it counts
   */
  boolean add(PlacedEntry placed, UnaryOperator<Mark.Once> naming) {
    Mark mark = placed.entry().mark();
    String file = file(mark);
    if (!file.isEmpty()
        && (placed.position() != position(file) || keys.contains(Mark.Once.file(file)))) {
      return false;
    }
    if (mark instanceof Mark.UpTo part) {
      positions.put(file, part.to());
      return true;
    }
    Mark.Once once = (Mark.Once) mark;
    if (!keys.add(once)) {
      return false;
    }
    if (once.endsFile()) {
      positions.remove(file);
    }
    if (!once.isLate()) {
      newest.add(naming.apply(once), placed.entry().at());
    }
    return true;
  }

  void forget(Set<Mark.Once> marks) {
    marks.forEach(forgotten::add);
    keys.dropNames();
    forgotten.dropNames();
    newest.forget(marks);
  }

  /** The file that a mark is about, or "" if it is about none. */
  private static String file(Mark mark) {
    if (mark instanceof Mark.UpTo part) {
      return part.file();
    }
    return mark instanceof Mark.Once once && once.endsFile() ? once.name() : "";
  }
}
