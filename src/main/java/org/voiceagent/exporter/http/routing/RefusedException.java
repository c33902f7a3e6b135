package org.voiceagent.exporter.http.routing;

import java.io.Serial;

/** A request that is answered with an error the client can do something about. */
public final class RefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;

  private RefusedException(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** The request cannot be understood; the message says what is expected. */
  public static RefusedException badRequest(String message) {
    return new RefusedException(400, message);
  }

  /** What is asked for is not there. */
  public static RefusedException notFound(String message) {
    return new RefusedException(404, message);
  }

  /** It is there, and not for whoever asks. */
  public static RefusedException forbidden(String message) {
    return new RefusedException(403, message);
  }

  int status() {
    return status;
  }
}
