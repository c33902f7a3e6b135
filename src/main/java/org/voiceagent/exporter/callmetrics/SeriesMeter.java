package org.voiceagent.exporter.callmetrics;

/** Counts what the limits of the page keep off it. Implementations are thread-safe. */
public interface SeriesMeter {
  /** Counts nothing. */
  SeriesMeter NONE =
      new SeriesMeter() {
        @Override
        public void labelSetFolded() {}

        @Override
        public void recentCallsEvicted(int calls) {}
      };

  /** A call was counted under {@code other}, because there are too many label sets. */
  void labelSetFolded();

  /** Single calls are no longer shown. */
  void recentCallsEvicted(int calls);
}
