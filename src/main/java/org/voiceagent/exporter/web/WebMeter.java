package org.voiceagent.exporter.web;

import java.time.Instant;

/** What access tells of itself. Implementations are thread-safe. */
public interface WebMeter {
  /** Tells nobody. */
  WebMeter NONE =
      new WebMeter() {
        @Override
        public void refused(Refusal why) {}

        @Override
        public void webConfig(boolean ok) {}

        @Override
        public void certificateEnds(Instant at) {}
      };

  /** Why a client was not let in although it named somebody. */
  enum Refusal {
    /** There is no such user, or the password is another. */
    WRONG,
    /** The user is who they say, and may not see this. */
    FORBIDDEN,
    /** Too many passwords were being checked at once. */
    BUSY
  }

  /** A client was refused. */
  void refused(Refusal why);

  /**
   * The web configuration was read, with the files it names.
   *
   * @param ok whether it is in force now; if not, the one before still is
   */
  void webConfig(boolean ok);

  /** Until when the certificate in force is valid. */
  void certificateEnds(Instant at);
}
