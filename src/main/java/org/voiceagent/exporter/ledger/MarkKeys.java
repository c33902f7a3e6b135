package org.voiceagent.exporter.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.voiceagent.exporter.files.Sha256;
import org.voiceagent.exporter.ledger.Mark.Once;

/**
 * Marks that were counted, in 18 bytes each: 128 bits of a SHA-256, so that no engine can make two
 * names that look the same, for how many days the marked folder or file has been absent, and which
 * late facts of a call were counted. Spread over segments that grow by themselves, so that growing
 * never doubles the memory. Not thread-safe.
 */
final class MarkKeys {
  private static final int SEGMENTS = 256;
  private static final int ASKED = 256;

  private final KeySegment[] segments = new KeySegment[SEGMENTS];
  private final MessageDigest digest = Sha256.digest();
  private int size;

  /** The keys of the marks looked up last: a mark is looked up several times within a moment. */
  private final Asked[] asked = new Asked[ASKED];

  private record Asked(Optional<Once> mark, Key key) {
    static final Asked NOTHING = new Asked(Optional.empty(), new Key(0, 0));
  }

  MarkKeys() {
    for (int i = 0; i < SEGMENTS; i++) {
      segments[i] = new KeySegment();
    }
    dropNames();
  }

  /** Takes what a snapshot holds. */
  interface Sink<E extends Exception> {
    /**
     * Takes one key.
     *
     * @param absentDays how long the folder has been absent, 0 to 255
     * @param late one bit for each late fact that was counted, and {@link KeySegment#ONLY_LATE}
     */
    void accept(long high, long low, int absentDays, int late) throws E;
  }

  /** Remembers a mark; false if it was remembered already, or one of its facts was. */
  boolean add(Once mark) {
    Key key = key(mark);
    KeySegment segment = segment(key.high());
    int before = segment.size();
    boolean isNew =
        mark.isLate()
            ? segment.putLate(key.high(), key.low(), mark.lateBits())
            : segment.put(key.high(), key.low(), 0);
    size += segment.size() - before;
    return isNew;
  }

  /** One bit for each late fact of a call that was counted. */
  int late(Once call) {
    Key key = key(call);
    return segment(key.high()).late(key.high(), key.low());
  }

  /** Drops every name from memory, also those looked up last. */
  void dropNames() {
    Arrays.fill(asked, Asked.NOTHING);
  }

  /** Remembers a mark of a snapshot. */
  void add(long high, long low, int absentDays) {
    KeySegment segment = segment(high);
    int before = segment.size();
    segment.put(high, low, absentDays);
    size += segment.size() - before;
  }

  /** Remembers the late facts of a snapshot; to be called after {@link #add}. */
  void addLate(long high, long low, int absentDays, int late) {
    KeySegment segment = segment(high);
    int before = segment.size();
    segment.restoreLate(high, low, absentDays, late);
    size += segment.size() - before;
  }

  boolean contains(Once mark) {
    if (size == 0) {
      return false;
    }
    Key key = key(mark);
    KeySegment segment = segment(key.high());
    return mark.isLate()
        ? (segment.late(key.high(), key.low()) & mark.lateBits()) != 0
        : segment.contains(key.high(), key.low());
  }

  /** How many marks are remembered. */
  int size() {
    return size;
  }

  /** Notes that every folder or file has been absent for one more day; see {@link #present}. */
  void ageByOneDay() {
    for (KeySegment segment : segments) {
      segment.age();
    }
  }

  /** Notes that the folder or file of this mark is there. */
  void present(Once mark) {
    Key key = key(mark);
    segment(key.high()).setAbsentDays(key.high(), key.low(), 0);
  }

  /**
   * Forgets marks whose folders or files have been absent too long, the longest first.
   *
   * @param horizonDays for how many days of absence a mark is remembered
   * @param mostAbsent how many absent marks are remembered at most
   * @return how many were forgotten
   */
  int forget(int horizonDays, int mostAbsent) {
    int limit = Math.min(horizonDays, daysThatFit(mostAbsent));
    int forgotten = 0;
    for (int i = 0; i < SEGMENTS; i++) {
      KeySegment kept = new KeySegment();
      segments[i].forEach(
          (high, low, absentDays, late) -> {
            if (absentDays <= limit) {
              kept.take(high, low, absentDays, late);
            }
          });
      forgotten += segments[i].size() - kept.size();
      segments[i] = kept;
    }
    size -= forgotten;
    return forgotten;
  }

  <E extends Exception> void forEach(Sink<E> sink) throws E {
    for (KeySegment segment : segments) {
      segment.forEach(sink);
    }
  }

  private int daysThatFit(int mostAbsent) {
    int[] marksByDays = new int[KeySegment.MOST_DAYS + 1];
    forEach((high, low, absentDays, late) -> marksByDays[absentDays]++);
    long absent = 0;
    for (int days = 1; days <= KeySegment.MOST_DAYS; days++) {
      absent += marksByDays[days];
      if (absent > mostAbsent) {
        return days - 1;
      }
    }
    return KeySegment.MOST_DAYS;
  }

  private KeySegment segment(long high) {
    return segments[(int) (high >>> 56)];
  }

  private record Key(long high, long low) {}

  private Key key(Once mark) {
    int place = Math.floorMod(mark.hashCode(), ASKED);
    if (asked[place].mark().isEmpty() || !asked[place].mark().get().equals(mark)) {
      asked[place] = new Asked(Optional.of(mark), hashed(mark));
    }
    return asked[place].key();
  }

  private Key hashed(Once mark) {
    // A call is hashed by its id alone, as all states before format 5 have it; no id holds a NUL.
    boolean call = mark.kind().equals(Once.CALL) || mark.isLate();
    String text = call ? mark.name() : mark.kind() + '\0' + mark.name();
    byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
    java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(hash);
    return new Key(bytes.getLong(), bytes.getLong());
  }
}
