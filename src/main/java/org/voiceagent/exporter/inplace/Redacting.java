package org.voiceagent.exporter.inplace;

/** A file's content without what is personal or secret. */
final class Redacting {
  private final byte[] content;
  private final boolean broken;

  /**
   * @param content the new content; the same array as before if nothing changes
   * @param broken whether something could not be read and is replaced by a word that says so
   */
  Redacting(byte[] content, boolean broken) {
    this.content = content;
    this.broken = broken;
  }

  /** Works on one kind of file. */
  interface Of {
    /** The content without what is personal or secret. */
    Redacting redact(byte[] original);
  }

  /** The content itself, not a copy. */
  byte[] content() {
    return content;
  }

  /** Whether something could not be read. */
  boolean broken() {
    return broken;
  }
}
