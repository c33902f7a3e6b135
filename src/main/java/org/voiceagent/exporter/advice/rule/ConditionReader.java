package org.voiceagent.exporter.advice.rule;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.voiceagent.exporter.advice.amount.Expression;
import org.voiceagent.exporter.advice.amount.ExpressionReader;
import org.voiceagent.exporter.advice.amount.Quantity;
import org.voiceagent.exporter.advice.amount.RuleTerms;
import org.voiceagent.exporter.advice.fact.Fact;
import org.voiceagent.exporter.advice.fact.FiringCount;
import org.voiceagent.exporter.advice.fact.LookBack;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads conditions from YAML. */
public final class ConditionReader {
  private static final List<String> KINDS = List.of("all", "any", "not", "compare", "known");
  private static final List<String> COMPARISONS =
      List.of("above", "at_least", "below", "at_most", "equals");
  private static final List<String> QUANTITIES =
      List.of("per_minute", "ratio", "sum", "setting", "share", "median");
  private static final int RATE_DECIMALS = 1;
  private static final int SHARE_DECIMALS = 2;
  private static final int MOST_CALLS = 400;
  private static final int MOST_HOURS = 24 * 366;
  private static final Map<String, Double> FLAGS = Map.of("true", 1.0, "false", 0.0);

  /** Holds always: the condition where none is written, or none could be read. */
  private static final Condition ALWAYS = new Condition.All(List.of());

  private ConditionReader() {}

  /** The condition, or one that always holds if it is absent. */
  public static Condition optional(YamlNode node) {
    return node.present() ? required(node) : ALWAYS;
  }

  /** The condition; a problem if it is absent. */
  public static Condition required(YamlNode node) {
    if (node.isMapping() && node.at("compare").present()) {
      return comparison(node);
    }
    return RuleTerms.one(node, KINDS).map(kind -> condition(kind, node.at(kind))).orElse(ALWAYS);
  }

  private static Condition condition(String kind, YamlNode value) {
    return switch (kind) {
      case "all" -> new Condition.All(parts(value));
      case "any" -> new Condition.Any(parts(value));
      case "not" -> new Condition.Not(required(value));
      default -> known(value);
    };
  }

  private static List<Condition> parts(YamlNode list) {
    List<Condition> parts = list.items().stream().map(ConditionReader::required).toList();
    if (parts.isEmpty()) {
      list.problem("expected a list of conditions");
    }
    return parts;
  }

  private static Condition known(YamlNode value) {
    if (value.isMapping()) {
      return RuleTerms.one(value, List.of("setting"))
          .<Condition>map(kind -> new Condition.SettingKnown(RuleTerms.setting(value.at(kind))))
          .orElse(ALWAYS);
    }
    return RuleTerms.fact(value).<Condition>map(Condition.FactKnown::new).orElse(ALWAYS);
  }

  private static Condition comparison(YamlNode node) {
    Optional<String> word = RuleTerms.one(node, COMPARISONS, "compare", "as");
    YamlNode left = node.at("compare");
    if (word.isEmpty()) {
      return ALWAYS;
    }
    YamlNode right = node.at(word.get());
    if (word.get().equals("equals")) {
      Optional<Condition> sameWord = sameWord(left, right);
      if (sameWord.isPresent()) {
        return sameWord.get();
      }
    }
    ComparisonOperator comparison = ComparisonOperator.valueOf(word.get().toUpperCase(Locale.ROOT));
    return quantity(left)
        .<Condition>map(
            quantity ->
                new Condition.Limit(
                    quantity.named(node.at("as").text(quantity.name())),
                    comparison,
                    limit(comparison, right)))
        .orElse(ALWAYS);
  }

  /** A comparison of words, if the left side is a word. */
  private static Optional<Condition> sameWord(YamlNode left, YamlNode right) {
    if (left.isMapping()) {
      return left.at("setting").present()
          ? Optional.of(
              new Condition.SettingIs(RuleTerms.setting(left.at("setting")), right.requiredText()))
          : Optional.empty();
    }
    return RuleTerms.named(left.text(""))
        .filter(fact -> !fact.isNumber())
        .map(fact -> new Condition.FactIs(fact, right.requiredText()));
  }

