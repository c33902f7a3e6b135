package org.voiceagent.exporter.advice.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.ConfigSnapshot;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.SentimentSource;
import org.voiceagent.exporter.yaml.Nearest;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads the examples of a rule, which serve as its tests. */
public final class ExampleReader {
  private static final double LARGEST = 1e9;

  private ExampleReader() {}

  /** One item under {@code examples}. */
  public static RuleExample example(YamlNode node, String ruleKey) {
    node.allowOnly("name", "facts", "snapshot", "history", "expect");
    Facts facts = facts(node.at("facts"));
    Map<String, String> settings = node.at("snapshot").dottedValues();
    LabelSet labels =
        new LabelSet(
            facts.text(CallField.PIPELINE_NAME).orElse(""),
            facts.text(CallField.PROVIDER_ID).orElse(""),
            facts.text(CallField.MODEL_VARIANT).orElse(""));
    CallSession call =
        new CallSession(
            new CallId("example"),
            labels,
            facts,
            ConfigSnapshot.of(settings),
            SentimentSource.NONE,
            Instant.EPOCH,
            List.of());
    return new RuleExample(
        node.at("name").text(""),
        call,
        ExampleHistory.read(node.at("history"), call, ruleKey),
        expected(node.at("expect")));
  }

  private static Facts facts(YamlNode node) {
    Facts.Builder facts = Facts.none().toBuilder();
    node.entries()
        .forEach(
            (name, value) -> {
              Optional<CallField> field = CallField.named(name);
              if (field.isPresent()) {
                put(facts, field.get(), value);
              } else {
                value.problem("unknown field" + Nearest.hint(name, fieldNames()));
              }
            });
    return facts.build();
  }

  private static void put(Facts.Builder facts, CallField field, YamlNode value) {
    if (!value.present()) {
      return;
    }
    switch (field.kind()) {
      case TEXT, NAME -> facts.text(field, value.text(""));
      case TEXTS -> facts.texts(field, value.texts(List.of()));
      case FLAG -> facts.number(field, value.flag(false) ? 1 : 0);
      case COUNT, NUMBER, SHARE, RATING, DURATION, LATENCY, SENTIMENT ->
          facts.number(field, number(value));
      case LATENCIES ->
          facts.numbers(field, value.items().stream().map(ExampleReader::number).toList());
      case ROWS -> value.problem("is a list of objects, which no rule looks at");
      case CALLER -> value.problem("says who called, which no rule looks at");
      case INSTANT -> value.problem("is a time, which no rule looks at");
    }
  }

  private static double number(YamlNode value) {
    return value.number(0, -LARGEST, LARGEST);
  }

  private static String expected(YamlNode node) {
    if (!node.isMapping()) {
      String word = node.requiredText();
      if (!word.isBlank() && !word.equals("silent")) {
        node.problem("expected silent, field and suggested, or missing");
      }
      return "silent";
    }
    node.allowOnly("field", "suggested", "severity", "missing");
    if (node.at("missing").present()) {
      return "missing " + String.join(", ", node.at("missing").texts(List.of()));
    }
    String severity = node.at("severity").text("");
    return node.at("field").requiredText()
        + ": "
        + node.at("suggested").requiredText()
        + (severity.isEmpty() ? "" : " (" + severity + ")");
  }

  private static List<String> fieldNames() {
    List<String> names = new ArrayList<>();
    for (CallField field : CallField.values()) {
      names.add(field.key());
    }
    return names;
  }
}
