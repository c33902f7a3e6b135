package org.voiceagent.exporter.artifact.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads from and writes to JSON nodes such that what is absent stays absent. */
final class ReportNode {
  private static final double LARGEST = 1e18;

  /** Seconds reach this in the year 5138, milliseconds reached it in 1973. */
  private static final double FIRST_EPOCH_MILLIS = 1e11;

  private ReportNode() {}

  /** An empty object. */
  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A text that is not blank. */
  static Optional<String> text(JsonNode node, String key) {
    String text = node.path(key).asText("");
    return node.path(key).isTextual() && !text.isBlank() ? Optional.of(text) : Optional.empty();
  }

  /** A number; one beyond 1e18 counts nothing and is no time in any unit, so it is left out. */
  static OptionalDouble number(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isNumber() && Math.abs(value.doubleValue()) <= LARGEST
        ? OptionalDouble.of(value.doubleValue())
        : OptionalDouble.empty();
  }

  /** A list's elements; none if it is not a list. */
  static List<JsonNode> list(JsonNode array) {
    return array.isArray() ? StreamSupport.stream(array.spliterator(), false).toList() : List.of();
  }

  /** The first node with each id; nodes without one are left out. */
  static Map<String, JsonNode> byId(Stream<JsonNode> nodes, String idKey) {
    return nodes
        .filter(node -> node.path(idKey).isTextual())
        .collect(
            Collectors.toMap(
                node -> node.path(idKey).textValue(),
                Function.identity(),
                (first, again) -> first));
  }

  /** Every positive number of a list. */
  static List<Double> positive(JsonNode array) {
    return list(array).stream()
        .filter(JsonNode::isNumber)
        .map(JsonNode::doubleValue)
        .filter(value -> value > 0 && value <= LARGEST)
        .toList();
  }

  /** The object itself, or the one under a key where a webhook has wrapped it. */
  static JsonNode unwrapped(JsonNode report, String key) {
    return report.path(key).isObject() ? report.path(key) : report;
  }

  /** Puts a list of numbers unless it is empty. */
  static void put(ObjectNode to, String key, List<Double> values) {
    if (!values.isEmpty()) {
      ArrayNode list = to.putArray(key);
      values.forEach(value -> list.add(plain(value)));
    }
  }

  /** Puts a count of one model, and adds it to that of the call. */
  static void count(OptionalDouble value, String key, ObjectNode ofModel, ObjectNode ofCall) {
    put(ofModel, key, value);
    add(ofCall, key, value);
  }

  /** Adds to a number, which begins at 0. */
  static void add(ObjectNode to, String key, OptionalDouble value) {
    value.ifPresent(more -> to.put(key, plain(number(to, key).orElse(0) + more)));
  }

  /** A number above 0; 0 and less are what engines write that did not measure. */
  static OptionalDouble positive(JsonNode node, String key) {
    OptionalDouble value = number(node, key);
    return value.isPresent() && value.getAsDouble() > 0 ? value : OptionalDouble.empty();
  }

  /** The numbers above 0 that some nodes have under a key. */
  static List<Double> positive(List<JsonNode> nodes, String key) {
    return nodes.stream().flatMapToDouble(node -> positive(node, key).stream()).boxed().toList();
  }

  /** Seconds above 0 as milliseconds. */
  static OptionalDouble millis(JsonNode node, String secondsKey) {
    OptionalDouble seconds = positive(node, secondsKey);
    return seconds.isPresent() ? OptionalDouble.of(seconds.getAsDouble() * 1000) : seconds;
  }

  /** A time as epoch seconds: a number too large for seconds is milliseconds. */
  static OptionalDouble epochSeconds(JsonNode node, String key) {
    OptionalDouble time = number(node, key);
    return time.isPresent() && time.getAsDouble() > FIRST_EPOCH_MILLIS
        ? OptionalDouble.of(time.getAsDouble() / 1000)
        : time;
  }

  /** How much later one time is than another; empty if either is unknown, or it is earlier. */
  static OptionalDouble since(OptionalDouble start, OptionalDouble end) {
    return start.isPresent() && end.isPresent() && end.getAsDouble() >= start.getAsDouble()
        ? OptionalDouble.of(end.getAsDouble() - start.getAsDouble())
        : OptionalDouble.empty();
  }

  /** A number times a factor, if there is a number. */
  static OptionalDouble times(OptionalDouble number, double factor) {
    return number.isPresent() ? OptionalDouble.of(number.getAsDouble() * factor) : number;
  }

  /** Puts an object unless nothing is known of it. */
  static void put(ObjectNode to, String key, ObjectNode object) {
    if (!object.isEmpty()) {
      to.set(key, object);
    }
  }

  /** Puts a truth value if it is one. */
  static void putFlag(ObjectNode to, String key, JsonNode value) {
    if (value.isBoolean()) {
      to.put(key, value.booleanValue());
    }
  }

  /** Puts a number if there is one. */
  static void put(ObjectNode to, String key, OptionalDouble value) {
    value.ifPresent(number -> to.put(key, plain(number)));
  }

  /** In plain digits, six after the point: 0.82 s is 820 ms and not 819.9999999999999. */
  static BigDecimal plain(double number) {
    BigDecimal rounded =
        BigDecimal.valueOf(number).setScale(6, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }

  /** Puts a text if there is one. */
  static void put(ObjectNode to, String key, Optional<String> value) {
    value.ifPresent(text -> to.put(key, text));
  }

  /** The mean, if there is anything to take it of. */
  static OptionalDouble mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average();
  }
}
