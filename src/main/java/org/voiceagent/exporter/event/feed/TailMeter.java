package org.voiceagent.exporter.event.feed;

/** Measures the reading of event files. Thread-safe; must return soon. */
public interface TailMeter {
  /** Measures nothing. */
  TailMeter NONE =
      new TailMeter() {
        @Override
        public void eventFiles(int files, long unreadBytes) {}

        @Override
        public void eventFileTruncated() {}

        @Override
        public void eventBytesLost(long bytes) {}

        @Override
        public void eventQuarantine(long bytes) {}

        @Override
        public void eventIds(long bytes) {}
      };

  /**
   * What a look through the folder found.
   *
   * @param files how many event files there are
   * @param unreadBytes how many of their bytes were not read yet
   */
  void eventFiles(int files, long unreadBytes);

  /** A file was cut or written over instead of renamed. */
  void eventFileTruncated();

  /** A file went, or was cut, before these bytes of it were read. */
  void eventBytesLost(long bytes);

  /** How large the quarantine of rejected lines is. */
  void eventQuarantine(long bytes);

  /** How much memory the ids of counted events take. */
  void eventIds(long bytes);
}
