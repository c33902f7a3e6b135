package org.voiceagent.exporter.advice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voiceagent.exporter.advice.fact.FiringCount;
import org.voiceagent.exporter.advice.fact.MaybeNumber;
import org.voiceagent.exporter.advice.fact.RuleContext;
import org.voiceagent.exporter.advice.fact.SettingValue;
import org.voiceagent.exporter.advice.rule.Condition;

/** The figures a rule looked at, written so that a reader can follow the comparison. */
final class RuleEvidence {
  private static final int MOST_DECIMALS = 9;

  private final Map<String, SettingValue> shown = new LinkedHashMap<>();
  private final Map<String, String> words = new LinkedHashMap<>();

  private RuleEvidence() {}

  /**
   * Collects the comparisons of a rule that has fired.
   *
   * @param window the calls before that are evidence too, if there are enough
   * @param limits all that the rule asks for; only those that hold are shown
   */
  static RuleEvidence of(List<Condition.Limit> limits, RuleContext call, FiringCount window) {
    RuleEvidence evidence = new RuleEvidence();
    for (Condition.Limit limit : limits) {
      evidence.add(limit, call, limit.thresholdName(limits));
    }
    evidence.shown.put("calls", SettingValue.of(window.isTelling() ? window.judged() : 1));
    if (window.isTelling()) {
      evidence.shown.put("calls_affected", SettingValue.of(window.fired()));
    }
    return evidence;
  }

  /** Figures and limits in the rule's order, then how many calls they come from. */
  Map<String, SettingValue> shown() {
    return shown;
  }

  /** The same as text, with the figures that did not decide. */
  Map<String, String> words() {
    return words;
  }

  private void add(Condition.Limit limit, RuleContext call, String thresholdName) {
    MaybeNumber figure = limit.quantity().in(call);
    MaybeNumber bound = limit.limit().in(call);
    if (!figure.known() || !bound.known()) {
      return;
    }
    SettingValue value = rounded(figure.value(), bound.value(), limit.quantity().decimals());
    SettingValue threshold = SettingValue.of(bound.value());
    words.put(limit.name(), value.text());
    words.put(thresholdName, threshold.text());
    if (limit.comparison().holds(figure.value(), bound.value())) {
      shown.put(limit.name(), value);
      shown.put(thresholdName, threshold);
    }
  }

  /** As few decimals as asked for, but enough to see on which side of the limit a figure is. */
  private static SettingValue rounded(double figure, double limit, int decimals) {
    for (int places = decimals; places < MOST_DECIMALS; places++) {
      double shorter =
          BigDecimal.valueOf(figure).setScale(places, RoundingMode.HALF_UP).doubleValue();
      if (Double.compare(shorter, limit) == Double.compare(figure, limit)) {
        return SettingValue.of(shorter);
      }
    }
    return SettingValue.of(figure);
  }
}
