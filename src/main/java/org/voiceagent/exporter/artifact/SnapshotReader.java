package org.voiceagent.exporter.artifact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.call.ConfigSnapshot;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.Finding.Reason;
import org.voiceagent.exporter.files.Utf8;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads {@code config_snapshot.yaml}, nested or dotted, into dotted keys. Only the tree of nodes is
 * built, never an object, so no tag in the file can do anything.
 */
final class SnapshotReader {
  private static final String FILE = ArtifactFile.SNAPSHOT.fileName();
  private static final int DEEPEST = 32;
  private static final int MOST_ALIASES = 10;

  /** Longer values are not settings. */
  private static final int LONGEST_VALUE = 1_000;

  /** How much of a key a message quotes. */
  private static final int LONGEST_SHOWN = 100;

  /** Keys with these endings hold numbers in every known engine. */
  private static final List<String> NUMERIC = List.of("_ms", "_hz", "_frames", "_bytes");

  /** What the reference engine ships and documents in the place of such a number. */
  private static final Set<String> WORDS_FOR_NUMBERS = Set.of("auto");

  private static final Map<String, String> BOOLEANS =
      Map.of("yes", "true", "on", "true", "true", "true", "no", "false", "off", "false");

  /** Aliases make a small file large: entries looked at for each key that may be kept. */
  private static final int ENTRIES_FOR_EACH_KEY = 10;

  private final int mostKeys;
  private final SecretNames secrets;
  private final ReadingBudget budget;
  private final Map<String, String> values = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private long entries;
  private boolean full;

  private SnapshotReader(int mostKeys, SecretNames secrets, ReadingBudget budget) {
    this.mostKeys = mostKeys;
    this.secrets = secrets;
    this.budget = budget;
  }

  /**
   * What a snapshot says.
   *
   * @param snapshot its keys; none if it cannot be parsed
   * @param findings what could not be used
   */
  record Snapshot(ConfigSnapshot snapshot, List<Finding> findings) {}

  /**
   * Reads a snapshot.
   *
   * @param secrets tells which settings are left out
   * @throws ReadingBudget.Spent if it takes too much work
   */
  static Snapshot read(byte[] bytes, ReadLimits limits, SecretNames secrets) {
    SnapshotReader reader =
        new SnapshotReader(limits.snapshotKeys(), secrets, ReadingBudget.of(limits));
    Optional<String> text = Utf8.decode(bytes, 0, bytes.length);
    if (text.isEmpty()) {
      reader.note(0, "file", Reason.BROKEN, "is not UTF-8");
    } else {
      reader.parse(text.get(), bytes.length);
    }
    return new Snapshot(ConfigSnapshot.of(reader.values), List.copyOf(reader.findings));
  }

  private void parse(String text, int size) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(size + 1);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    try {
      Node root = new Yaml(new SafeConstructor(options)).compose(budget.metered(text));
      if (root instanceof MappingNode mapping) {
        flatten("", mapping, 0);
      } else if (root != null) {
        note(1, "file", Reason.WRONG_TYPE, "has no keys");
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      note(line, "file", Reason.BROKEN, "is not valid YAML");
    } catch (YAMLException e) {
      note(0, "file", Reason.BROKEN, "is not valid YAML or exceeds the limits");
    }
  }

  private void flatten(String path, MappingNode mapping, int depth) {
    for (NodeTuple entry : mapping.getValue()) {
      budget.step();
      entries++;
      if (full || isBeyondLimits(depth)) {
        noteFull(entry.getKeyNode());
        return;
      }
      if (entry.getKeyNode() instanceof ScalarNode key) {
        below(path, key, entry.getValueNode(), depth);
      }
    }
  }

  private boolean isBeyondLimits(int depth) {
    return values.size() >= mostKeys
        || entries > (long) ENTRIES_FOR_EACH_KEY * mostKeys
        || depth > DEEPEST;
  }

  /** A path that is too long is not put together: each of many keys below it would copy it. */
  private void below(String path, ScalarNode key, Node value, int depth) {
    if (path.length() + key.getValue().length() >= LONGEST_VALUE) {
      note(line(key), "snapshot", Reason.LIMIT, "a value or its key is too long");
    } else {
      value(path.isEmpty() ? key.getValue() : path + "." + key.getValue(), value, depth);
    }
  }

  private void noteFull(Node key) {
    if (!full) {
      full = true;
      note(line(key), "file", Reason.LIMIT, "only the first " + mostKeys + " keys are used");
    }
  }

  private void value(String key, Node node, int depth) {
    if (node instanceof MappingNode mapping) {
      flatten(key, mapping, depth + 1);
    } else if (node instanceof ScalarNode scalar) {
      scalar(key, scalar);
    } else if (node instanceof SequenceNode && isNumeric(key)) {
      note(line(node), "snapshot", Reason.WRONG_TYPE, shown(key) + " is a list, not a number");
    }
  }

  private void scalar(String key, ScalarNode scalar) {
    if (scalar.getTag().equals(Tag.NULL)) {
      return;
    }
    // The raw text: a default within a placeholder is as secret as a value.
    if (secrets.isSecret(key, scalar.getValue())) {
      return;
    }
    if (key.length() + scalar.getValue().length() > LONGEST_VALUE) {
      note(line(scalar), "snapshot", Reason.LIMIT, "a value or its key is too long");
      return;
    }
    Optional<String> expanded = Placeholders.expand(scalar.getValue());
    if (expanded.isEmpty()) {
      return;
    }
    String text = scalar.getTag().equals(Tag.BOOL) ? bool(expanded.get()) : expanded.get();
    if (isNumeric(key) && !isNumberOrWord(key, text)) {
      note(line(scalar), "snapshot", Reason.UNREADABLE, shown(key) + " is not a number");
      return;
    }
    values.put(key, text);
  }

  private static String bool(String word) {
    return BOOLEANS.getOrDefault(word.toLowerCase(Locale.ROOT), "false");
  }

  /** Blank is what an empty default of a placeholder leaves: not set. */
  private static boolean isNumberOrWord(String key, String text) {
    return text.isBlank()
        || WORDS_FOR_NUMBERS.contains(text.strip().toLowerCase(Locale.ROOT))
        || ConfigSnapshot.of(Map.of(key, text)).number(key).isPresent();
  }

  private static boolean isNumeric(String key) {
    return NUMERIC.stream().anyMatch(key::endsWith);
  }

  /** A key for a message: short, and nothing in it that a terminal would obey. */
  private static String shown(String key) {
    String cut = key.length() > LONGEST_SHOWN ? key.substring(0, LONGEST_SHOWN) + "…" : key;
    return cut.replaceAll("\\p{Cc}", "?");
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private void note(int line, String field, Reason reason, String message) {
    findings.add(new Finding(FILE, line, field, reason, message));
  }
}
