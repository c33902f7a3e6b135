package org.voiceagent.exporter.http.routing;

import java.io.Serial;

/** A request that gets an error response which tells the client what to do. */
public final class RefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;

  private RefusedException(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** The request is malformed; the message says what is expected. */
  public static RefusedException badRequest(String message) {
    return new RefusedException(400, message);
  }

  /** The requested thing does not exist. */
  public static RefusedException notFound(String message) {
    return new RefusedException(404, message);
  }

  /** The requested thing exists, but this client may not see it. */
  public static RefusedException forbidden(String message) {
    return new RefusedException(403, message);
  }

  int status() {
    return status;
  }
}
