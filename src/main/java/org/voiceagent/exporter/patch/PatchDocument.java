package org.voiceagent.exporter.patch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes settings as one YAML document, in the given order. */
public final class PatchDocument {
  private static final String INDENT = "  ";

  /** Comments are wrapped at this column, unless a single word is longer. */
  private static final int WIDEST = 100;

  private static final int NARROWEST = 40;

  private PatchDocument() {}

  /** A setting, or the entries below a key. */
  private sealed interface Part {
    record Leaf(Setting setting) implements Part {}

    record Branch(Map<String, Part> parts) implements Part {}
  }

  /**
   * The document, each line with a line feed; a setting's comment stands above it.
   *
   * @throws IllegalArgumentException if a key is given twice, or one is within another
   */
  public static String of(List<Setting> settings) {
    Part.Branch root = new Part.Branch(new LinkedHashMap<>());
    settings.forEach(setting -> put(root, setting));
    StringBuilder yaml = new StringBuilder();
    write(root, "", yaml);
    return yaml.toString();
  }

  private static void put(Part.Branch root, Setting setting) {
    List<String> path = setting.path();
    Part.Branch branch = root;
    for (String name : path.subList(0, path.size() - 1)) {
      Part below =
          branch.parts().computeIfAbsent(name, key -> new Part.Branch(new LinkedHashMap<>()));
      if (!(below instanceof Part.Branch next)) {
        throw new IllegalArgumentException(setting.key() + " cannot stand below a value");
      }
      branch = next;
    }
    String last = path.get(path.size() - 1);
    if (branch.parts().putIfAbsent(last, new Part.Leaf(setting)) != null) {
      throw new IllegalArgumentException(setting.key() + " is there already");
    }
  }

  private static void write(Part.Branch branch, String indent, StringBuilder yaml) {
    branch
        .parts()
        .forEach(
            (name, part) -> {
              if (part instanceof Part.Leaf leaf) {
                lines(leaf.setting(), name, indent, yaml);
              } else if (part instanceof Part.Branch below) {
                yaml.append(indent).append(YamlScalar.word(name)).append(":\n");
                write(below, indent + INDENT, yaml);
              }
            });
  }

  private static void lines(Setting setting, String name, String indent, StringBuilder yaml) {
    if (!setting.comment().isEmpty()) {
      int width = Math.max(NARROWEST, WIDEST - indent.length());
      for (String line : YamlScalar.comment(setting.comment(), width)) {
        yaml.append(indent).append(line).append('\n');
      }
    }
    yaml.append(indent).append(YamlScalar.word(name)).append(": ");
    yaml.append(YamlScalar.value(setting.value())).append('\n');
  }
}
