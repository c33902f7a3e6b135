package org.voiceagent.exporter.yaml;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A read-only view of one YAML value that knows where it stands. Getters never throw for what a
 * file says: a wrong type, an impossible value or an unknown key is added to the problems, and the
 * given default is returned so that reading goes on and finds the other mistakes too.
 *
 * <p>A node may be absent; asking it for children gives absent nodes, for values the default. A
 * {@code null} in the file counts as absent. Not thread-safe, because the problems are not.
 */
public final class YamlNode {
  private final String file;
  private final String path;
  private final Optional<Node> node;
  private final int line;
  private final Problems problems;

  YamlNode(String file, String path, Optional<Node> node, int line, Problems problems) {
    this.file = file;
    this.path = path;
    this.node = node.filter(present -> !present.getTag().equals(Tag.NULL));
    this.line = node.map(present -> present.getStartMark().getLine() + 1).orElse(line);
    this.problems = problems;
  }

  /** Whether there is a value. */
  public boolean present() {
    return node.isPresent();
  }

  /** Whether the value is a mapping; false if absent. */
  public boolean isMapping() {
    return node.orElse(null) instanceof MappingNode;
  }

  /** Whether the value is a single word or number; false if absent. */
  public boolean isScalar() {
    return node.orElse(null) instanceof ScalarNode;
  }

  /** Whether the value is a list; false if absent. */
  public boolean isList() {
    return node.orElse(null) instanceof SequenceNode;
  }

  /** Whether the value is a word in quotes, so that it is a text whatever it looks like. */
  public boolean isQuoted() {
    return node.orElse(null) instanceof ScalarNode scalar && !scalar.isPlain();
  }

  /** Where the value stands, as a dotted path such as {@code rules[2].when}. */
  public String path() {
    return path;
  }

  /** The line it stands on, from 1; that of its parent if it is absent. */
  public int line() {
    return line;
  }

  /** Adds a problem with this value. */
  public void problem(String why) {
    problems.add(new Problem(file, line, path, why));
  }

  /** Adds a warning about this value, for which something safe is taken instead. */
  public void warning(String why) {
    problems.warn(new Problem(file, line, path, why));
  }

  /** The value under a key of this mapping, absent if the key or the mapping is. */
  public YamlNode at(String key) {
    YamlNode found = entries().get(key);
    return found != null ? found : new YamlNode(file, join(key), Optional.empty(), line, problems);
  }

