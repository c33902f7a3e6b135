package org.voiceagent.exporter.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Opens YAML files that we define: configuration, rules, catalog. */
public final class YamlFile {
  private static final int LARGEST_BYTES = 1 << 20;

  private YamlFile() {}

  /**
   * Reads a file from disk.
   *
   * @param problems gets what is wrong with the file as a whole
   * @return the root, which is empty if the file is missing, unreadable or no YAML
   */
  public static YamlNode read(Path file, Problems problems) {
    String name = file.toString();
    try {
      return parse(name, FileAccess.readText(file, LARGEST_BYTES, UTF_8), problems);
    } catch (NoSuchFileException missing) {
      return broken(name, 0, "no such file", problems);
    } catch (CharacterCodingException notUtf8) {
      return broken(name, 0, "not UTF-8", problems);
    } catch (IOException e) {
      return broken(name, 0, "cannot be read: " + e.getMessage(), problems);
    }
  }

  /**
   * Parses text.
   *
   * @param name what to call the file in messages
   * @param problems gets syntax errors
   * @return the root, which is empty if the text is empty or no YAML
   */
  public static YamlNode parse(String name, String text, Problems problems) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    try {
      Node root = new Yaml(new SafeConstructor(options)).compose(new java.io.StringReader(text));
      return new YamlNode(name, "", Optional.ofNullable(root), 1, problems);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      return broken(name, mark == null ? 0 : mark.getLine() + 1, e.getProblem(), problems);
    } catch (YAMLException e) {
      return broken(name, 0, String.valueOf(e.getMessage()), problems);
    }
  }

  private static YamlNode broken(String name, int line, String why, Problems problems) {
    problems.add(new Problem(name, line, "", why));
    return new YamlNode(name, "", Optional.empty(), line, problems);
  }
}
