package org.voiceagent.exporter.kpi;

/**
 * The definition of one key performance indicator, such as the average handle time. A definition
 * never changes under its id: another formula gets another version. Immutable.
 *
 * @param name the stable name in lower case with underscores, such as {@code aht_seconds}
 * @param version of the definition, from 1
 * @param title a few words for a heading
 * @param formula how the value is worked out, in words
 * @param unit what the value is measured in; a currency for costs, see {@link #in}
 * @param counts what {@link KpiValue#n} is a number of, such as calls or ratings
 * @param absentWhen why there is no value if that number is 0, as part of a sentence
 * @param minimum the number below which there is no value; at least 1
 * @param source where the formula comes from
 * @param direction which way is better
 * @param promql the query that gives the same figure, or "" if Prometheus cannot give it
 */
public record Kpi(
    String name,
    int version,
    String title,
    String formula,
    Unit unit,
    String counts,
    String absentWhen,
    int minimum,
    String source,
    Direction direction,
    String promql) {

  /** Which way a value should move. */
  public enum Direction {
    HIGHER_IS_BETTER,
    LOWER_IS_BETTER,
    /** It depends on what the operator wants. */
    NEITHER
  }

  /**
   * What a value is measured in.
   *
   * @param label the word in JSON and CSV: {@code seconds}, {@code ratio} (0 to 1), {@code score},
   *     {@code calls}, {@code number}, or an ISO 4217 code such as {@code USD}; {@code money} where
   *     no cost is known
   * @param format how to show it to a person
   */
  public record Unit(String label, Format format) {}

  /** How to show a value to a person. */
  public enum Format {
    /** A whole number. */
    COUNT(0),
    /** A number with one decimal. */
    DECIMAL(1),
    /** Seconds with two decimals. */
    SECONDS(2),
    /** A ratio as a percentage with one decimal. */
    PERCENT(1),
    /** An opinion score with two decimals. */
    SCORE(2),
    /** An amount of money with four decimals: a call costs cents. */
    MONEY(4);

    private final int decimals;

    Format(int decimals) {
      this.decimals = decimals;
    }

    /** The number of decimals; of the percentage for {@link #PERCENT}. */
    public int decimals() {
      return decimals;
    }
  }

  /** The name with the version, such as {@code aht_seconds@v1}. */
  public String id() {
    return name + "@v" + version;
  }

  /** The same indicator in a currency, by its ISO 4217 code. */
  public Kpi in(String currency) {
    return new Kpi(
        name,
        version,
        title,
        formula,
        new Unit(currency, Format.MONEY),
        counts,
        absentWhen,
        minimum,
        source,
        direction,
        promql);
  }
}
