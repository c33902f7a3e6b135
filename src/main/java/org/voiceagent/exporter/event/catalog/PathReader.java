package org.voiceagent.exporter.event.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.event.catalog.DataPath.Root;
import org.voiceagent.exporter.event.catalog.DataSchema.JsonType;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * Reads paths into the events of one name, and checks them against their payload: a path that the
 * payload does not name is a mistake, most often of spelling.
 */
final class PathReader {
  private static final String EACH = "*";

  private final DataSchema payload;
  private final List<FieldPrivacy> privacy;

  /** What the entries of {@code for_each} are; empty outside of it. */
  private final Optional<DataSchema> entry;

  private final Optional<EachEntry> each;

  private PathReader(
      DataSchema payload,
      List<FieldPrivacy> privacy,
      Optional<DataSchema> entry,
      Optional<EachEntry> each) {
    this.payload = payload;
    this.privacy = privacy;
    this.entry = entry;
    this.each = each;
  }

  /** For events with this payload and privacy. */
  PathReader(DataSchema payload, List<FieldPrivacy> privacy) {
    this(payload, privacy, Optional.empty(), Optional.empty());
  }

  /** The object or list whose entries are taken one by one; empty if there is none. */
  Optional<EachEntry> each() {
    return each;
  }

  /** The same for the entries that {@code for_each} names, if it is there. */
  PathReader forEach(YamlNode node) {
    String text = node.text("");
    if (!node.present()) {
      return this;
    }
    Optional<DataPath> path = DataPath.parse(text).filter(known -> known.root() == Root.DATA);
    if (path.isEmpty() || !text.endsWith("/" + EACH)) {
      node.problem("expected a path that ends in /*, such as /data/counters/*");
      return new PathReader(payload, privacy, Optional.of(DataSchema.ANY), Optional.empty());
    }
    List<String> steps = path.get().steps();
    DataPath whole = new DataPath(text, Root.DATA, steps.subList(0, steps.size() - 1));
    Optional<DataSchema> of = payload.below(whole.steps());
    if (of.isEmpty() || of.get().equals(DataSchema.ANY)) {
      node.problem("the payload names no such object or list");
    }
    boolean onlyNamed = of.map(all -> all.object().ofOthers().isEmpty()).orElse(false);
    Set<String> named = onlyNamed ? of.get().object().properties().keySet() : Set.of();
    return new PathReader(
        payload,
        privacy,
        Optional.of(of.flatMap(PathReader::entryOf).orElse(DataSchema.ANY)),
        Optional.of(new EachEntry(whole, named)));
  }

  private static Optional<DataSchema> entryOf(DataSchema all) {
    return all.list()
        .items()
        .or(() -> all.object().ofOthers())
        .or(() -> all.object().properties().values().stream().findFirst());
  }

  /** A path whose value is a number, or true or false. */
  Optional<DataPath> number(YamlNode node) {
    return read(node)
        .filter(
            path ->
                isValue(node, path)
                    && may(node, path, "a number", JsonType.NUMBER, JsonType.BOOLEAN));
  }

  /** A path whose value can be a label. */
  Optional<DataPath> label(YamlNode node) {
    return read(node)
        .filter(path -> isValue(node, path) && isPublic(node, path))
        .filter(
            path ->
                may(
                    node,
                    path,
                    "a text, a number or a truth value",
                    JsonType.STRING,
                    JsonType.NUMBER,
                    JsonType.BOOLEAN));
  }

  /** A path whose value tells things apart; it may be private, as only its hash is kept. */
  Optional<DataPath> key(YamlNode node) {
    return read(node)
        .filter(path -> may(node, path, "a text or a number", JsonType.STRING, JsonType.NUMBER));
  }

  /** Any path that the payload names. */
  Optional<DataPath> read(YamlNode node) {
    return read(node, node.requiredText());
  }

  /** Any path that the payload names; problems are those of the node. */
  Optional<DataPath> read(YamlNode node, String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    Optional<DataPath> path = DataPath.parse(text);
    if (path.isEmpty() || text.contains(EACH)) {
      node.problem(
          "expected a path such as /data/agent, /event_id, /call_uuid, or within for_each $key or"
              + " $value/name, not \""
              + text
              + "\"");
      return Optional.empty();
    }
    if (schema(path.get()).isEmpty()) {
      node.problem(
          path.get().root() == Root.DATA
              ? "the payload does not name " + text
              : text + " needs for_each, and a payload that names it");
      return Optional.empty();
    }
    return path;
  }

  /** What the payload says about a path. */
  Optional<DataSchema> schema(DataPath path) {
    return switch (path.root()) {
      case DATA -> payload.below(path.steps());
      case KEY -> entry.map(any -> keys());
      case ENTRY -> entry.flatMap(of -> of.below(path.steps()));
      case EVENT_ID, CALL -> Optional.of(DataSchema.ANY);
    };
  }

  /** What the names of the entries may be. */
  private DataSchema keys() {
    List<JsonNode> named =
        each.stream().flatMap(of -> of.named().stream()).<JsonNode>map(TextNode::valueOf).toList();
    DataSchema any = DataSchema.ANY;
    return new DataSchema(any.types(), named, any.numbers(), any.text(), any.list(), any.object());
  }

  /** Whether every event has a value there. */
  boolean isRequired(DataPath path) {
    return path.root() == Root.KEY
        || (path.root() == Root.DATA
            && path.steps().size() == 1
            && payload.object().required().contains(path.steps().get(0)));
  }

  private boolean isValue(YamlNode node, DataPath path) {
    boolean own = path.root() == Root.EVENT_ID || path.root() == Root.CALL;
    if (own) {
      node.problem(path.text() + " is different for each event or call; it may be a key only");
    }
    return !own;
  }

  private boolean may(YamlNode node, DataPath path, String what, JsonType... types) {
    DataSchema schema = schema(path).orElse(DataSchema.ANY);
    for (JsonType type : types) {
      if (schema.mayBe(type)) {
        return true;
      }
    }
    node.problem(path.text() + " is never " + what + ", as the payload says");
    return false;
  }

  private boolean isPublic(YamlNode node, DataPath path) {
    DataPath whole = path;
    if (path.root() != Root.DATA && each.isPresent()) {
      whole = each.get().whole();
    }
    for (FieldPrivacy field : privacy) {
      boolean below = isBelow(whole.steps(), field.path().steps());
      boolean entries = path.root() != Root.DATA && isBelow(field.path().steps(), whole.steps());
      if (field.level().personal() && field.path().root() == Root.DATA && (below || entries)) {
        node.problem(
            path.text()
                + " is of the class "
                + field.level().name().toLowerCase(Locale.ROOT)
                + ", so it must not be a label");
        return false;
      }
    }
    return true;
  }

  private static boolean isBelow(List<String> below, List<String> above) {
    return below.size() >= above.size() && below.subList(0, above.size()).equals(above);
  }
}