  /** The entries of this mapping in file order; empty if absent; a problem if it is no mapping. */
  public Map<String, YamlNode> entries() {
    if (node.isEmpty()) {
      return Map.of();
    }
    if (!(node.get() instanceof MappingNode mapping)) {
      problem("expected keys and values, not " + describe());
      return Map.of();
    }
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        int keyLine = key.getStartMark().getLine() + 1;
        String name = key.getValue();
        Optional<Node> value = Optional.of(tuple.getValueNode());
        YamlNode entry = new YamlNode(file, join(name), value, keyLine, problems);
        if (entries.put(name, entry) != null) {
          problems.add(new Problem(file, keyLine, join(name), "appears twice"));
        }
      } else {
        problem("a key must be a plain word");
      }
    }
    return entries;
  }

  /** The items of this list; a single value is a list of one; empty if absent. */
  public List<YamlNode> items() {
    if (node.isEmpty()) {
      return List.of();
    }
    if (!(node.get() instanceof SequenceNode sequence)) {
      return List.of(this);
    }
    List<YamlNode> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      String itemPath = path + "[" + items.size() + "]";
      items.add(new YamlNode(file, itemPath, Optional.of(item), line, problems));
    }
    return items;
  }

  /** Adds a problem for each key that is not one of these, with the nearest known one as a hint. */
  public void allowOnly(String... known) {
    for (Map.Entry<String, YamlNode> entry : entries().entrySet()) {
      if (!Arrays.asList(known).contains(entry.getKey())) {
        entry
            .getValue()
            .problem("unknown key" + Nearest.hint(entry.getKey(), Arrays.asList(known)));
      }
    }
  }

  /** The text of a scalar, or the default if absent. */
  public String text(String byDefault) {
    return scalar("text", Optional::of).orElse(byDefault);
  }

  /** The text of a scalar; a problem and "" if it is absent or blank. */
  public String requiredText() {
    String text = text("");
    if (text.isBlank() && (node.isEmpty() || node.get() instanceof ScalarNode)) {
      problem("is required");
    }
    return text;
  }

  /** The text of a scalar as a path of this machine, or the default if absent. */
  public Path file(String byDefault) {
    return scalar("a path", YamlNode::path).orElse(Path.of(byDefault));
  }

  /** The texts of a list of scalars, or the default if absent. */
  public List<String> texts(List<String> byDefault) {
    return node.isEmpty()
        ? byDefault
        : items().stream().map(item -> item.text("")).filter(text -> !text.isEmpty()).toList();
  }

  /** A finite number between the two bounds, or the default if absent. */
  public double number(double byDefault, double least, double most) {
    Optional<Double> value = scalar("a number", Scalars::number);
    if (value.isPresent() && !(value.get() >= least && value.get() <= most)) {
      problem("must be between " + Scalars.plain(least) + " and " + Scalars.plain(most));
      return byDefault;
    }
    return value.orElse(byDefault);
  }

  /** A whole number between the two bounds, or the default if absent. */
  public long integer(long byDefault, long least, long most) {
    Optional<Long> value = scalar("a whole number", Scalars::integer);
    if (value.isPresent() && (value.get() < least || value.get() > most)) {
      problem("must be between " + least + " and " + most);
      return byDefault;
    }
    return value.orElse(byDefault);
  }

  /** Yes or no, or the default if absent. */
  public boolean flag(boolean byDefault) {
    return scalar("true or false", Scalars::flag).orElse(byDefault);
  }

  /**
   * All values below a mapping as text, by their dotted keys, in order; none if it is no mapping.
   */
  public Map<String, String> dottedValues() {
    Map<String, String> values = new LinkedHashMap<>();
    entries().forEach((name, value) -> value.putDotted(name, values));
    return values;
  }

  private void putDotted(String path, Map<String, String> values) {
    if (isMapping()) {
      entries().forEach((name, value) -> value.putDotted(path + "." + name, values));
    } else {
      values.put(path, text(""));
    }
  }

  /** A time such as {@code 400ms}, {@code 5s}, {@code 10m}, {@code 24h} or {@code 30d}. */
  public Duration duration(Duration byDefault, Duration least, Duration most) {
    Optional<Duration> value =
        scalar("a time such as 400ms, 5s, 10m, 24h or 30d", ShortTime::parse);
    if (value.isPresent()
        && (value.get().compareTo(least) < 0 || value.get().compareTo(most) > 0)) {
      problem("must be between " + ShortTime.of(least) + " and " + ShortTime.of(most));
      return byDefault;
    }
    return value.orElse(byDefault);
  }

  /** One of the constants by its lower-case name, or the default if absent. */
  public <E extends Enum<E>> E oneOf(Class<E> type, E byDefault) {
    Set<String> words = new LinkedHashSet<>();
    for (E constant : type.getEnumConstants()) {
      words.add(constant.name().toLowerCase(Locale.ROOT));
    }
    String word = text(byDefault.name().toLowerCase(Locale.ROOT));
    if (!words.contains(word)) {
      problem("must be one of " + String.join(", ", words) + Nearest.hint(word, words));
      return byDefault;
    }
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }

  private <T> Optional<T> scalar(String expected, Function<String, Optional<T>> convert) {
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (!(node.get() instanceof ScalarNode scalar)) {
      problem("expected " + expected + ", not " + describe());
      return Optional.empty();
    }
    Optional<T> value = convert.apply(scalar.getValue());
    if (value.isEmpty()) {
      problem("expected " + expected + ", not \"" + scalar.getValue() + "\"");
    }
    return value;
  }

  /** A text that no file system takes, such as one with a NUL in it, is no path. */
  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private String describe() {
    return isMapping() ? "keys and values" : isList() ? "a list" : "a single value";
  }

  private String join(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
