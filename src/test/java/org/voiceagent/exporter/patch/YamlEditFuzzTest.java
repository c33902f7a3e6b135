package org.voiceagent.exporter.patch;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** An edit of any YAML gives YAML in which the setting stands and all else is as it was. */
final class YamlEditFuzzTest {
  private static final int DEEPEST = 12;

  /** The first line is {@code key=value}, the rest the text to lay it over. */
  @FuzzTest
  void onlyTheAskedKeyChanges(byte[] data) {
    String input = new String(data, StandardCharsets.UTF_8);
    int lineEnd = input.indexOf('\n');
    int equals = input.indexOf('=');
    if (lineEnd < 0 || equals <= 0 || equals > lineEnd) {
      return;
    }
    String key = input.substring(0, equals);
    Setting setting = new Setting(key, input.substring(equals + 1, lineEnd), "because");
    String before = input.substring(lineEnd + 1);
    String after;
    try {
      after = YamlEdit.apply(before, List.of(setting));
    } catch (YamlEditException refused) {
      assertThat(refused.getMessage()).isNotBlank();
      return;
    }
    Optional<Node> root = new YamlText(after).root();
    assertThat(root).as(after).isPresent();
    assertThat(valueOf(root.get(), setting.path())).as(after).contains(setting.value());
    assertThat(others(root, setting.path()))
        .as("%s over%n%s%ngives%n%s", setting, before, after)
        .containsExactlyElementsOf(others(new YamlText(before).root(), setting.path()));
    assertThat(YamlEdit.apply(after, List.of(setting))).isEqualTo(after);
  }

  private static Optional<String> valueOf(Node root, List<String> path) {
    Node at = root;
    for (String name : path) {
      if (!(at instanceof MappingNode mapping)) {
        return Optional.empty();
      }
      Optional<NodeTuple> entry = YamlText.entry(mapping, name);
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      at = entry.get().getValueNode();
    }
    return at instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
  }

  /** Every other value with the way to it; nothing on the way to the setting counts as one. */
  private static List<String> others(Optional<Node> root, List<String> path) {
    List<String> others = new ArrayList<>();
    root.ifPresent(node -> collect(node, "", String.join("\u0000", path) + "\u0000", 0, others));
    return others;
  }

  private static void collect(Node node, String at, String setting, int depth, List<String> into) {
    if (depth > DEEPEST) {
      return;
    }
    if (node instanceof MappingNode mapping) {
      if (!setting.startsWith(at)) {
        into.add(at + "{" + node.getTag());
      }
      for (NodeTuple entry : mapping.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode name) {
          String below = at + name.getValue() + "\u0000";
          collect(entry.getValueNode(), below, setting, depth + 1, into);
        } else {
          collect(entry.getKeyNode(), at + "?\u0001", setting, depth + 1, into);
          collect(entry.getValueNode(), at + ":\u0001", setting, depth + 1, into);
        }
      }
    } else if (node instanceof SequenceNode list) {
      into.add(at + "[" + node.getTag());
      int number = 0;
      for (Node item : list.getValue()) {
        collect(item, at + number++ + "\u0001", setting, depth + 1, into);
      }
    } else if (node instanceof ScalarNode scalar && !setting.startsWith(at)) {
      into.add(at + node.getTag() + "=" + scalar.getValue());
    }
  }
}
