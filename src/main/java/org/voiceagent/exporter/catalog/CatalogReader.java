package org.voiceagent.exporter.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads a catalog family by family. Mistakes are added to the problems of the nodes. */
final class CatalogReader<R> {
  private static final List<String> ALL_HAVE =
      List.of(
          "name", "type", "scope", "help", "unit", "labels", "buckets", "stale_after", "queries");
  private static final List<String> MAPPINGS_HAVE =
      List.of("from", "scale", "missing", "missing_means");

  private final RecordType<R> type;
  private final List<Mapping<R>> mappings = new ArrayList<>();
  private final List<Family> declared = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();

  CatalogReader(RecordType<R> type) {
    this.type = type;
  }

  /** Reads {@code families:} of a file. */
  Catalog<R> catalog(YamlNode root) {
    root.allowOnly("families");
    List<YamlNode> families = root.at("families").items();
    if (families.isEmpty()) {
      root.problem("expected families: and a list of them");
    }
    families.forEach(this::read);
    return new Catalog<>(type, mappings, declared);
  }

  private void read(YamlNode node) {
    if (!node.isMapping()) {
      node.problem("expected a family: name, type, scope, help and so on");
      return;
    }
    List<String> known = new ArrayList<>(ALL_HAVE);
    known.addAll(MAPPINGS_HAVE);
    node.allowOnly(known.toArray(String[]::new));
    Optional<Scope> scope = FamilyReader.required(node.at("scope"), Scope.SELF);
    Optional<FamilyType> familyType = FamilyReader.required(node.at("type"), FamilyType.GAUGE);
    if (scope.isPresent() && familyType.isPresent()) {
      read(node, scope.get(), FamilyReader.family(node, familyType.get()));
    }
  }

  private void read(YamlNode node, Scope scope, Family family) {
    checkTwice(node.at("name"), family.name());
    if (scope == Scope.SELF && !node.at("from").present()) {
      MAPPINGS_HAVE.stream()
          .map(node::at)
          .filter(YamlNode::present)
          .forEach(key -> key.problem("only families about " + type.word() + "s have this"));
      declared.add(family);
    } else {
      new MappingReader<>(node, scope, family, type).mapping().ifPresent(mappings::add);
    }
  }

  private void checkTwice(YamlNode node, String name) {
    Integer line = name.isBlank() ? null : lines.putIfAbsent(FamilyNames.base(name), node.line());
    if (line != null) {
      node.problem("line " + line + " has a family of this name; _total makes no difference");
    }
  }
}
