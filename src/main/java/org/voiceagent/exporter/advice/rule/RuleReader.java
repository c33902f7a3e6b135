package org.voiceagent.exporter.advice.rule;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.voiceagent.exporter.advice.amount.Expression;
import org.voiceagent.exporter.advice.fact.LookBack;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.yaml.Nearest;
import org.voiceagent.exporter.yaml.Problems;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads one rule and, unless told otherwise, tries its examples. */
public final class RuleReader {
  /** One bad call is chance; one in four of the last twenty is a pattern. */
  private static final double PATTERN = 0.25;

  private static final double MOST_CALLS = 0.6;
  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final List<String> MEASURES =
      Arrays.stream(Measure.values()).map(Measure::key).toList();
  private static final String DOCS = "docs/recommendations.md#";

  private final Problems problems;
  private final Optional<BiFunction<Rule, RuleExample, String>> judge;

  /**
   * @param problems gets every mistake
   * @param judge what a rule says about the call of an example, as text
   */
  public RuleReader(Problems problems, BiFunction<Rule, RuleExample, String> judge) {
    this(problems, Optional.of(judge));
  }

  private RuleReader(Problems problems, Optional<BiFunction<Rule, RuleExample, String>> judge) {
    this.problems = problems;
    this.judge = judge;
  }

  /** A reader that leaves examples out: for rules whose examples have been tried before. */
  public static RuleReader withoutExamples(Problems problems) {
    return new RuleReader(problems, Optional.empty());
  }

  /** The key of a rule; "" and a problem if it is missing. */
  public static String key(YamlNode rule) {
    YamlNode node = rule.at("key");
    String key = node.requiredText();
    if (!key.isBlank() && !KEY.matcher(key).matches()) {
      node.problem("must be lower-case letters, digits and _, such as jitter_low_watermark");
    }
    return key;
  }

  /**
   * The rule, or empty if anything is wrong with it.
   *
   * @param key its key, read before
   */
  public Optional<Rule> rule(String key, YamlNode node) {
    int before = problems.list().size();
    node.allowOnly(
        "key",
        "title",
        "symptom",
        "panel",
        "severity",
        "when",
        "try",
        "measures",
        "docs",
        "source",
        "enabled",
        "examples");
    Condition when = ConditionReader.required(node.at("when"));
    List<YamlNode> exampleNodes = judge.isPresent() ? node.at("examples").items() : List.of();
    List<RuleExample> examples =
        exampleNodes.stream().map(example -> ExampleReader.example(example, key)).toList();
    Rule rule =
        new Rule(
            key,
            node.at("title").requiredText(),
            node.at("symptom").text(""),
            node.at("panel").text(""),
            severity(node.at("severity")),
            when,
            SuggestedChangeReader.changes(node.at("try"), when),
            measures(node.at("measures")),
            node.at("docs").text(DOCS + key),
            node.at("source").text(""),
            examples);
    if (problems.list().size() > before) {
      return Optional.empty();
    }
    judge.ifPresent(by -> tryExamples(rule, exampleNodes, by));
    return Optional.of(rule);
  }

  private static Set<Measure> measures(YamlNode list) {
    Set<Measure> measures = EnumSet.noneOf(Measure.class);
    list.items().forEach(item -> measure(item).ifPresent(measures::add));
    return measures;
  }

  /** The measure of this name; an unknown name is a problem. */
  public static Optional<Measure> measure(YamlNode node) {
    return measure(node.requiredText(), node);
  }

  /** The measure of this name; an unknown name is a problem of the node. */
  public static Optional<Measure> measure(String key, YamlNode node) {
    Optional<Measure> measure = Measure.named(key);
    if (measure.isEmpty() && !key.isBlank()) {
      node.problem("unknown measure \"" + key + "\"" + Nearest.hint(key, MEASURES));
    }
    return measure;
  }

  private static Rule.SeverityLadder severity(YamlNode node) {
    Map<Severity, Condition> steps = new EnumMap<>(Severity.class);
    if (!node.present()) {
      steps.put(Severity.WARNING, inAtLeast(PATTERN));
      steps.put(Severity.CRITICAL, inAtLeast(MOST_CALLS));
      return new Rule.SeverityLadder(Severity.INFO, steps);
    }
    if (!node.isMapping()) {
      node.requiredText();
      return new Rule.SeverityLadder(node.oneOf(Severity.class, Severity.WARNING), steps);
    }
    node.allowOnly("base", "warning", "critical");
    for (Severity step : new Severity[] {Severity.WARNING, Severity.CRITICAL}) {
      YamlNode condition = node.at(step.label());
      if (condition.present()) {
        steps.put(step, ConditionReader.required(condition));
      }
    }
    node.at("base").requiredText();
    return new Rule.SeverityLadder(node.at("base").oneOf(Severity.class, Severity.INFO), steps);
  }

  private static Condition inAtLeast(double share) {
    return new Condition.Limit(
        ConditionReader.shareOfCalls(LookBack.USUAL),
        ComparisonOperator.AT_LEAST,
        new Expression.Constant(share));
  }

  private static void tryExamples(
      Rule rule, List<YamlNode> nodes, BiFunction<Rule, RuleExample, String> judge) {
    List<RuleExample> examples = rule.examples();
    for (int i = 0; i < examples.size(); i++) {
      YamlNode node = nodes.get(i);
      RuleExample example = examples.get(i);
      example
          .failure(judge.apply(rule, example))
          .ifPresent(why -> node.problem("this example fails: " + why));
    }
  }
}
