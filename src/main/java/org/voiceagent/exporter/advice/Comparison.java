package org.voiceagent.exporter.advice;

import java.util.Locale;

/** How a figure is held against its limit. */
enum Comparison {
  ABOVE(">") {
    @Override
    boolean holds(double figure, double limit) {
      return figure > limit;
    }
  },
  AT_LEAST("≥") {
    @Override
    boolean holds(double figure, double limit) {
      return figure >= limit;
    }
  },
  BELOW("<") {
    @Override
    boolean holds(double figure, double limit) {
      return figure < limit;
    }
  },
  AT_MOST("≤") {
    @Override
    boolean holds(double figure, double limit) {
      return figure <= limit;
    }
  },
  EQUALS("=") {
    @Override
    boolean holds(double figure, double limit) {
      return figure == limit;
    }
  };

  private final String sign;

  Comparison(String sign) {
    this.sign = sign;
  }

  abstract boolean holds(double figure, double limit);

  String sign() {
    return sign;
  }

  /** The word rules use. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
