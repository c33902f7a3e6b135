package org.voiceagent.exporter.event.feed;

/**
 * One event file that is followed. Used by one thread.
 *
 * <p>Bytes up to {@code readTo} were handed on; the ledger has recorded as many or fewer.
 */
final class Tail {
  private final FileIdentity identity;
  private final String name;
  private FoundFile file;
  private long readTo;
  private long scannedTo;
  private int missedLooks;
  private boolean resting;
  private FoundFile before;

  /**
   * @param name in the ledger
   * @param readTo how many of its bytes were read before
   */
  Tail(FileIdentity identity, String name, FoundFile file, long readTo) {
    this.identity = identity;
    this.name = name;
    this.file = file;
    this.before = file;
    this.readTo = readTo;
    this.scannedTo = readTo;
  }

  FileIdentity identity() {
    return identity;
  }

  /** Its name in the ledger. */
  String name() {
    return name;
  }

  /** How it stood when it was seen last. */
  FoundFile file() {
    return file;
  }

  /** Takes over how it stands now, perhaps under another path. */
  void seen(FoundFile now) {
    before = file;
    file = now;
    missedLooks = 0;
    resting = false;
  }

  /** Whether the last look saw it. */
  boolean isPresent() {
    return missedLooks == 0;
  }

  /** It was not seen in a look through the folder; returns how often in a row. */
  int missed() {
    return ++missedLooks;
  }

  /** Where the next line begins. */
  long readTo() {
    return readTo;
  }

  void readTo(long position) {
    readTo = position;
    scannedTo = position;
  }

  /** Up to where a line that is too long was looked through for its end. */
  long scannedTo() {
    return scannedTo;
  }

  void scannedTo(long position) {
    scannedTo = position;
  }

  /** How many of its bytes were not read, as it stood when it was seen last. */
  long unread() {
    return Math.max(0, file.size() - readTo);
  }

  /** How it stood a look earlier: if it was overwritten since, the last one saw another's size. */
  FoundFile before() {
    return before;
  }

  /** It cannot be read now; the next look through the folder says how it stands. */
  void rest() {
    resting = true;
  }

  /** Whether there may be a whole line to read. */
  boolean hasMore() {
    return !resting && file.size() > scannedTo;
  }
}
