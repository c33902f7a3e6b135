package org.voiceagent.exporter.redaction.text;

import java.util.concurrent.CancellationException;

/** Thrown when redaction ends early because its result is no longer wanted. */
public final class RedactionCancelled extends CancellationException {
  private static final long serialVersionUID = 1L;

  RedactionCancelled() {
    super("redaction was cancelled");
  }
}
