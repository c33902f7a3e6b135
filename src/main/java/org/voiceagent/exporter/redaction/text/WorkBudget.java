package org.voiceagent.exporter.redaction.text;

import java.util.function.BooleanSupplier;

/**
 * The work that one text may cause, in steps: a step is a character that a pattern reads, or a
 * token that a detector examines. Counting steps also detects that the result is no longer wanted.
 * Not thread-safe.
 */
public final class WorkBudget {
  /**
   * Steps for each character. Natural calls take up to 60; the worst generated texts in {@code
   * WorkBudgetTest} take up to 700.
   */
  public static final int STEPS_PER_CHARACTER = 1_500;

  /** An allowance for short texts, which cost more per character. */
  static final int STEPS_FOR_ANY_TEXT = 20_000;

  private static final int STEPS_BETWEEN_CHECKS = 4_096;

  private final BooleanSupplier unwanted;
  private final long allowed;
  private long spent;
  private int untilCheck;

  /**
   * The budget of a text of this length.
   *
   * @param length in characters
   * @param unwanted whether the result is no longer wanted
   */
  public WorkBudget(int length, BooleanSupplier unwanted) {
    this(STEPS_FOR_ANY_TEXT + (long) STEPS_PER_CHARACTER * length, unwanted);
  }

  WorkBudget(long allowed, BooleanSupplier unwanted) {
    this.allowed = allowed;
    this.unwanted = unwanted;
    untilCheck = STEPS_BETWEEN_CHECKS;
  }

  /** A budget without a limit, which cannot be cancelled. */
  public static WorkBudget unlimited() {
    return new WorkBudget(Long.MAX_VALUE, () -> false);
  }

  /**
   * Counts one step.
   *
   * @throws Exhausted if the budget is spent
   * @throws RedactionCancelled if the thread is interrupted, or the result is no longer wanted
   */
  public void step() {
    if (--untilCheck <= 0) {
      check();
    }
  }

  /** Counts several steps at once. */
  public void steps(int count) {
    untilCheck -= count;
    if (untilCheck <= 0) {
      check();
    }
  }

  /** How many steps were counted. */
  public long spent() {
    return spent + STEPS_BETWEEN_CHECKS - untilCheck;
  }

  /** Whether the budget is spent. */
  public boolean isExhausted() {
    return spent() > allowed;
  }

  private void check() {
    spent += STEPS_BETWEEN_CHECKS - untilCheck;
    untilCheck = STEPS_BETWEEN_CHECKS;
    if (Thread.currentThread().isInterrupted() || unwanted.getAsBoolean()) {
      throw new RedactionCancelled();
    }
    if (spent > allowed) {
      throw new Exhausted();
    }
  }

  /** Thrown when a text exceeds its budget. */
  public static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Exhausted() {
      super("too much work for one text", null, false, false);
    }
  }
}
