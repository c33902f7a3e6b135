package org.voiceagent.exporter.forget;

import java.io.IOException;

/** Something of a call is left; the message says what to do and never holds the id. */
final class NotForgottenException extends IOException {
  private static final long serialVersionUID = 1L;

  NotForgottenException(String message, IOException cause) {
    super(message, cause);
  }
}
