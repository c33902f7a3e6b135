package org.voiceagent.exporter.advice.amount;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.voiceagent.exporter.advice.fact.Fact;
import org.voiceagent.exporter.advice.fact.KeyTemplate;
import org.voiceagent.exporter.yaml.Nearest;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads the words of the rule language: keywords, facts, dotted keys. */
public final class RuleTerms {
  private static final Pattern DOTTED =
      Pattern.compile(
          "PART(\\.PART)*".replace("PART", "(?:[A-Za-z0-9_-]+|" + KeyTemplate.PLACEHOLDER + ")"));
  private static final Map<String, Fact> FACTS = Fact.all();

  private RuleTerms() {}

  /**
   * The one keyword that a mapping contains; none or several are a problem. Keys in {@code more}
   * may stand beside it; any other key is a problem.
   */
  public static Optional<String> one(YamlNode node, List<String> keywords, String... more) {
    if (!node.present()) {
      node.problem("is required");
      return Optional.empty();
    }
    String[] known = Stream.concat(keywords.stream(), Arrays.stream(more)).toArray(String[]::new);
    node.allowOnly(known);
    if (!node.isMapping() || !Arrays.asList(known).containsAll(node.entries().keySet())) {
      return Optional.empty();
    }
    List<String> found = keywords.stream().filter(word -> node.at(word).present()).toList();
    if (found.size() != 1) {
      node.problem("needs exactly one of " + String.join(", ", keywords));
      return Optional.empty();
    }
    return Optional.of(found.get(0));
  }

  /** The fact of this name, if there is one. */
  public static Optional<Fact> named(String name) {
    return Optional.ofNullable(FACTS.get(name));
  }

  /** The fact of this name; an unknown name is a problem. */
  public static Optional<Fact> fact(YamlNode node) {
    String name = node.requiredText();
    Optional<Fact> fact = named(name);
    if (fact.isEmpty() && !name.isBlank()) {
      node.problem("unknown fact \"" + name + "\"" + Nearest.hint(name, FACTS.keySet()));
    }
    return fact;
  }

  /** The fact of this name, which must be a number. */
  public static Optional<Fact> numericFact(YamlNode node) {
    Optional<Fact> fact = fact(node);
    if (fact.isPresent() && !fact.get().isNumber()) {
      node.problem(fact.get().key() + " is no number; ask for it with equals or known");
      return Optional.empty();
    }
    return fact;
  }

  /** A key of the engine's configuration. */
  public static String setting(YamlNode node) {
    String key = node.requiredText();
    if (!key.isBlank() && !DOTTED.matcher(key).matches()) {
      node.problem("expected a dotted key such as streaming.low_watermark_ms, not \"" + key + "\"");
    }
    return key;
  }
}
