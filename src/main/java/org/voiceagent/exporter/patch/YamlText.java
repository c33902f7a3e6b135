package org.voiceagent.exporter.patch;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A YAML text and the positions of its parts. Immutable.
 *
 * @param text the text itself
 */
record YamlText(String text) {

  /**
   * The root, or empty if there is nothing but comments.
   *
   * @throws YamlEditException if it is no YAML, or more than one document
   */
  Optional<Node> root() {
    try {
      List<Node> documents = new ArrayList<>();
      yaml().composeAll(new StringReader(text)).forEach(documents::add);
      if (documents.size() > 1) {
        throw new YamlEditException("the file has more than one document");
      }
      return documents.stream().findFirst();
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      String line = mark == null ? "" : "line " + (mark.getLine() + 1) + ": ";
      throw new YamlEditException(line + "no YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw new YamlEditException("no YAML: " + e.getMessage());
    }
  }

  /** The entry of this name; the last one of several, as YAML readers do. */
  static Optional<NodeTuple> entry(MappingNode mapping, String name) {
    Optional<NodeTuple> found = Optional.empty();
    for (NodeTuple entry : mapping.getValue()) {
      if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
        found = Optional.of(entry);
      }
    }
    return found;
  }

  /** The text with a part replaced. */
  YamlText with(int from, int to, String replacement) {
    return new YamlText(text.substring(0, from) + replacement + text.substring(to));
  }

  /** Where a node begins, in chars; the library counts in code points. */
  int start(Node node) {
    return text.offsetByCodePoints(0, node.getStartMark().getIndex());
  }

  /** Where a node ends, in chars. */
  int end(Node node) {
    return text.offsetByCodePoints(0, node.getEndMark().getIndex());
  }

  /** The place after the line of a position, behind its line feed if it has one. */
  int afterLine(int position) {
    int feed = text.indexOf('\n', position);
    return feed < 0 ? text.length() : feed + 1;
  }

  /** The line ending of this text. */
  String lineEnd() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }

  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowRecursiveKeys(false);
    return new Yaml(new SafeConstructor(options));
  }
}
