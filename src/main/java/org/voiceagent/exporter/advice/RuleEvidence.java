package org.voiceagent.exporter.advice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voiceagent.exporter.advice.fact.FiringCount;
import org.voiceagent.exporter.advice.fact.SettingValue;
import org.voiceagent.exporter.advice.rule.Condition;

/** The figures a rule looked at, written so that a reader can follow the comparison. Immutable. */
final class RuleEvidence {
  private static final int MOST_DECIMALS = 9;

  private final List<Condition.Limit> limits;

  /** For each limit the value and its bound; NaN where unknown. */
  private final double[] figures;

  private final FiringCount firings;

  /**
   * @param limits all comparisons of a rule that has fired
   * @param figures for each of them the value, then its bound; NaN where unknown
   * @param firings how often the rule held lately; evidence too, if there are enough calls
   */
  RuleEvidence(List<Condition.Limit> limits, double[] figures, FiringCount firings) {
    this.limits = limits;
    this.figures = figures.clone();
    this.firings = firings;
  }

  /** How often the rule held lately. */
  FiringCount firings() {
    return firings;
  }

  /** Values and bounds of the comparisons that hold, in order, then how many calls they span. */
  Map<String, SettingValue> shown() {
    Map<String, SettingValue> shown = new LinkedHashMap<>();
    for (int i = 0; i < limits.size(); i++) {
      Condition.Limit limit = limits.get(i);
      if (isKnown(i) && limit.comparison().holds(value(i), bound(i))) {
        shown.put(limit.name(), rounded(i));
        shown.put(limit.thresholdName(limits), SettingValue.of(bound(i)));
      }
    }
    shown.put("calls", SettingValue.of(firings.isTelling() ? firings.judged() : 1));
    if (firings.isTelling()) {
      shown.put("calls_affected", SettingValue.of(firings.fired()));
    }
    return shown;
  }

  /** The same as text, with the comparisons that do not hold. */
  Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    for (int i = 0; i < limits.size(); i++) {
      if (isKnown(i)) {
        Condition.Limit limit = limits.get(i);
        words.put(limit.name(), rounded(i).text());
        words.put(limit.thresholdName(limits), SettingValue.of(bound(i)).text());
      }
    }
    return words;
  }

  private boolean isKnown(int limit) {
    return !Double.isNaN(value(limit)) && !Double.isNaN(bound(limit));
  }

  private double value(int limit) {
    return figures[2 * limit];
  }

  private double bound(int limit) {
    return figures[2 * limit + 1];
  }

  /** As few decimals as asked for, but enough to see on which side of the limit a value is. */
  private SettingValue rounded(int limit) {
    double value = value(limit);
    int side = Double.compare(value, bound(limit));
    for (int places = limits.get(limit).quantity().decimals(); places < MOST_DECIMALS; places++) {
      double shorter =
          BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP).doubleValue();
      if (Double.compare(shorter, bound(limit)) == side) {
        return SettingValue.of(shorter);
      }
    }
    return SettingValue.of(value);
  }
}