  private static Expression limit(ComparisonOperator comparison, YamlNode right) {
    boolean scalar = !right.isMapping() && !right.isList();
    if (comparison == ComparisonOperator.EQUALS && scalar && FLAGS.containsKey(right.text(""))) {
      return new Expression.Constant(FLAGS.get(right.text("")));
    }
    return ExpressionReader.required(right);
  }

  private static Optional<Quantity> quantity(YamlNode node) {
    if (!node.isMapping()) {
      return RuleTerms.numericFact(node)
          .map(fact -> new Quantity(new Expression.OfFact(fact), fact.evidenceName()));
    }
    return RuleTerms.one(node, QUANTITIES).flatMap(kind -> quantity(kind, node.at(kind)));
  }

  private static Optional<Quantity> quantity(String kind, YamlNode value) {
    return switch (kind) {
      case "per_minute" -> RuleTerms.numericFact(value).map(ConditionReader::perMinute);
      case "setting" -> Optional.of(setting(RuleTerms.setting(value)));
      case "sum" -> sum(value);
      case "share" -> share(value);
      case "median" -> median(value);
      default -> ratio(value);
    };
  }

  private static Quantity perMinute(Fact fact) {
    return new Quantity(
        new Expression.PerMinute(fact), fact.evidenceName() + "_per_minute", RATE_DECIMALS);
  }

  private static Quantity setting(String key) {
    return new Quantity(new Expression.Setting(key), key);
  }

  private static Optional<Quantity> share(YamlNode node) {
    node.allowOnly("last", "hours");
    return Optional.of(shareOfCalls(lookBack(node)));
  }

  /** In what share of the last calls the rule held. */
  static Quantity shareOfCalls(LookBack lookBack) {
    return new Quantity(new Expression.ShareOfCalls(lookBack), "share_of_calls", SHARE_DECIMALS);
  }

  private static Optional<Quantity> median(YamlNode node) {
    node.allowOnly("of", "last", "hours");
    return RuleReader.measure(node.at("of"))
        .map(
            measure ->
                new Quantity(
                    new Expression.Median(measure, lookBack(node)), "median_" + measure.key()));
  }

  private static LookBack lookBack(YamlNode node) {
    int last = (int) node.at("last").integer(LookBack.USUAL.last(), FiringCount.FEWEST, MOST_CALLS);
    YamlNode hours = node.at("hours");
    return new LookBack(
        last,
        hours.present()
            ? Optional.of(Duration.ofHours(hours.integer(1, 1, MOST_HOURS)))
            : Optional.empty());
  }

  private static Optional<Quantity> sum(YamlNode list) {
    List<Fact> facts = facts(list);
    Optional<Expression> sum =
        facts.stream()
            .<Expression>map(Expression.OfFact::new)
            .reduce((one, next) -> new Expression.Sum(one, 1, next));
    if (sum.isEmpty()) {
      list.problem("expected a list of facts");
    }
    return sum.map(
        all ->
            new Quantity(
                all, facts.stream().map(Fact::evidenceName).collect(Collectors.joining("_and_"))));
  }

  private static Optional<Quantity> ratio(YamlNode list) {
    if (list.items().size() != 2) {
      list.problem("expected two facts: the part and the whole");
      return Optional.empty();
    }
    List<Fact> facts = facts(list);
    return facts.size() == 2 ? Optional.of(ratio(facts.get(0), facts.get(1))) : Optional.empty();
  }

  private static Quantity ratio(Fact part, Fact whole) {
    return new Quantity(
        new Expression.Ratio(part, whole), part.evidenceName() + "_per_" + whole.evidenceName());
  }

  private static List<Fact> facts(YamlNode list) {
    return list.items().stream().map(RuleTerms::numericFact).flatMap(Optional::stream).toList();
  }
}
