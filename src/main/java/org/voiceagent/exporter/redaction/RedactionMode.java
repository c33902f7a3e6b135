package org.voiceagent.exporter.redaction;

/** When transcripts are redacted. */
public enum RedactionMode {
  /** In the call's folder when the call is counted, and again on display. The strictest mode. */
  ON_INGEST,
  /** On display only; the folder keeps the original. */
  ON_READ,
  /** Never. */
  OFF
}
