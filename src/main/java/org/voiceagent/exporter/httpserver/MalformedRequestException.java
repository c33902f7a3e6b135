package org.voiceagent.exporter.httpserver;

import java.io.Serial;

/** A request that this server does not accept; the message quotes nothing of it. */
public final class MalformedRequestException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status the status of the response, from 400
   * @param message what is wrong, in our own words
   */
  MalformedRequestException(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** The status of the response, from 400. */
  public int status() {
    return status;
  }
}
