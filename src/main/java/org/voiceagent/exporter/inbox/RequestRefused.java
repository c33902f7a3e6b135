package org.voiceagent.exporter.inbox;

/** A request is answered with an error, and nothing of it is kept. */
final class RequestRefused extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int UNAUTHORIZED = 401;

  private final int status;
  private final int retryAfterSeconds;

  private RequestRefused(int status, String why, int retryAfterSeconds) {
    super(why, null, false, false);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /**
   * The sender has to change something.
   *
   * @param status from 400
   * @param why for the sender; quotes nothing of the request
   */
  static RequestRefused of(int status, String why) {
    return new RequestRefused(status, why, 0);
  }

  /** The sender may send the same again, a little later. */
  static RequestRefused retry(int status, String why, int afterSeconds) {
    return new RequestRefused(status, why, afterSeconds);
  }

  /** The signature or the secret is missing, wrong or too old. */
  static RequestRefused unauthorized(String why) {
    return of(UNAUTHORIZED, why);
  }

  int status() {
    return status;
  }

  /** When to try again, in seconds; 0 if that would not help. */
  int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
