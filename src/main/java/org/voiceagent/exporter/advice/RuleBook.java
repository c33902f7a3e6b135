package org.voiceagent.exporter.advice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.voiceagent.exporter.advice.fact.KeyTemplate;
import org.voiceagent.exporter.advice.rule.Rule;
import org.voiceagent.exporter.advice.rule.RuleReader;
import org.voiceagent.exporter.advice.rule.SuggestedChange;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.yaml.FileAccess;
import org.voiceagent.exporter.yaml.Nearest;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;
import org.voiceagent.exporter.yaml.YamlFile;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * All rules in force: those that come with the daemon, with an operator's own ones over them.
 * Immutable and safe to share.
 */
public final class RuleBook {
  private static final String RESOURCES = "/org/voiceagent/exporter/rules/";

  /** The files in {@code monitoring/rules}, which the build puts into the jar. */
  static final List<String> SHIPPED =
      List.of(
          "jitter.yml",
          "fallback.yml",
          "latency.yml",
          "turn_taking.yml",
          "turns.yml",
          "audio.yml",
          "snapshot.yml");

  private final Map<String, Rule> rules;

  /** The keys that recommendations may name, as rules write them. */
  private final List<String> fields;

  private RuleBook(Map<String, Rule> rules) {
    this.rules = rules;
    this.fields =
        rules.values().stream()
            .flatMap(rule -> rule.changes().stream())
            .map(SuggestedChange::field)
            .distinct()
            .toList();
  }

  /**
   * The rules that come with the daemon.
   *
   * @param problems gets every mistake; none unless the jar was edited
   */
  public static RuleBook bundled(Problems problems) {
    return load(shipped(problems), List.of(), problems);
  }

  /**
   * The rules that come with the daemon, with those of a folder over them: a rule of the same key
   * replaces the shipped one, {@code enabled: false} takes it out, other keys are added.
   *
   * @param folder holds {@code *.yml} files, read in the order of their names
   * @param problems gets every mistake as {@code file:line: key: why}, examples that fail included;
   *     if there is any the result is not to be used
   */
  public static RuleBook load(Path folder, Problems problems) {
    return load(shipped(problems), own(folder, problems), problems);
  }

  /**
   * The rules that a daemon runs with: those of {@link #load(Path, Problems)}, or of {@link
   * #bundled} without a folder, read faster. The build has tried the examples of the shipped rules,
   * so that only those of other rules are tried.
   *
   * @param folder the operator's rules, if any
   * @param problems as for {@link #load(Path, Problems)}
   */
  public static RuleBook forDaemon(Optional<Path> folder, Problems problems) {
    Map<String, Rule> rules = new LinkedHashMap<>();
    layOver(rules, shipped(problems), RuleReader.withoutExamples(problems));
    if (folder.isPresent() && !holdsOnlyShipped(folder.get())) {
      layOver(rules, own(folder.get(), problems), new RuleReader(problems, RuleJudge::outcome));
    }
    return new RuleBook(rules);
  }

  /**
   * Puts rules over rules.
   *
   * @param shipped the roots of files with rules
   * @param own the roots of files whose rules replace those of the same key
   * @param problems those that the nodes add theirs to
   */
  static RuleBook load(List<YamlNode> shipped, List<YamlNode> own, Problems problems) {
    Map<String, Rule> rules = new LinkedHashMap<>();
    RuleReader reader = new RuleReader(problems, RuleJudge::outcome);
    layOver(rules, shipped, reader);
    layOver(rules, own, reader);
    return new RuleBook(rules);
  }

  /** The keys a recommendation can have: fixed, so they may label a metric; in the rules' order. */
  public Set<String> keys() {
    return Collections.unmodifiableSet(rules.keySet());
  }

  /** How many examples stand beside the rules; all of them held when the book was read. */
  public int exampleCount() {
    return rules.values().stream().mapToInt(rule -> rule.examples().size()).sum();
  }

  /**
   * The keys of the engine's configuration that recommendations on calls with these labels may
   * name.
   */
  Set<String> fields(LabelSet labels) {
    Set<String> filled = new HashSet<>();
    for (String field : fields) {
      filled.add(KeyTemplate.filled(field, labels));
    }
    return filled;
  }

  /** What advice on a key of the engine's configuration is about, over all rules that name it. */
  Set<Measure> measures(String field) {
    Set<Measure> measures = EnumSet.noneOf(Measure.class);
    for (Rule rule : rules.values()) {
      if (rule.changes().stream().anyMatch(change -> KeyTemplate.matches(change.field(), field))) {
        measures.addAll(rule.measures());
      }
    }
    return measures;
  }

  Collection<Rule> rules() {
    return rules.values();
  }

  private static void layOver(Map<String, Rule> rules, List<YamlNode> files, RuleReader reader) {
    Set<String> seen = new HashSet<>();
    for (YamlNode node : files.stream().flatMap(RuleBook::rulesOf).toList()) {
      String key = RuleReader.key(node);
      if (!key.isBlank() && !seen.add(key)) {
        node.at("key").problem("there are two rules of this key");
      }
      if (node.at("enabled").flag(true)) {
        reader.rule(key, node).ifPresent(rule -> rules.put(key, rule));
      } else {
        takeOut(rules, key, node);
      }
    }
  }

  private static Stream<YamlNode> rulesOf(YamlNode file) {
    file.allowOnly("rules");
    return file.at("rules").items().stream().filter(RuleBook::isRule);
  }

  private static boolean isRule(YamlNode node) {
    if (!node.isMapping()) {
      node.problem("expected a rule: key, title, severity, when and try");
    }
    return node.isMapping();
  }

  private static void takeOut(Map<String, Rule> rules, String key, YamlNode node) {
    if (rules.remove(key) == null) {
      node.at("key")
          .problem("there is no such rule to take out" + Nearest.hint(key, rules.keySet()));
    }
  }

  private static List<YamlNode> shipped(Problems problems) {
    return SHIPPED.stream()
        .map(name -> YamlFile.parse("monitoring/rules/" + name, shippedText(name), problems))
        .toList();
  }

  private static String shippedText(String name) {
    try (InputStream in = RuleBook.class.getResourceAsStream(RESOURCES + name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether every file of a folder is an unchanged shipped one, as installed: it adds nothing. */
  private static boolean holdsOnlyShipped(Path folder) {
    try {
      return FileAccess.within(
          () -> {
            for (Path file : named(folder)) {
              String name = file.getFileName().toString();
              if (!SHIPPED.contains(name) || !Files.readString(file).equals(shippedText(name))) {
                return false;
              }
            }
            return true;
          });
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static List<YamlNode> own(Path folder, Problems problems) {
    try {
      return FileAccess.within(() -> named(folder)).stream()
          .map(file -> YamlFile.read(file, problems))
          .toList();
    } catch (NoSuchFileException | NotDirectoryException missing) {
      problems.add(new Problem(folder.toString(), 0, "", "there is no such folder of rules"));
      return List.of();
    } catch (IOException e) {
      problems.add(new Problem(folder.toString(), 0, "", "cannot be read: " + e.getMessage()));
      return List.of();
    }
  }

  /** The files of rules in a folder, by name. */
  private static List<Path> named(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList();
    }
  }
}
