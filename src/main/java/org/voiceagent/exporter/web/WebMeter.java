package org.voiceagent.exporter.web;

import java.time.Instant;

/**
 * Is told about refused requests and the state of the web configuration. Implementations are
 * thread-safe.
 */
public interface WebMeter {
  /** Ignores everything. */
  WebMeter NONE =
      new WebMeter() {
        @Override
        public void refused(Refusal why) {}

        @Override
        public void webConfig(boolean ok) {}

        @Override
        public void certificateEnds(Instant at) {}
      };

  /** Why a request with credentials was refused. */
  enum Refusal {
    /** There is no such user, or the password is wrong. */
    WRONG,
    /** The password is correct, but this user may not see the page. */
    FORBIDDEN,
    /** Too many passwords were being checked at once. */
    BUSY
  }

  /** A request was refused. */
  void refused(Refusal why);

  /**
   * The web configuration was read, with the files it names.
   *
   * @param ok whether it is in force now; if not, the previous one still is
   */
  void webConfig(boolean ok);

  /** The end of the validity of the certificate in force. */
  void certificateEnds(Instant at);
}
