package org.voiceagent.exporter.retention;

import java.time.Duration;

/** Measures retention. Implementations are thread-safe and return quickly. */
public interface RetentionMeter {

  /** Measures nothing. */
  RetentionMeter NONE =
      new RetentionMeter() {
        @Override
        public void removed(Reason reason, long bytes) {}

        @Override
        public void kept(long bytes, Duration oldestAge) {}

        @Override
        public void failed(int folders) {}
      };

  /** A folder was removed. */
  void removed(Reason reason, long bytes);

  /**
   * What is left after a sweep.
   *
   * @param bytes the size of all folders
   * @param oldestAge of the oldest counted call; 0 if there is none
   */
  void kept(long bytes, Duration oldestAge);

  /** This many folders could not be removed or read. */
  void failed(int folders);
}
