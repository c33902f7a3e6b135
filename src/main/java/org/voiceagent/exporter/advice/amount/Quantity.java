package org.voiceagent.exporter.advice.amount;

/**
 * What a rule compares with a limit, as it stands among evidence.
 *
 * @param expression its value
 * @param name its name there
 * @param decimals how many decimals it is shown with, unless it takes more to tell it from its
 *     limit
 */
public record Quantity(Expression expression, String name, int decimals) {
  private static final int USUAL_DECIMALS = 3;

  /** A quantity that is shown with the usual number of decimals. */
  public Quantity(Expression expression, String name) {
    this(expression, name, USUAL_DECIMALS);
  }

  /** The same under another name. */
  public Quantity named(String other) {
    return new Quantity(expression, other, decimals);
  }
}
