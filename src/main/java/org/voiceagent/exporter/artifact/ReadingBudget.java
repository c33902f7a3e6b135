package org.voiceagent.exporter.artifact;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * How much work the reading of one file may take. Readers call {@link #step} in their loops; once
 * the budget is spent, or the reading thread was interrupted because its result is no longer
 * needed, the call throws and so ends the reading.
 *
 * <p>The budget is processor time of the reading thread, so a busy machine spends none of it. Made
 * for one reading; not thread-safe.
 */
final class ReadingBudget {
  /** Steps between two looks at the clock: a small file never looks. */
  private static final int STEPS = 512;

  /** Characters that count as one step where a library reads. */
  private static final int CHARACTERS = 32;

  /**
   * Four files a folder, one share for further reports of the same call, and one for what is not
   * metered.
   */
  private static final int SHARES = 6;

  private final long mostNanos;
  private int steps;
  private long began = -1;

  private ReadingBudget(long mostNanos) {
    this.mostNanos = mostNanos;
  }

  /** The budget for one file: its share of the time that one folder may take. */
  static ReadingBudget of(ReadLimits limits) {
    return new ReadingBudget(limits.readTime().toNanos() / SHARES);
  }

  /** The file takes more work than any file should. */
  static final class Spent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Spent() {
      super("takes too long to read", null, false, false);
    }
  }

  /** The result is no longer needed. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("reading was stopped", null, false, false);
    }
  }

  /**
   * Notes one step, such as a line or a value.
   *
   * @throws Spent if the budget is spent
   * @throws Stopped if the thread was interrupted
   */
  void step() {
    steps(1);
  }

  /** Hands a text to a library that reads in a loop of its own, and meters what it takes. */
  Reader metered(String text) {
    return new Metered(text);
  }

  private void steps(int taken) {
    steps += taken;
    if (steps >= STEPS) {
      steps = 0;
      look();
    }
  }

  private void look() {
    if (Thread.currentThread().isInterrupted()) {
      throw new Stopped();
    }
    long now = Clock.THREADS.getCurrentThreadCpuTime();
    if (began < 0) {
      began = now;
    } else if (now - began > mostNanos) {
      throw new Spent();
    }
  }

  /** Loaded by the first file that is not small. */
  private static final class Clock {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  }

  private final class Metered extends Reader {
    private final StringReader text;

    Metered(String text) {
      this.text = new StringReader(text);
    }

    @Override
    public int read(char[] buffer, int from, int length) throws IOException {
      int read = text.read(buffer, from, length);
      steps(1 + Math.max(read, 0) / CHARACTERS);
      return read;
    }

    @Override
    public void close() {
      text.close();
    }
  }
}
