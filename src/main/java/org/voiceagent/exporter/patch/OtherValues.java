package org.voiceagent.exporter.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Everything in a YAML text except one setting: each value with its type and its path. Two texts
 * with the same list differ in nothing but that setting, their comments and their layout.
 */
final class OtherValues {
  /** More than any configuration needs; aliases can make a short text endless. */
  private static final int DEEPEST = 64;

  private static final int MOST = 50_000;
  private static final String KEY = "\u0000";
  private static final String PLACE = "\u0001";

  private final String setting;
  private final List<String> found = new ArrayList<>();

  private OtherValues(List<String> path) {
    this.setting = String.join(KEY, path) + KEY;
  }

  /**
   * The values in the order of the text.
   *
   * @param path the names on the way to the setting that is left out
   * @throws YamlEditException if there are more than any configuration has
   */
  static List<String> besides(Optional<Node> root, List<String> path) {
    OtherValues others = new OtherValues(path);
    root.ifPresent(node -> others.collect(node, "", 0));
    return others.found;
  }

  private void collect(Node node, String at, int depth) {
    if (depth > DEEPEST || found.size() > MOST) {
      throw new YamlEditException("the file is deeper or longer than any configuration");
    }
    boolean onTheWay = setting.startsWith(at);
    if (node instanceof MappingNode mapping) {
      if (!onTheWay) {
        found.add(at + node.getTag());
      }
      for (NodeTuple entry : mapping.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode name) {
          collect(entry.getValueNode(), at + name.getValue() + KEY, depth + 1);
        } else {
          collect(entry.getKeyNode(), at + "?" + PLACE, depth + 1);
          collect(entry.getValueNode(), at + ":" + PLACE, depth + 1);
        }
      }
    } else if (node instanceof SequenceNode list) {
      found.add(at + node.getTag());
      int number = 0;
      for (Node item : list.getValue()) {
        collect(item, at + number++ + PLACE, depth + 1);
      }
    } else if (node instanceof ScalarNode scalar && !onTheWay) {
      found.add(at + node.getTag() + PLACE + scalar.getValue());
    }
  }
}
