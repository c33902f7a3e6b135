package org.voiceagent.exporter.kpi;

/** Measures the history. Called while it changes, so it must return quickly. */
public interface KpiMeter {
  /** Measures nothing. */
  KpiMeter NONE =
      new KpiMeter() {
        @Override
        public void historyTakes(long bytes) {}

        @Override
        public void dayMerged() {}

        @Override
        public void dayDropped() {}
      };

  /** How much memory the history takes, in bytes. */
  void historyTakes(long bytes);

  /** The hours of a day became one, because the history took too much memory. */
  void dayMerged();

  /** A day was dropped, because it is too old or the history took too much memory. */
  void dayDropped();
}
