package org.voiceagent.exporter.inbox;

/** Is told what the inbox does. Implementations are thread-safe. */
public interface InboxMeter {
  /** Ignores everything. */
  InboxMeter NONE =
      new InboxMeter() {
        @Override
        public void enabled(InboxSource source) {}

        @Override
        public void request(String source, String status) {}

        @Override
        public void delivered(InboxSource source, Delivered how) {}

        @Override
        public void quarantined(InboxSource source, QuarantineReason why) {}

        @Override
        public void spool(long files, long bytes) {}

        @Override
        public void quarantine(long files, long bytes) {}
      };

  /** What became of a stored body. */
  enum Delivered {
    /** It is a new file in its call's folder. */
    WRITTEN,
    /** It replaced an earlier one that said less. */
    UPDATED,
    /** The call's folder already holds as much: a retry, or an older body that came late. */
    REPEATED,
    /** It is not about a call that has ended, such as a status update. */
    IGNORED
  }

  /** A source is enabled, so that its counters begin at 0. */
  void enabled(InboxSource source);

  /**
   * A request was answered.
   *
   * @param source the source's name, or {@code none} for a path without one
   * @param status the HTTP status, or {@code aborted} if the client went away or was too slow
   */
  void request(String source, String status);

  /** A stored body was processed. */
  void delivered(InboxSource source, Delivered how);

  /** A stored body was set aside because it cannot be used. */
  void quarantined(InboxSource source, QuarantineReason why);

  /** How many bodies wait to be put into their calls' folders, and their size. */
  void spool(long files, long bytes);

  /** How many bodies are set aside, and their size. */
  void quarantine(long files, long bytes);
}
