package org.voiceagent.exporter.advice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceagent.exporter.advice.rule.Rule;
import org.voiceagent.exporter.advice.rule.RuleExample;
import org.voiceagent.exporter.testing.GoldenFile;
import org.voiceagent.exporter.yaml.Problems;
import org.voiceagent.exporter.yaml.YamlFile;
import org.voiceagent.exporter.yaml.YamlNode;

/** The rules that come with the daemon, as files and as they lie in the jar. */
final class ShippedRulesTest {
  private static final Path FOLDER = Path.of("monitoring", "rules");
  private static final GoldenFile DOCUMENTATION = GoldenFile.document("recommendations.md");

  static Stream<Rule> rules() {
    return RuleBook.bundled(new Problems()).rules().stream();
  }

  @Test
  void areReadWithoutAProblemAndAllTheirExamplesHold() {
    Problems problems = new Problems();
    RuleBook book = RuleBook.bundled(problems);
    assertThat(problems.list()).isEmpty();
    assertThat(book.exampleCount()).isGreaterThanOrEqualTo(3 * book.keys().size());
  }

  @Test
  void everyFileOfTheFolderIsInTheJar() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(RuleBook.SHIPPED);
    }
  }

  @Test
  void theFolderItselfMayBeTheOperatorsFolder() {
    Problems problems = new Problems();
    RuleBook book = RuleBook.load(FOLDER, problems);
    assertThat(problems.list()).isEmpty();
    assertThat(book.keys()).isEqualTo(RuleBook.bundled(new Problems()).keys());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void everyRuleHasExamplesThatFireStaySilentAndLackData(Rule rule) {
    assertThat(rule.examples())
        .anySatisfy(example -> assertThat(example.expected()).contains(": "))
        .anySatisfy(example -> assertThat(example.expected()).isEqualTo("silent"))
        .anySatisfy(example -> assertThat(example.expected()).startsWith("missing "));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void everyRuleNamesAPanelThatThereIs(Rule rule) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("monitoring", "grafana", "dashboards"))) {
      Set<String> panels = new HashSet<>();
      for (Path file : files.toList()) {
        JsonNode dashboard = new ObjectMapper().readTree(file.toFile());
        String name = dashboard.path("title").asText().replace("Voice agent / ", "");
        dashboard.findValuesAsText("title").forEach(title -> panels.add(name + " / " + title));
      }
      assertThat(panels).contains(rule.panel());
    }
  }

  /** Where a person reading the report of the tests sees what each rule was tried with. */
  @Test
  void whatEachRuleWasTriedWithIsATable() {
    StringBuilder table = new StringBuilder("rule | fires | silent | cannot tell\n");
    rules()
        .forEach(
            rule ->
                table
                    .append(rule.key())
                    .append(" | ")
                    .append(examples(rule, expected -> expected.contains(": ")))
                    .append(" | ")
                    .append(examples(rule, "silent"::equals))
                    .append(" | ")
                    .append(examples(rule, expected -> expected.startsWith("missing ")))
                    .append('\n'));
    System.out.print(table);
    assertThat(table.toString().lines())
        .hasSizeGreaterThan(20)
        .noneMatch(row -> row.contains("|  |"));
  }

  private static String examples(Rule rule, Predicate<String> kind) {
    return rule.examples().stream()
        .filter(example -> kind.test(example.expected()))
        .map(RuleExample::name)
        .collect(Collectors.joining("; "));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void everyRuleSaysWhatTheDocumentationNeeds(Rule rule) {
    assertThat(rule.symptom()).isNotBlank();
    assertThat(rule.source()).isNotBlank();
    assertThat(rule.changes()).allSatisfy(change -> assertThat(change.effect()).isNotBlank());
  }

  @Test
  void theDocumentationIsUpToDate() {
    DOCUMENTATION.matches(RulePages.renew(DOCUMENTATION.text(), rules().toList()));
  }

  @Test
  void theRuleShownInTheDocumentationWorks() {
    String page = DOCUMENTATION.text();
    int start = page.indexOf("```yaml\n", page.indexOf("## Write your own rule")) + 8;
    Problems problems = new Problems();
    YamlNode root =
        YamlFile.parse("own.yml", page.substring(start, page.indexOf("```", start)), problems);
    RuleBook book = RuleBook.load(List.of(), List.of(root), problems);
    assertThat(problems.list()).isEmpty();
    assertThat(book.keys()).containsExactly("many_underflows");
  }
}
