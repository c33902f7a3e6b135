package org.voiceagent.exporter.redaction.disk;

/** Is told about files that are redacted in their folders. Implementations are thread-safe. */
public interface RedactionMeter {

  /** A file was rewritten without the data found in it. */
  void fileRedacted();

  /** Not all files of a call could be redacted; reported again at each attempt. */
  void redactionFailed();
}
