package org.voiceagent.exporter.redaction.disk;

/** A file's content without what is personal or secret. */
final class RedactedFile {
  private final byte[] content;
  private final boolean waiting;

  /**
   * @param content the new content; the same array as before if nothing changes
   * @param waiting whether something that is still being written was left as it is
   */
  RedactedFile(byte[] content, boolean waiting) {
    this.content = content;
    this.waiting = waiting;
  }

  /** Works on one kind of file. */
  interface Of {
    /**
     * The content without what is personal or secret.
     *
     * @param young whether the file was written to so lately that something half written may still
     *     become whole
     * @param names the names known of the call, to which those found are added
     */
    RedactedFile redact(byte[] original, boolean young, RemovedWords names);
  }

  /** The content itself, not a copy. */
  byte[] content() {
    return content;
  }

  /** Whether another look is needed later. */
  boolean waiting() {
    return waiting;
  }
}
