package org.voiceagent.exporter.httpserver;

import java.io.Serial;

/** What a client sent is no request that this server takes; nothing of it is quoted. */
final class MalformedRequestException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status the status of the answer, from 400
   * @param message what is wrong, in our own words
   */
  MalformedRequestException(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }
}
