package org.voiceagent.exporter.event.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
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

  private final PrivateTexts texts;
  private final Action onCall;
  private final Plan data;

  KeptFields(EventType type, PrivateTexts texts) {
    this.texts = texts;
    this.onCall =
        type.privacy().stream()
            .filter(field -> field.path().root() == Root.CALL)
            .map(FieldPrivacy::action)
            .findFirst()
            .orElse(Action.KEEP);
    this.data = plan(type, type.payload(), List.of());
  }

  /**
   * What is kept of a value.
   *
   * @param named of the properties of an object that the payload names
   * @param others of all others, if the payload says what they are
   * @param items of the items of a list
   */
  private record Plan(
      Action action, Map<String, Plan> named, Optional<Plan> others, Optional<Plan> items) {}

  private static Plan plan(EventType type, DataSchema schema, List<String> path) {
    Action action =
        path.isEmpty()
            ? Action.KEEP
            : type.privacyOf(new DataPath("", Root.DATA, path))
                .map(FieldPrivacy::action)
                .orElse(schema.only().isEmpty() ? Action.REDACT : Action.KEEP);
    Map<String, Plan> named = new HashMap<>();
    schema
        .object()
        .properties()
        .forEach((name, of) -> named.put(name, plan(type, of, below(path, name))));
    return new Plan(
        action,
        named,
        schema.object().ofOthers().map(of -> plan(type, of, below(path, EACH))),
        schema.list().items().map(of -> plan(type, of, below(path, EACH))));
  }

  /** What may be kept of an event. */
  Verdict.Kept of(Event event) {
    Optional<String> call =
        switch (onCall) {
          case DROP -> Optional.empty();
          case HMAC -> event.callId().map(texts::hashed);
          case REDACT, KEEP -> event.callId();
        };
    return new Verdict.Kept(call, object(event.data(), data));
  }

  private ObjectNode object(JsonNode from, Plan plan) {
    ObjectNode kept = JSON.objectNode();
    for (Map.Entry<String, JsonNode> field : from.properties()) {
      Plan named = plan.named().get(field.getKey());
      if (named != null) {
        keep(field.getKey(), field.getValue(), named, kept);
      } else if (plan.others().isPresent()) {
        keep(field.getKey(), field.getValue(), plan.others().get(), kept);
      }
    }
    return kept;
  }

  private void keep(String name, JsonNode value, Plan plan, ObjectNode kept) {
    JsonNode some = value(value, plan);
    if (!some.isMissingNode()) {
      kept.set(name, some);
    }
  }

  /** Missing if nothing is kept. */
  private JsonNode value(JsonNode value, Plan plan) {
    if (plan.action() == Action.DROP || (plan.action() == Action.HMAC && value.isNull())) {
      return MissingNode.getInstance();
    }
    if (value.isObject()) {
      return object(value, plan);
    }
    if (value.isArray()) {
      return plan.items().isPresent() ? list(value, plan.items().get()) : MissingNode.getInstance();
    }
    if (plan.action() == Action.HMAC) {
      return JSON.textNode(texts.hashed(value.asText()));
    }
    return value.isTextual() && plan.action() == Action.REDACT
        ? JSON.textNode(texts.redacted(value.textValue()))
        : value;
  }

  private ArrayNode list(JsonNode from, Plan plan) {
    ArrayNode kept = JSON.arrayNode();
    for (JsonNode item : from) {
      JsonNode some = value(item, plan);
      if (!some.isMissingNode()) {
        kept.add(some);
      }
    }
    return kept;
  }

  private static List<String> below(List<String> above, String step) {
    List<String> path = new ArrayList<>(above);
    path.add(step);
    return path;
  }
}
