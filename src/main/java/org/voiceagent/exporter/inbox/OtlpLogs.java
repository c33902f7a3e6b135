package org.voiceagent.exporter.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads batches of OTLP log records, as protobuf from LiveKit's agents in Python and as JSON from
 * those in JavaScript, and keeps the records that report a session. Those with what the agent logs
 * are passed over.
 *
 * @see <a href="https://github.com/open-telemetry/opentelemetry-proto">opentelemetry-proto, {@code
 *     logs.proto} and {@code common.proto}</a>
 */
final class OtlpLogs {
  /** The scopes of these records in livekit-agents 1.8.9, {@code telemetry/traces.py}. */
  private static final Set<String> SCOPES = Set.of("chat_history", "evaluations");

  /** What their bodies say they are; further records hold the chat again, item by item. */
  private static final Set<String> BODIES =
      Set.of(LiveKitLog.REPORT, LiveKitLog.EVALUATION, LiveKitLog.OUTCOME);

  /** Each record gets a copy of the attributes of its scope, so there must not be many. */
  private static final int MOST_SHARED = 32;

  private static final int MOST_RECORDS = 10_000;

  /** Values nested deeper come from no agent, and each level takes stack. */
  private static final int DEEPEST = 32;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final List<LiveKitLog> found = new ArrayList<>();

  private OtlpLogs() {}

  /**
   * The records of a batch in protobuf.
   *
   * @throws IOException if it is malformed
   */
  static List<LiveKitLog> ofProtobuf(byte[] batch) throws IOException {
    OtlpLogs logs = new OtlpLogs();
    ProtobufReader request = ProtobufReader.of(batch);
    for (int field = request.next(); field != 0; field = request.next()) {
      if (field == 1) {
        ProtobufReader ofResource = request.message();
        for (int each = ofResource.next(); each != 0; each = ofResource.next()) {
          if (each == 2) {
            logs.scope(ofResource.message());
          }
        }
      }
    }
    return logs.found;
  }

  private void scope(ProtobufReader scopeLogs) throws IOException {
    String name = "";
    ObjectNode shared = NODES.objectNode();
    for (int field = scopeLogs.next(); field != 0; field = scopeLogs.next()) {
      if (field == 1) {
        ProtobufReader scope = scopeLogs.message();
        for (int each = scope.next(); each != 0; each = scope.next()) {
          switch (each) {
            case 1 -> name = scope.text();
            case 3 -> {
              if (shared.size() < MOST_SHARED) {
                keyValue(scope.message(), shared, 0);
              }
            }
            default -> {}
          }
        }
      } else if (field == 2 && SCOPES.contains(name)) {
        record(scopeLogs.message(), shared);
      }
    }
  }

  private void record(ProtobufReader record, ObjectNode shared) throws IOException {
    String body = "";
    ObjectNode attributes = shared.deepCopy();
    for (int field = record.next(); field != 0; field = record.next()) {
      switch (field) {
        case 5 -> body = value(record.message(), 0).asText("");
        case 6 -> keyValue(record.message(), attributes, 0);
        default -> {}
      }
    }
    add(new LiveKitLog(body, attributes));
  }

  private void add(LiveKitLog log) throws IOException {
    if (BODIES.contains(log.body())) {
      if (found.size() == MOST_RECORDS) {
        throw new IOException("a batch has too many records");
      }
      found.add(log);
    }
  }

  private static void keyValue(ProtobufReader pair, ObjectNode to, int depth) throws IOException {
    String key = "";
    JsonNode value = NullNode.instance;
    for (int field = pair.next(); field != 0; field = pair.next()) {
      switch (field) {
        case 1 -> key = pair.text();
        case 2 -> value = value(pair.message(), depth);
        default -> {}
      }
    }
    to.set(key, value);
  }

  private static JsonNode value(ProtobufReader any, int depth) throws IOException {
    requireShallow(depth);
    JsonNode value = NullNode.instance;
    for (int field = any.next(); field != 0; field = any.next()) {
      switch (field) {
        case 1 -> value = NODES.textNode(any.text());
        case 2 -> value = NODES.booleanNode(any.number() != 0);
        case 3 -> value = NODES.numberNode(any.number());
        case 4 -> value = NODES.numberNode(Double.longBitsToDouble(any.fixed64()));
        case 5 -> value = array(any.message(), depth + 1);
        case 6 -> value = list(any.message(), depth + 1);
        default -> {}
      }
    }
    return value;
  }

  private static JsonNode array(ProtobufReader values, int depth) throws IOException {
    ArrayNode array = NODES.arrayNode();
    for (int field = values.next(); field != 0; field = values.next()) {
      if (field == 1) {
        array.add(value(values.message(), depth));
      }
    }
    return array;
  }

  private static JsonNode list(ProtobufReader pairs, int depth) throws IOException {
    ObjectNode object = NODES.objectNode();
    for (int field = pairs.next(); field != 0; field = pairs.next()) {
      if (field == 1) {
        keyValue(pairs.message(), object, depth);
      }
    }
    return object;
  }

  /**
   * The records of a batch in JSON.
   *
   * @throws IOException if it is malformed
   */
  static List<LiveKitLog> ofJson(byte[] batch) throws IOException {
    OtlpLogs logs = new OtlpLogs();
    for (JsonNode ofResource : JSON.readTree(batch).path("resourceLogs")) {
      for (JsonNode scopeLogs : ofResource.path("scopeLogs")) {
        JsonNode scope = scopeLogs.path("scope");
        if (SCOPES.contains(scope.path("name").asText())) {
          ObjectNode shared = NODES.objectNode();
          // JavaScript names the job with the resource, Python with the scope.
          pairs(ofResource.path("resource").path("attributes"), shared, 0);
          pairs(scope.path("attributes"), shared, 0);
          if (shared.size() > MOST_SHARED) {
            throw new IOException("a scope has too many attributes");
          }
          for (JsonNode record : scopeLogs.path("logRecords")) {
            ObjectNode attributes = shared.deepCopy();
            pairs(record.path("attributes"), attributes, 0);
            logs.add(
                new LiveKitLog(record.path("body").path("stringValue").asText(""), attributes));
          }
        }
      }
    }
    return logs.found;
  }

  private static void pairs(JsonNode list, ObjectNode to, int depth) throws IOException {
    for (JsonNode pair : list) {
      to.set(pair.path("key").asText(""), value(pair.path("value"), depth));
    }
  }

  /** Numbers of 64 bits are texts in OTLP's JSON. */
  private static JsonNode value(JsonNode any, int depth) throws IOException {
    requireShallow(depth);
    if (any.has("arrayValue")) {
      ArrayNode array = NODES.arrayNode();
      for (JsonNode each : any.path("arrayValue").path("values")) {
        array.add(value(each, depth + 1));
      }
      return array;
    }
    if (any.has("kvlistValue")) {
      ObjectNode object = NODES.objectNode();
      pairs(any.path("kvlistValue").path("values"), object, depth + 1);
      return object;
    }
    if (any.has("intValue")) {
      return NODES.numberNode(any.path("intValue").asLong());
    }
    for (String type : List.of("stringValue", "doubleValue", "boolValue")) {
      if (any.has(type)) {
        return any.get(type);
      }
    }
    return NullNode.instance;
  }

  private static void requireShallow(int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("a value is nested too deep");
    }
  }
}
