package org.voiceagent.exporter.artifact;

/**
 * A format in which an engine reports a finished call: which file ends the call, and how it is
 * read. The name of the file picks the format; its content is never used for guessing. A new format
 * is a class like {@link MetricsJson} and a line in {@link CallFormats}.
 */
interface CallFormat {
  /** The file that ends the call. */
  ArtifactFile end();

  /** Whether that file may hold what was said; a transcript file beside it wins. */
  default boolean holdsTranscript() {
    return false;
  }

  /**
   * Reads the file that ends the call.
   *
   * @param bytes the whole file
   * @param callers hashes who called
   * @throws ReadingBudget.Spent if it takes too much work
   */
  Summary read(byte[] bytes, ReadLimits limits, CallerHashing callers);
}
