package org.voiceagent.exporter.forget;

import java.io.IOException;

/** Part of a call could not be removed. The message says what to do and never holds the id. */
final class NotForgottenException extends IOException {
  private static final long serialVersionUID = 1L;

  NotForgottenException(String message, IOException cause) {
    super(message, cause);
  }
}
