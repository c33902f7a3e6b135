package org.voiceagent.exporter.advice.rule;

import java.util.Locale;

/** How a quantity is compared with its limit. */
public enum ComparisonOperator {
  ABOVE(">") {
    @Override
    public boolean holds(double figure, double limit) {
      return figure > limit;
    }
  },
  AT_LEAST("≥") {
    @Override
    public boolean holds(double figure, double limit) {
      return figure >= limit;
    }
  },
  BELOW("<") {
    @Override
    public boolean holds(double figure, double limit) {
      return figure < limit;
    }
  },
  AT_MOST("≤") {
    @Override
    public boolean holds(double figure, double limit) {
      return figure <= limit;
    }
  },
  EQUALS("=") {
    @Override
    public boolean holds(double figure, double limit) {
      return figure == limit;
    }
  };

  private final String sign;

  ComparisonOperator(String sign) {
    this.sign = sign;
  }

  public abstract boolean holds(double figure, double limit);

  public String sign() {
    return sign;
  }

  /** The word that rules use for it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
