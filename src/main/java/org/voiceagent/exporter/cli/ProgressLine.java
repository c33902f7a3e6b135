package org.voiceagent.exporter.cli;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/**
 * A line on a terminal that says how far long work is. It appears only if the work takes longer
 * than half a second, and disappears at the end. Without a terminal nothing is printed.
 */
final class ProgressLine implements AutoCloseable {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final PrintStream out;
  private final boolean terminal;
  private final String work;
  private final int total;
  private long shownAt = System.nanoTime();
  private int done;
  private boolean shown;

  /**
   * @param out where standard errors go
   * @param terminal whether that is a terminal
   * @param work what is done, such as "Reading calls"
   * @param total how many steps there are; 0 if unknown
   */
  ProgressLine(PrintStream out, boolean terminal, String work, int total) {
    this.out = out;
    this.terminal = terminal;
    this.work = work;
    this.total = total;
  }

  /** A step is done. */
  void step() {
    done++;
    if (terminal && System.nanoTime() - shownAt >= PAUSE_NANOS) {
      shownAt = System.nanoTime();
      shown = true;
      out.print("\r" + work + ": " + done + (total > 0 ? " of " + total : "") + "\u001b[K");
      out.flush();
    }
  }

  @Override
  public void close() {
    if (shown) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }
}
