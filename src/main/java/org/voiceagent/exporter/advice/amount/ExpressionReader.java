package org.voiceagent.exporter.advice.amount;

import java.util.List;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.yaml.Nearest;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads numbers and the expressions that may stand in their place. */
public final class ExpressionReader {
  private static final double LARGEST = 1e9;
  private static final List<String> KINDS =
      List.of("threshold", "fact", "setting", "least_of", "greatest_of");

  /** Stands in for what could not be read; the problem is noted, so the rule is never used. */
  private static final Expression BROKEN = new Expression.Constant(0);

  private ExpressionReader() {}

  /** The expression, or a number if it is absent. */
  public static Expression expression(YamlNode node, double byDefault) {
    return node.present() ? required(node) : new Expression.Constant(byDefault);
  }

  /** The expressions of a list; a single one is a list of one; none if absent. */
  public static List<Expression> expressions(YamlNode node) {
    return node.items().stream().map(ExpressionReader::required).toList();
  }

  /** The expression; a problem if it is absent. */
  public static Expression required(YamlNode node) {
    if (!node.isMapping() && !node.isList()) {
      return scalar(node);
    }
    Expression base =
        RuleTerms.one(node, KINDS, "default", "times", "plus", "minus")
            .map(kind -> base(kind, node.at(kind)))
            .orElse(BROKEN);
    return modified(base, node);
  }

  private static Expression scalar(YamlNode node) {
    node.requiredText();
    return new Expression.Constant(number(node));
  }

  private static double number(YamlNode node) {
    return node.number(0, -LARGEST, LARGEST);
  }

  private static Expression base(String kind, YamlNode value) {
    return switch (kind) {
      case "threshold" -> threshold(value);
      case "fact" ->
          RuleTerms.numericFact(value).<Expression>map(Expression.OfFact::new).orElse(BROKEN);
      case "setting" -> new Expression.Setting(RuleTerms.setting(value));
      case "least_of" -> extreme(value, true);
      default -> extreme(value, false);
    };
  }

  private static Expression threshold(YamlNode node) {
    String name = node.requiredText();
    if (Thresholds.names().contains(name)) {
      return new Expression.Threshold(name);
    }
    if (!name.isBlank()) {
      node.problem("unknown threshold \"" + name + "\"" + Nearest.hint(name, Thresholds.names()));
    }
    return BROKEN;
  }

  private static Expression extreme(YamlNode list, boolean least) {
    List<Expression> expressions = expressions(list);
    if (expressions.isEmpty()) {
      list.problem("expected a list of amounts");
      return BROKEN;
    }
    return new Expression.Extreme(expressions, least);
  }

  private static Expression modified(Expression base, YamlNode node) {
    Expression expression = base;
    YamlNode byDefault = node.at("default");
    if (byDefault.present()) {
      expression = new Expression.OrElse(expression, number(byDefault));
    }
    YamlNode times = node.at("times");
    if (times.present()) {
      expression = new Expression.Times(expression, number(times));
    }
    expression = with(expression, node.at("plus"), 1);
    return with(expression, node.at("minus"), -1);
  }

  private static Expression with(Expression expression, YamlNode other, int sign) {
    return other.present() ? new Expression.Sum(expression, sign, required(other)) : expression;
  }
}
