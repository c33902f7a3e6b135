package org.voiceagent.exporter.ledger;

/** What the ledger tells about itself. Called under its lock; must return soon. */
public interface LedgerMeter {

  /** A meter that nobody reads. */
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

  /** How many calls are remembered as counted. */
  void remembered(int calls);
}
