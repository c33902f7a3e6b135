package org.voiceagent.exporter.redaction.text;

import java.util.concurrent.CancellationException;

/** Says that redaction ended early, because nobody waits for its result any more. */
public final class RedactionCancelled extends CancellationException {
  private static final long serialVersionUID = 1L;

  RedactionCancelled() {
    super("redaction was cancelled");
  }
}
