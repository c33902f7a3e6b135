package org.voiceagent.exporter.advice;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voiceagent.exporter.advice.fact.DerivedNumber;
import org.voiceagent.exporter.advice.fact.DerivedText;
import org.voiceagent.exporter.advice.fact.RuleContext;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.advice.rule.Rule;
import org.voiceagent.exporter.advice.rule.SuggestedChange;
import org.voiceagent.exporter.testing.MarkdownLines;

/** Writes the parts of the documentation about rules and facts, between marks in a page. */
final class RulePages {
  private static final String MARK = "<!-- generated from monitoring/rules: the %s -->\n";
  private static final String END = "<!-- end -->\n";

  private RulePages() {}

  /** The page with its generated parts written again. */
  static String renew(String page, Collection<Rule> rules) {
    return between(between(page, "rules", rules(rules)), "facts", facts());
  }

  private static String between(String page, String what, String text) {
    String mark = MARK.formatted(what);
    int start = page.indexOf(mark) + mark.length();
    return page.substring(0, start)
        + MarkdownLines.folded(text)
        + page.substring(page.indexOf(END, start));
  }

  private static String rules(Collection<Rule> rules) {
    StringBuilder text = new StringBuilder("\n| rule | symptom | field |\n|---|---|---|\n");
    for (Rule rule : rules) {
      text.append(
          "| [%s](#%s) | %s | %s |\n"
              .formatted(
                  rule.key(),
                  rule.key(),
                  rule.symptom(),
                  rule.changes().stream()
                      .map(change -> "`" + change.field() + "`")
                      .collect(Collectors.joining(", then "))));
    }
    text.append(panels(rules));
    rules.forEach(rule -> text.append(section(rule)));
    return text.append('\n').toString();
  }

  private static String panels(Collection<Rule> rules) {
    StringBuilder text =
        new StringBuilder(
            """

            ## From a panel to a key

            This table lists what [the dashboards](monitoring.md) show, which key of the engine's \
            configuration changes it, and what such a change does to calls. The rule says by how \
            much, for your values.

            | dashboard / panel | YAML field | effect on call quality | rule |
            |---|---|---|---|
            """);
    Map<String, List<Rule>> byPanel =
        rules.stream()
            .collect(Collectors.groupingBy(Rule::panel, LinkedHashMap::new, Collectors.toList()));
    byPanel.forEach(
        (panel, all) -> {
          for (Rule rule : all) {
            for (SuggestedChange change : rule.changes()) {
              text.append(
                  "| %s | `%s` | %s | [%s](#%s) |\n"
                      .formatted(panel, change.field(), change.effect(), rule.key(), rule.key()));
            }
          }
        });
    return text.toString();
  }

  private static String section(Rule rule) {
    String head =
        """

        ## %s

        %s.

        * **Symptom:** %s
        * **Evidence:** %s
        * **Severity:** %s
        * **Source:** %s

        | field | apply | suggestion | effect |
        |---|---|---|---|
        """
            .formatted(
                rule.key(),
                rule.title(),
                rule.symptom(),
                rule.when().describe(),
                severity(rule.severity()),
                rule.source());
    String changes = rule.changes().stream().map(RulePages::row).collect(Collectors.joining());
    return head + changes + example(rule);
  }

  private static String severity(Rule.SeverityLadder ladder) {
    return ladder.base().label()
        + ladder.steps().entrySet().stream()
            .map(step -> "; " + step.getKey().label() + " if " + step.getValue().describe())
            .collect(Collectors.joining());
  }

  private static String row(SuggestedChange change) {
    String unit = change.unit().isEmpty() ? "" : " (" + change.unit() + ")";
    return "| `%s`%s | %s | %s | %s |\n"
        .formatted(
            change.field(),
            unit,
            change.apply().name().toLowerCase(Locale.ROOT),
            change.adjustment().describe(),
            change.effect());
  }

  /** What the rule really says of its first example that fires. */
  private static String example(Rule rule) {
    Recommendation said =
        rule.examples().stream()
            .map(
                example ->
                    new RuleJudge(rule)
                        .judge(
                            new RuleContext(
                                example.call(), Thresholds.defaults(), example.before())))
            .filter(Judgement.Advised.class::isInstance)
            .map(judgement -> ((Judgement.Advised) judgement).finding())
            .map(finding -> new RankedFinding(finding, TrackRecord.NONE).recommendation())
            .findFirst()
            .orElseThrow();
    String evidence =
        said.evidence().entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue().text())
            .collect(Collectors.joining(", "));
    return """

    For example, with %s: %s

    ```yaml
    %s```
    """
        .formatted(evidence, said.reason(), said.patch());
  }

  private static String facts() {
    Stream<String> numbers =
        Arrays.stream(DerivedNumber.values())
            .map(number -> "| `" + number.key() + "` | " + number.description() + " |\n");
    Stream<String> texts =
        Arrays.stream(DerivedText.values())
            .map(text -> "| `" + text.key() + "` | " + text.description() + " |\n");
    return "\n| fact | what it is |\n|---|---|\n"
        + Stream.concat(numbers, texts).collect(Collectors.joining())
        + "\n";
  }
}
