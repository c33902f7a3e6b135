package org.voiceagent.exporter.event.catalog;

/** Counts what the limits of catalogs keep off the page. Implementations are thread-safe. */
public interface LabelMeter {
  /** Counts nothing. */
  LabelMeter NONE =
      new LabelMeter() {
        @Override
        public void labelFolded(String metric, String label) {}

        @Override
        public void seriesRefused() {}
      };

  /**
   * A value of a label was counted as {@code other}, because of a limit or of what it looks like.
   */
  void labelFolded(String metric, String label);

  /** A change was left out, because there are as many series as all catalogs may have together. */
  void seriesRefused();
}
