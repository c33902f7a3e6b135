package org.voiceagent.exporter.retention;

import java.time.Duration;

/** What retention tells about itself. Must return soon; thread-safe. */
public interface RetentionMeter {

  /** A meter that nobody reads. */
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
   * How it stands after a sweep.
   *
   * @param bytes all folders together
   * @param oldestAge of the oldest counted call; 0 if there is none
   */
  void kept(long bytes, Duration oldestAge);

  /** So many folders could not be removed, or could not be looked at, though they should go. */
  void failed(int folders);
}
