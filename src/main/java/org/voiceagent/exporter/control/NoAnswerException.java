package org.voiceagent.exporter.control;

import java.io.IOException;

/** A request was not taken or not answered in time; the message says what to do. */
public final class NoAnswerException extends IOException {
  private static final long serialVersionUID = 1L;

  NoAnswerException(String message) {
    super(message);
  }
}
