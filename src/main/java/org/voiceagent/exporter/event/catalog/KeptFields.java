package org.voiceagent.exporter.event.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.event.Event;
import org.voiceagent.exporter.event.Verdict;
import org.voiceagent.exporter.event.catalog.DataPath.Root;
import org.voiceagent.exporter.event.catalog.FieldPrivacy.Action;

/**
 * What may be kept of the events of one name: the fields that the payload names, each as its
 * privacy says. Not thread-safe.
 */
final class KeptFields {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String EACH = "*";

  private final EventType type;
  private final PrivateTexts texts;
  private final Action onCall;

  KeptFields(EventType type, PrivateTexts texts) {
    this.type = type;
    this.texts = texts;
    this.onCall =
        type.privacy().stream()
            .filter(field -> field.path().root() == Root.CALL)
            .map(FieldPrivacy::action)
            .findFirst()
            .orElse(Action.KEEP);
  }

  /** What may be kept of an event. */
  Verdict.Kept of(Event event) {
    Optional<String> call =
        switch (onCall) {
          case DROP -> Optional.empty();
          case HMAC -> event.callId().map(texts::hashed);
          case REDACT, KEEP -> event.callId();
        };
    return new Verdict.Kept(call, object(event.data(), type.payload(), List.of()));
  }

  private ObjectNode object(JsonNode from, DataSchema schema, List<String> above) {
    ObjectNode kept = JSON.objectNode();
    for (Map.Entry<String, JsonNode> field : from.properties()) {
      DataSchema named = schema.object().properties().get(field.getKey());
      Optional<DataSchema> of = named != null ? Optional.of(named) : schema.object().ofOthers();
      if (of.isPresent()) {
        value(field.getValue(), of.get(), below(above, field.getKey()))
            .ifPresent(value -> kept.set(field.getKey(), value));
      }
    }
    return kept;
  }

  private Optional<JsonNode> value(JsonNode value, DataSchema schema, List<String> path) {
    Action action =
        type.privacyOf(new DataPath("", Root.DATA, path))
            .map(FieldPrivacy::action)
            .orElse(schema.only().isEmpty() ? Action.REDACT : Action.KEEP);
    if (action == Action.DROP) {
      return Optional.empty();
    }
    if (value.isObject()) {
      return Optional.of(object(value, schema, path));
    }
    if (value.isArray()) {
      return schema.list().items().map(items -> list(value, items, below(path, EACH)));
    }
    if (action == Action.HMAC) {
      return value.isNull()
          ? Optional.empty()
          : Optional.of(JSON.textNode(texts.hashed(value.asText())));
    }
    return Optional.of(
        value.isTextual() && action == Action.REDACT
            ? JSON.textNode(texts.redacted(value.textValue()))
            : value);
  }

  private ArrayNode list(JsonNode from, DataSchema items, List<String> path) {
    ArrayNode kept = JSON.arrayNode();
    from.forEach(item -> value(item, items, path).ifPresent(kept::add));
    return kept;
  }

  private static List<String> below(List<String> above, String step) {
    List<String> path = new ArrayList<>(above);
    path.add(step);
    return path;
  }
}
