package org.voiceagent.exporter.ledger;

import java.util.Set;

/**
 * What makes an entry count exactly once: a name that is used up, or a position that only moves
 * forward.
 */
public sealed interface Mark {

  /**
   * One thing that is counted whole, once: a call, or the end of a file that has stopped growing.
   *
   * @param kind the kind of thing, such as {@link #CALL}; names of different kinds never clash
   * @param name its name, which is never used again for another thing of this kind
   */
  record Once(String kind, String name) implements Mark {
    /** The kind of a call; its name is the call's id. */
    public static final String CALL = "call";

    /** The kind of a file that was read to its end: recording it drops the file's position. */
    public static final String FILE = "events";

    private static final String LATE = "late.";

    /** The mark of a call. */
    public static Once call(String id) {
      return new Once(CALL, id);
    }

    /**
     * The mark of facts that may become known only after their call was counted. Each fact of a
     * call counts once, alone or together with others: an entry must not hold a fact that {@link
     * Ledger#lateFacts} has.
     *
     * @param facts their names, at least one
     * @param id the call's id
     * @throws IllegalArgumentException if a name is not one of the facts that may come late
     */
    public static Once late(Set<String> facts, String id) {
      return new Once(LATE + LateFacts.word(facts), id);
    }

    /** Whether this is a mark of {@link #late} facts. */
    public boolean isLate() {
      return kind.startsWith(LATE);
    }

    /** The facts that this marks; empty unless it marks late ones. */
    public Set<String> lateFacts() {
      return LateFacts.of(lateBits());
    }

    /** One bit for each fact that this marks; 0 unless it marks late ones. */
    int lateBits() {
      return isLate() ? LateFacts.bits(kind.substring(LATE.length())) : 0;
    }

    /** The mark of a file that was read to its end and is not read again. */
    public static Once file(String name) {
      return new Once(FILE, name);
    }

    boolean endsFile() {
      return kind.equals(FILE);
    }

    @Override
    public String toString() {
      return kind + " " + name;
    }
  }

  /**
   * Part of a file that only grows: the bytes from one position up to another.
   *
   * @param file the file's name, which is never used again for another file
   * @param from where the part begins, in bytes from the start of the file; 0 or more
   * @param to the first byte behind the part; above {@code from}
   */
  record UpTo(String file, long from, long to) implements Mark {

    /**
     * Checks the positions.
     *
     * @throws IllegalArgumentException unless 0 &le; from &lt; to
     */
    public UpTo {
      if (from < 0 || to <= from) {
        throw new IllegalArgumentException("not a part of a file: from " + from + " to " + to);
      }
    }

    @Override
    public String toString() {
      return file + " from byte " + from + " to " + to;
    }
  }
}
