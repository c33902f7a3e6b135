package org.voiceagent.exporter.redaction.disk;

/** The content of a file without personal or secret data. */
final class RedactedFile {
  private final byte[] content;
  private final boolean waiting;

  /**
   * @param content the new content; the same array as before if nothing changes
   * @param waiting whether something was left unchanged because it is still being written
   */
  RedactedFile(byte[] content, boolean waiting) {
    this.content = content;
    this.waiting = waiting;
  }

  /** Redacts one kind of file. */
  interface Of {
    /**
     * The content without personal or secret data.
     *
     * @param young whether the file was written so recently that it may still be incomplete
     * @param names the known names of the call; names found here are added
     */
    RedactedFile redact(byte[] original, boolean young, RemovedWords names);
  }

  /** The content itself, not a copy. */
  byte[] content() {
    return content;
  }

  /** Whether the file must be checked again later. */
  boolean waiting() {
    return waiting;
  }
}
