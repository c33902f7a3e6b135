package org.voiceagent.exporter.redaction;

/** When transcripts are redacted. */
public enum RedactionMode {
  /** When a call is taken, in its folder, and again when it is shown. The strictest. */
  ON_INGEST,
  /** When somebody asks for them; the folder keeps what was said. */
  ON_READ,
  /** Never. */
  OFF
}
