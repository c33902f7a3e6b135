package org.voiceagent.exporter.inplace;

/**
 * A file's content without what is personal or secret.
 *
 * @param content the new content; the same array if nothing changes
 * @param broken whether something could not be read and is replaced by a word that says so
 */
record Redacting(byte[] content, boolean broken) {

  /** Works on one kind of file. */
  interface Of {
    /** The content without what is personal or secret. */
    Redacting redact(byte[] original);
  }
}
