package org.voiceagent.exporter.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.voiceagent.exporter.yaml.Problems;
import org.voiceagent.exporter.yaml.YamlFile;

/** Makes rule books of a few lines for tests. */
final class RuleTexts {
  private RuleTexts() {}

  /** A book of the rules in this text, which must be without a mistake. */
  static RuleBook book(String yaml) {
    Problems problems = new Problems();
    RuleBook book =
        RuleBook.load(List.of(YamlFile.parse("test.yml", yaml, problems)), List.of(), problems);
    assertThat(problems.list()).isEmpty();
    return book;
  }

  /** A book of one rule that asks this, as flow YAML, and then sets {@code a.b} to 2. */
  static RuleBook asking(String when) {
    return book(rule("asked", "info", when, "{field: a.b, set: 2, reason: r}"));
  }

  /** One rule of a list under {@code rules}, each part as flow YAML. */
  static String rule(String key, String severity, String when, String change) {
    return "rules:\n" + item(key, severity, when, change);
  }

  /** One item of a list under {@code rules}. */
  static String item(String key, String severity, String when, String change) {
    return """
      - key: %s
        title: t
        severity: %s
        when: %s
        try: [%s]
    """
        .formatted(key, severity, when, change);
  }
}
