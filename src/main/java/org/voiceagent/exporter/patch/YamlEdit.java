package org.voiceagent.exporter.patch;

import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Writes settings into a YAML text and leaves everything else unchanged: comments, order,
 * indentation, quotes, line ends.
 */
public final class YamlEdit {
  private static final int INDENT = 2;

  private final YamlText text;
  private final Setting setting;
  private final List<String> path;

  private YamlEdit(YamlText text, Setting setting) {
    this.text = text;
    this.setting = setting;
    this.path = setting.path();
  }

  /**
   * The text with the settings in it. A key that is there gets the new value; one that is not is
   * added at the end of what it belongs to, with its comment above it.
   *
   * @throws YamlEditException if the text is no YAML, or has something in a key's place that cannot
   *     be replaced safely: a mapping, an alias, a block of text
   */
  public static String apply(String yaml, List<Setting> settings) {
    String edited = yaml;
    for (Setting setting : settings) {
      edited = new YamlEdit(new YamlText(edited), setting).applied();
    }
    return edited;
  }

  private String applied() {
    Optional<Node> root = text.root();
    String edited = edited(root);
    if (!saysTheSameBesides(root, edited)) {
      throw new YamlEditException(
          setting.key() + " cannot be laid over this safely; change it by hand");
    }
    return edited;
  }

  /** YAML has more special cases than an edit can foresee, so the result is read again. */
  private boolean saysTheSameBesides(Optional<Node> before, String edited) {
    try {
      return OtherValues.besides(new YamlText(edited).root(), path)
          .equals(OtherValues.besides(before, path));
    } catch (YamlEditException noYaml) {
      return false;
    }
  }

  private String edited(Optional<Node> root) {
    if (root.isEmpty()) {
      return atEnd(text);
    }
    if (isNothing(root.get())) {
      return atEnd(text.with(text.start(root.get()), text.end(root.get()), ""));
    }
    return within(root.get(), 0);
  }

  private String within(Node node, int depth) {
    if (!(node instanceof MappingNode mapping)) {
      throw refused(node, "holds no keys, so that " + setting.key() + " has no place there");
    }
    Optional<NodeTuple> entry = YamlText.entry(mapping, path.get(depth));
    if (entry.isEmpty()) {
      return mapping.getFlowStyle() == FlowStyle.FLOW
          ? intoFlow(mapping, depth)
          : afterLast(mapping, depth);
    }
    Node value = entry.get().getValueNode();
    if (isAlias(entry.get())) {
      throw refused(entry.get().getKeyNode(), "is an alias; change it by hand");
    }
    if (depth == path.size() - 1) {
      return replaced(value);
    }
    if (!isNothing(value)) {
      return within(value, depth + 1);
    }
    return mapping.getFlowStyle() == FlowStyle.FLOW
        ? text.with(text.start(value), text.end(value), " {" + flow(depth + 1) + "}").text()
        : below(entry.get().getKeyNode(), value, depth + 1);
  }

  private String replaced(Node value) {
    if (!(value instanceof ScalarNode scalar)) {
      throw refused(value, "holds more than one value; change it by hand");
    }
    if (value.getAnchor() != null) {
      throw refused(value, "is used elsewhere by its anchor; change it by hand");
    }
    boolean isBlock =
        switch (scalar.getScalarStyle()) {
          case LITERAL, FOLDED -> true;
          default -> false;
        };
    if (isBlock) {
      throw refused(value, "is a block of text; change it by hand");
    }
    int from = text.start(value);
    int to = text.end(value);
    String written = YamlScalar.value(setting.value());
    return text.with(from, to, from == to ? " " + written : written).text();
  }

  /** Writes under a key that has no value yet. */
  private String below(Node key, Node value, int depth) {
    int from = text.start(value);
    YamlText cleared = text.with(from, text.end(value), "");
    return inserted(cleared, cleared.afterLine(from), column(key) + INDENT, depth);
  }

  /** Writes behind the last entry; comments after that belong to what follows. */
  private String afterLast(MappingNode mapping, int depth) {
    int indent = column(mapping.getValue().get(0).getKeyNode());
    return inserted(text, text.afterLine(lastEnd(mapping)), indent, depth);
  }

  private String atEnd(YamlText empty) {
    return inserted(empty, empty.text().length(), 0, 0);
  }

  private String inserted(YamlText into, int at, int indent, int depth) {
    boolean unfinishedLine = at > 0 && into.text().charAt(at - 1) != '\n';
    String lines = PatchDocument.of(List.of(rest(depth)));
    String indented =
        lines.lines().map(line -> " ".repeat(indent) + line + "\n").reduce("", String::concat);
    String block = (unfinishedLine ? "\n" : "") + indented;
    return into.with(at, at, block.replace("\n", into.lineEnd())).text();
  }

  private String intoFlow(MappingNode mapping, int depth) {
    boolean first = mapping.getValue().isEmpty();
    if (!first && isAlias(last(mapping))) {
      throw refused(mapping, "ends with an alias; change it by hand");
    }
    int at = first ? text.start(mapping) + 1 : lastEnd(mapping);
    return text.with(at, at, (first ? "" : ", ") + flow(depth)).text();
  }

  /** The rest of the setting below a depth, on one line. */
  private String flow(int depth) {
    StringBuilder entry = new StringBuilder();
    for (String name : path.subList(depth, path.size() - 1)) {
      entry.append(YamlScalar.word(name)).append(": {");
    }
    entry.append(YamlScalar.word(path.get(path.size() - 1))).append(": ");
    entry.append(YamlScalar.value(setting.value()));
    return entry.append("}".repeat(path.size() - 1 - depth)).toString();
  }

  /** The rest of the setting below a depth. */
  private Setting rest(int depth) {
    String key = String.join(".", path.subList(depth, path.size()));
    return new Setting(key, setting.value(), setting.comment());
  }

  /** Where the last entry ends; an alias ends where its anchor does, so that its key counts. */
  private int lastEnd(MappingNode mapping) {
    NodeTuple last = last(mapping);
    return Math.max(endOf(last.getKeyNode()), endOf(last.getValueNode()));
  }

  private static NodeTuple last(MappingNode mapping) {
    return mapping.getValue().get(mapping.getValue().size() - 1);
  }

  /** The library replaces an alias by its target, whose position is that of the anchor. */
  private static boolean isAlias(NodeTuple entry) {
    int value = entry.getValueNode().getStartMark().getIndex();
    return value < entry.getKeyNode().getEndMark().getIndex();
  }

  /** Where a node ends; for the library a block collection ends where the next node begins. */
  private int endOf(Node node) {
    if (node instanceof MappingNode mapping && mapping.getFlowStyle() != FlowStyle.FLOW) {
      return lastEnd(mapping);
    }
    if (node instanceof SequenceNode list && list.getFlowStyle() != FlowStyle.FLOW) {
      return endOf(list.getValue().get(list.getValue().size() - 1));
    }
    int end = text.end(node);
    while (end > text.start(node) && Character.isWhitespace(text.text().charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static int column(Node key) {
    return key.getStartMark().getColumn();
  }

  private static boolean isNothing(Node node) {
    return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
  }

  private YamlEditException refused(Node node, String why) {
    return new YamlEditException("line " + (node.getStartMark().getLine() + 1) + ": " + why);
  }
}
