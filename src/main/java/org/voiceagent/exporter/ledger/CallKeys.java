package org.voiceagent.exporter.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.voiceagent.exporter.call.CallId;

/**
 * Which calls were counted, in 17 bytes a call: 128 bits of the id's SHA-256, so that no engine can
 * make two ids that look the same, and for how many days the call's folder has been absent. Spread
 * over segments that grow by themselves, so that growing never doubles the memory. Not thread-safe.
 */
final class CallKeys {
  private static final int SEGMENTS = 256;

  private final KeySegment[] segments = new KeySegment[SEGMENTS];
  private final MessageDigest digest = sha256();

  /** What was asked for last: several questions about one call follow each other. */
  private Asked last = Asked.NOTHING;

  private record Asked(Optional<CallId> id, Key key) {
    static final Asked NOTHING = new Asked(Optional.empty(), new Key(0, 0));
  }

  CallKeys() {
    for (int i = 0; i < SEGMENTS; i++) {
      segments[i] = new KeySegment();
    }
  }

  /** Takes what a snapshot holds. */
  interface Sink<E extends Exception> {
    /**
     * Takes one key.
     *
     * @param absentDays how long the folder has been absent, 0 to 255
     */
    void accept(long high, long low, int absentDays) throws E;
  }

  /** Remembers a call; false if it was remembered already. */
  boolean add(CallId id) {
    Key key = key(id);
    return segment(key.high()).put(key.high(), key.low(), 0);
  }

  /** Keeps no id in memory, not even the one that was asked for last. */
  void dropIds() {
    last = Asked.NOTHING;
  }

  /** Remembers a call of a snapshot. */
  void add(long high, long low, int absentDays) {
    segment(high).put(high, low, absentDays);
  }

  boolean contains(CallId id) {
    if (isEmpty()) {
      return false;
    }
    Key key = key(id);
    return segment(key.high()).contains(key.high(), key.low());
  }

  private boolean isEmpty() {
    for (KeySegment segment : segments) {
      if (segment.size() > 0) {
        return false;
      }
    }
    return true;
  }

  /** How many calls are remembered. */
  int size() {
    int size = 0;
    for (KeySegment segment : segments) {
      size += segment.size();
    }
    return size;
  }

  /** Every folder has been absent for one day more; see {@link #present}. */
  void ageByOneDay() {
    for (KeySegment segment : segments) {
      segment.age();
    }
  }

  /** The folder of this call is there. */
  void present(CallId id) {
    Key key = key(id);
    segment(key.high()).setAbsentDays(key.high(), key.low(), 0);
  }

  /**
   * Forgets calls whose folders have been absent too long, the longest first.
   *
   * @param horizonDays for how many days of absence a call is remembered
   * @param mostAbsent how many calls with an absent folder are remembered at most
   * @return how many were forgotten
   */
  int forget(int horizonDays, int mostAbsent) {
    int limit = Math.min(horizonDays, daysThatFit(mostAbsent));
    int forgotten = 0;
    for (int i = 0; i < SEGMENTS; i++) {
      KeySegment kept = new KeySegment();
      segments[i].forEach(
          (high, low, absentDays) -> {
            if (absentDays <= limit) {
              kept.put(high, low, absentDays);
            }
          });
      forgotten += segments[i].size() - kept.size();
      segments[i] = kept;
    }
    return forgotten;
  }

  <E extends Exception> void forEach(Sink<E> sink) throws E {
    for (KeySegment segment : segments) {
      segment.forEach(sink);
    }
  }

  private int daysThatFit(int mostAbsent) {
    int[] callsByDays = new int[KeySegment.MOST_DAYS + 1];
    forEach((high, low, absentDays) -> callsByDays[absentDays]++);
    long absent = 0;
    for (int days = 1; days <= KeySegment.MOST_DAYS; days++) {
      absent += callsByDays[days];
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

  private Key key(CallId id) {
    if (last.id().isEmpty() || !last.id().get().equals(id)) {
      last = new Asked(Optional.of(id), hashed(id));
    }
    return last.key();
  }

  private Key hashed(CallId id) {
    byte[] hash = digest.digest(id.value().getBytes(StandardCharsets.UTF_8));
    java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(hash);
    return new Key(bytes.getLong(), bytes.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
