package org.voiceagent.exporter.intake;

/**
 * A source of records to count, such as the folders of finished calls. A feed finds records,
 * decides when one is complete, and submits it; the {@link Recorder} writes it to the ledger,
 * publishes it, and tells the feed what became of it.
 *
 * <p>One thread, the intake's, calls everything but {@link #startProgress}. A feed that learns of
 * changes on another thread notes them and calls {@link Wakeup#signal}.
 */
public interface Feed {

  /**
   * Does everything that is due now, without waiting. Must be safe to repeat: after a wake-up there
   * may be nothing to do.
   *
   * @param turn takes complete records
   */
  void scan(Turn turn);

  /**
   * When {@link #scan} is due next if nothing wakes the intake before: in ns of the intake's clock,
   * so it must be computed from a reading of that clock.
   */
  long nextDueNanos();

  /**
   * How many of the records found at start have been scanned. The intake is ready once this is true
   * of all feeds and everything complete is recorded. May be called by any thread. Unless
   * overridden, the intake is ready at once.
   */
  default Progress startProgress() {
    return new Progress(0, 0, true);
  }

  /** A feed's turn on the counting thread. */
  interface Turn {

    /** Takes a complete record; it is recorded soon, together with others. */
    void submit(Submission complete);

    /** Records everything submitted so far; the feed has heard of it when this returns. */
    void flush();

    /**
     * Gives other work of the counting thread its turn. To be called often during a long scan,
     * while no record is half done.
     *
     * @return false to end the scan early, because the intake stops
     */
    boolean checkpoint();
  }
}
