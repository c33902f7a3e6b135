package org.voiceagent.exporter.redaction.disk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.artifact.CallerHashing;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.redaction.disk.KeyMeaning.Kind;

/**
 * Removes personal data from a JSON object at any depth, including JSON inside strings, and
 * replaces a caller's number by its hash. {@link KeyTable} says what the key of a value means. The
 * order of keys, the form of numbers, times, and names of things stay as they are. Thread-safe.
 */
final class JsonRedactor {
  /** Keys whose text names the value, in objects that hold one pair of key and value. */
  private static final List<String> PAIR_KEYS =
      List.of("name", "key", "slot", "field", "parameter", "param", "label", "type");

  /** Keys that only objects about a tool have. */
  private static final List<String> TOOL_KEYS =
      List.of("arguments", "params", "parameters", "tool_call_id", "duration_ms");

  private static final List<String> PAIR_VALUES = List.of("value", "answer", "text", "content");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final Redactor redactor;
  private final ValueRedactor values;

  JsonRedactor(Redactor redactor, CallerHashing callers, CallNames calls) {
    this.redactor = redactor;
    this.values = new ValueRedactor(redactor, callers, calls);
  }

  /**
   * The words that were removed around a value.
   *
   * @param ofCall the known names of the call
   * @param ofLine the words removed from what was said in the same line
   */
  record Around(RemovedWords ofCall, RemovedWords ofLine) {
    static Around nothing() {
      return new Around(new RemovedWords(), new RemovedWords());
    }
  }

  /** The object in a text; empty if it is not a JSON object. */
  static Optional<ObjectNode> parse(String text) {
    return tree(text) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
  }

  static byte[] bytes(JsonNode node) {
    return (node + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a text is a complete JSON object or array. */
  boolean isJson(String text) {
    return tree(text).isContainerNode();
  }

  private static JsonNode tree(String text) {
    String bare = text.strip();
    if (bare.isEmpty() || "{[".indexOf(bare.charAt(0)) < 0) {
      return JSON.missingNode();
    }
    try {
      return JSON.readTree(bare);
    } catch (JsonProcessingException broken) {
      return JSON.missingNode();
    }
  }

  /** Collects the names of persons that keys reveal, before any text is redacted. */
  void gatherNames(JsonNode node, String key, String above, RemovedWords names) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(entry -> gatherNames(entry.getValue(), entry.getKey(), key, names));
    } else if (node instanceof ArrayNode array) {
      array.forEach(item -> gatherNames(item, key, above, names));
    } else if (node.isTextual() && KeyTable.meaning(key, above).kind() == Kind.PERSON) {
      if (values.isPerson(node.textValue())) {
        names.name(node.textValue());
      }
    }
  }

  /**
   * Redacts an object in place.
   *
   * @param left top-level keys that the caller handles
   */
  void redact(ObjectNode object, Set<String> left, Around around) {
    fields(object, left, "", around);
  }

  private void fields(ObjectNode object, Set<String> left, String above, Around around) {
    String pair = pairKey(object);
    List<Map.Entry<String, JsonNode>> entries = List.copyOf(object.properties());
    boolean tool = isTool(object);
    boolean renamed = false;
    for (Map.Entry<String, JsonNode> entry : entries) {
      String key = entry.getKey();
      renamed |= !values.key(key).equals(key);
      if (!left.contains(key)) {
        boolean ofPair = !pair.isEmpty() && PAIR_VALUES.contains(key);
        String below = tool && key.equals("name") ? "tool" : ofPair ? "" : above;
        object.set(key, redacted(ofPair ? pair : key, entry.getValue(), below, around));
      }
    }
    if (renamed) {
      rename(object, entries);
    }
  }

  private void rename(ObjectNode object, List<Map.Entry<String, JsonNode>> entries) {
    List<JsonNode> now = entries.stream().map(entry -> object.get(entry.getKey())).toList();
    object.removeAll();
    for (int i = 0; i < now.size(); i++) {
      String key = values.key(entries.get(i).getKey());
      object.set(object.has(key) ? key + "_" + i : key, now.get(i));
    }
  }

  /** Whether an object is about a tool, so that its name is the name of a thing. */
  private static boolean isTool(ObjectNode object) {
    String role = object.path("role").asText(object.path("speaker").asText(""));
    return Speaker.of(role).filter(Speaker.TOOL::equals).isPresent()
        || TOOL_KEYS.stream().anyMatch(object::has);
  }

  /**
   * The key in a pair such as {@code {"name": "pin", "value": 4711}}; "" if the object is not a
   * pair.
   */
  private static String pairKey(ObjectNode object) {
    if (PAIR_VALUES.stream().noneMatch(object::has)) {
      return "";
    }
    return PAIR_KEYS.stream()
        .filter(key -> object.path(key).isTextual())
        .map(key -> object.path(key).textValue())
        .filter(key -> !KeyTable.meaning(key, "").kind().equals(Kind.TEXT))
        .findFirst()
        .orElse("");
  }

  /** A value without personal data; objects and arrays are changed in place. */
  JsonNode redacted(String key, JsonNode value, String above, Around around) {
    if (value instanceof ObjectNode object) {
      fields(object, Set.of(), key, around);
      return object;
    }
    if (value instanceof ArrayNode array) {
      return array(key, array, above, around);
    }
    if (!value.isTextual() && !value.isNumber()) {
      return value;
    }
    JsonNode inside = value.isTextual() ? tree(value.textValue()) : value;
    if (inside.isContainerNode()) {
      JsonNode before = inside.deepCopy();
      JsonNode now = redacted(key, inside, above, around);
      return now.equals(before) ? value : TextNode.valueOf(now.toString());
    }
    return values.redacted(KeyTable.meaning(key, above), key, value, around);
  }

  private ArrayNode array(String key, ArrayNode array, String above, Around around) {
    List<ObjectNode> lines = new ArrayList<>();
    array.forEach(
        item -> {
          if (item instanceof ObjectNode object && DialogueLines.isLine(item)) {
            lines.add(object);
          }
        });
    if (!lines.isEmpty()) {
      new DialogueLines(redactor, this, around.ofCall()).redact(lines);
    }
    Set<JsonNode> done = Collections.newSetFromMap(new IdentityHashMap<>());
    done.addAll(lines);
    WordListRedactor.Judgement judged = new WordListRedactor(redactor).judge(array, around);
    List<JsonNode> items = new ArrayList<>();
    for (JsonNode item : array) {
      if (done.contains(item)) {
        items.add(item);
      } else {
        items.add(
            judged == WordListRedactor.Judgement.WITHHELD
                ? WordListRedactor.withheld(item)
                : redacted(key, item, above, around));
      }
    }
    return array.removeAll().addAll(items);
  }
}
