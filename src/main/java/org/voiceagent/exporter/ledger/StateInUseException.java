package org.voiceagent.exporter.ledger;

import java.io.IOException;

/** The state folder is in use by another process. The message names it and says what to do. */
public final class StateInUseException extends IOException {
  private static final long serialVersionUID = 1L;

  StateInUseException(String message) {
    super(message);
  }
}
