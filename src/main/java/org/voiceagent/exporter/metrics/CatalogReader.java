package org.voiceagent.exporter.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads a catalog family by family; what is wrong is added to the problems of the nodes. */
final class CatalogReader {
  private static final String[] ALL_HAVE = {
    "name", "type", "scope", "help", "unit", "labels", "buckets", "queries"
  };
  private static final List<String> CALLS_HAVE =
      List.of("from", "scale", "missing", "missing_means");

  private final List<CallFamily> fleet = new ArrayList<>();
  private final List<CallFamily> recent = new ArrayList<>();
  private final List<CallFamily> selfFromCalls = new ArrayList<>();
  private final List<Family> self = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();

  /** Reads {@code families:} of a file. */
  MetricCatalog catalog(YamlNode root) {
    root.allowOnly("families");
    List<YamlNode> families = root.at("families").items();
    if (families.isEmpty()) {
      root.problem("expected families: and a list of them");
    }
    families.forEach(this::read);
    return new MetricCatalog(fleet, recent, selfFromCalls, self);
  }

  private void read(YamlNode node) {
    if (!node.isMapping()) {
      node.problem("expected a family: name, type, scope, help and so on");
      return;
    }
    List<String> known = new ArrayList<>(List.of(ALL_HAVE));
    known.addAll(CALLS_HAVE);
    node.allowOnly(known.toArray(String[]::new));
    Optional<Scope> scope = FamilyReader.required(node.at("scope"), Scope.SELF);
    Optional<FamilyType> type = FamilyReader.required(node.at("type"), FamilyType.GAUGE);
    if (scope.isPresent() && type.isPresent()) {
      read(node, scope.get(), FamilyReader.family(node, type.get()));
    }
  }

  private void read(YamlNode node, Scope scope, Family family) {
    checkTwice(node.at("name"), family.name());
    if (scope == Scope.SELF && !node.at("from").present()) {
      CALLS_HAVE.stream()
          .map(node::at)
          .filter(YamlNode::present)
          .forEach(key -> key.problem("only families about calls have this"));
      self.add(family);
    } else {
      new CallFamilyReader(node, scope, family).callFamily().ifPresent(listOf(scope)::add);
    }
  }

  private List<CallFamily> listOf(Scope scope) {
    return switch (scope) {
      case FLEET -> fleet;
      case RECENT -> recent;
      case SELF -> selfFromCalls;
    };
  }

  private void checkTwice(YamlNode node, String name) {
    Integer line = name.isBlank() ? null : lines.putIfAbsent(FamilyNames.base(name), node.line());
    if (line != null) {
      node.problem("line " + line + " has a family of this name; _total makes no difference");
    }
  }
}
