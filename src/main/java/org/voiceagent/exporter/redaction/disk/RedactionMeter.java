package org.voiceagent.exporter.redaction.disk;

/** Is told what became of files that are redacted in their folders. Thread-safe. */
public interface RedactionMeter {

  /** A file was written anew without what was found in it. */
  void fileRedacted();

  /** The files of a call could not all be redacted; it is told again at each try. */
  void redactionFailed();
}
