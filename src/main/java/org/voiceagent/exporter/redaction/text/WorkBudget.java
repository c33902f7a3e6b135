package org.voiceagent.exporter.redaction.text;

import java.util.function.BooleanSupplier;

/**
 * The work that one text may cause, counted in steps: a character that a pattern looks at, or a
 * token that a detector looks at. Whoever counts a step also notices that nobody wants the result
 * any more. Not thread-safe.
 */
public final class WorkBudget {
  /**
   * Steps for each character. Calls as people speak take up to 60, the worst of the generated texts
   * in {@code RedactionWorkTest} up to 700.
   */
  public static final int STEPS_PER_CHARACTER = 1_500;

  /** For a text of a few characters, which costs more for each of them. */
  static final int STEPS_FOR_ANY_TEXT = 20_000;

  private static final int STEPS_BETWEEN_CHECKS = 4_096;

  private final BooleanSupplier unwanted;
  private final long allowed;
  private long spent;
  private int untilCheck;

  /**
   * Work for a text of this length.
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

  /** Work without an end, which nobody stops. */
  public static WorkBudget unlimited() {
    return new WorkBudget(Long.MAX_VALUE, () -> false);
  }

  /**
   * Counts one step.
   *
   * @throws Exhausted if the text has caused all the work it may
   * @throws RedactionCancelled if the thread is interrupted or the result unwanted
   */
  public void step() {
    if (--untilCheck <= 0) {
      check();
    }
  }

  /** Counts some steps at once. */
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

  /** Whether the text has caused all the work it may. */
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

  /** Says that a text would cause too much work. */
  public static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Exhausted() {
      super("too much work for one text", null, false, false);
    }
  }
}
