package org.voiceagent.exporter.ledger;

/** Measures the ledger. Called under the ledger's lock, so it must return quickly. */
public interface LedgerMeter {

  /** Measures nothing. */
  LedgerMeter NONE =
      new LedgerMeter() {
        @Override
        public void writable(boolean works) {}

        @Override
        public void damaged(int places) {}

        @Override
        public void remembered(int calls) {}
      };

  /** Whether the last write to the state folder went well. */
  void writable(boolean works);

  /** Places in the state that could not be read and were set aside. */
  void damaged(int places);

  /** How many marks are remembered as counted; nearly all are calls. */
  void remembered(int calls);
}
