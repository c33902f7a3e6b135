package org.voiceagent.exporter.advice.amount;

import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.yaml.Nearest;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads numbers and the expressions that may stand in their place. */
public final class AmountReader {
  private static final double LARGEST = 1e9;
  private static final List<String> KINDS =
      List.of("threshold", "fact", "setting", "least_of", "greatest_of");

  /** Stands in for what could not be read; the problem is noted, so the rule is never used. */
  private static final Amount BROKEN = new Amount.Constant(0);

  private AmountReader() {}

  /** The amount, or a number if it is absent. */
  public static Amount amount(YamlNode node, double byDefault) {
    return node.present() ? required(node) : new Amount.Constant(byDefault);
  }

  /** The amounts of a list; a single one is a list of one; none if absent. */
  public static List<Amount> amounts(YamlNode node) {
    return node.items().stream().map(AmountReader::required).toList();
  }

  /** The amount; a problem if it is absent. */
  public static Amount required(YamlNode node) {
    if (!node.isMapping() && !node.isList()) {
      return scalar(node);
    }
    Amount base =
        RuleTerms.one(node, KINDS, "default", "times", "plus", "minus")
            .map(kind -> base(kind, node.at(kind)))
            .orElse(BROKEN);
    return modified(base, node);
  }

  private static Amount scalar(YamlNode node) {
    node.requiredText();
    return new Amount.Constant(number(node));
  }

  private static double number(YamlNode node) {
    return node.number(0, -LARGEST, LARGEST);
  }

  private static Amount base(String kind, YamlNode value) {
    return switch (kind) {
      case "threshold" -> threshold(value);
      case "fact" -> RuleTerms.numericFact(value).<Amount>map(Amount.OfFact::new).orElse(BROKEN);
      case "setting" -> new Amount.Setting(RuleTerms.setting(value));
      case "least_of" -> extreme(value, Amount.Least::new);
      default -> extreme(value, Amount.Greatest::new);
    };
  }

  private static Amount threshold(YamlNode node) {
    String name = node.requiredText();
    if (Thresholds.names().contains(name)) {
      return new Amount.Threshold(name);
    }
    if (!name.isBlank()) {
      node.problem("unknown threshold \"" + name + "\"" + Nearest.hint(name, Thresholds.names()));
    }
    return BROKEN;
  }

  private static Amount extreme(YamlNode list, Function<List<Amount>, Amount> kind) {
    List<Amount> amounts = amounts(list);
    if (amounts.isEmpty()) {
      list.problem("expected a list of amounts");
      return BROKEN;
    }
    return kind.apply(amounts);
  }

  private static Amount modified(Amount base, YamlNode node) {
    Amount amount = base;
    YamlNode byDefault = node.at("default");
    if (byDefault.present()) {
      amount = new Amount.OrElse(amount, number(byDefault));
    }
    YamlNode times = node.at("times");
    if (times.present()) {
      amount = new Amount.Times(amount, number(times));
    }
    amount = with(amount, node.at("plus"), Amount.Plus::new);
    return with(amount, node.at("minus"), Amount.Minus::new);
  }

  private static Amount with(Amount amount, YamlNode other, BinaryOperator<Amount> kind) {
    return Optional.of(other)
        .filter(YamlNode::present)
        .map(present -> kind.apply(amount, required(present)))
        .orElse(amount);
  }
}
