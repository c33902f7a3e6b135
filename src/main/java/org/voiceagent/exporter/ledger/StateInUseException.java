package org.voiceagent.exporter.ledger;

import java.io.IOException;

/** Another process holds the state folder; the message says which, and what to do. */
public final class StateInUseException extends IOException {
  private static final long serialVersionUID = 1L;

  StateInUseException(String message) {
    super(message);
  }
}
