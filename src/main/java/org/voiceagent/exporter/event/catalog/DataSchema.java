package org.voiceagent.exporter.event.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON Schema, in a subset that can be checked fast, of one value of an event. Immutable.
 *
 * @param types the types it may have; empty: any
 * @param only the values it may have; empty: any
 * @param numbers the limits of a number
 * @param text the limits of a text
 * @param list the limits of a list
 * @param object the limits of an object
 */
record DataSchema(
    Set<JsonType> types,
    List<JsonNode> only,
    Numbers numbers,
    Text text,
    ListOf list,
    ObjectOf object) {

  /** No mistake. */
  static final String FITS = "";

  /** Any value. */
  static final DataSchema ANY =
      new DataSchema(
          Set.of(),
          List.of(),
          new Numbers(-Double.MAX_VALUE, Double.MAX_VALUE, false, false),
          new Text(0, Integer.MAX_VALUE, false),
          new ListOf(Optional.empty(), 0, Integer.MAX_VALUE),
          new ObjectOf(Map.of(), List.of(), true, Optional.empty(), 0, Integer.MAX_VALUE));

  /** A type of JSON Schema; a whole number is a number, too. */
  enum JsonType {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    INTEGER,
    BOOLEAN,
    NULL
  }

  /** The limits of a number, and whether the value at a limit is too much. */
  record Numbers(double least, double most, boolean aboveLeast, boolean belowMost) {
    String fault(double value) {
      boolean low = aboveLeast ? value <= least : value < least;
      boolean high = belowMost ? value >= most : value > most;
      return low ? "is too small" : high ? "is too large" : FITS;
    }
  }

  /** How long a text may be, in code points, and whether it is a time of RFC 3339. */
  record Text(int least, int most, boolean time) {
    String fault(String value) {
      int length = value.length();
      if (length < least || length > most) {
        length = value.codePointCount(0, length);
      }
      if (length < least) {
        return "is too short";
      }
      if (length > most) {
        return "is too long";
      }
      return time && !isTime(value) ? "is not a time" : FITS;
    }
  }

  /** What a list holds, and how much. */
  record ListOf(Optional<DataSchema> items, int least, int most) {}

  /**
   * What an object holds.
   *
   * @param others whether there may be properties that are not named
   * @param ofOthers what those must be
   */
  record ObjectOf(
      Map<String, DataSchema> properties,
      List<String> required,
      boolean others,
      Optional<DataSchema> ofOthers,
      int least,
      int most) {

    /** Copies; the order of the properties stays. */
    ObjectOf {
      properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
      required = List.copyOf(required);
    }
  }

  /** Copies. */
  DataSchema {
    types = types.isEmpty() ? Set.of() : EnumSet.copyOf(types);
    only = List.copyOf(only);
  }

  /**
   * What is wrong with a value, such as {@code rating is too large}; {@link #FITS} if nothing is.
   * Names properties of the schema only, never anything of the value.
   *
   * @param name how to call the value
   */
  String fault(JsonNode value, String name) {
    if (!types.isEmpty() && !isOneOf(value)) {
      return name + " has the wrong type";
    }
    if (!only.isEmpty() && !isAllowed(value)) {
      return name + " is not one of the allowed values";
    }
    String fault = FITS;
    if (value.isTextual()) {
      fault = text.fault(value.textValue());
    } else if (value.isNumber()) {
      fault = numbers.fault(value.doubleValue());
    } else if (value.isObject()) {
      return objectFault(value, name);
    } else if (value.isArray()) {
      return listFault(value, name);
    }
    return fault.isEmpty() ? FITS : name + " " + fault;
  }

  private boolean isOneOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> types.contains(JsonType.OBJECT);
      case ARRAY -> types.contains(JsonType.ARRAY);
      case STRING -> types.contains(JsonType.STRING);
      case BOOLEAN -> types.contains(JsonType.BOOLEAN);
      case NULL -> types.contains(JsonType.NULL);
      case NUMBER ->
          types.contains(JsonType.NUMBER) || (types.contains(JsonType.INTEGER) && isWhole(value));
      default -> false;
    };
  }

  /** As JSON Schema says, 1.0 is whole. */
  private static boolean isWhole(JsonNode number) {
    return number.isIntegralNumber() || Math.rint(number.doubleValue()) == number.doubleValue();
  }

  private boolean isAllowed(JsonNode value) {
    for (JsonNode allowed : only) {
      if (allowed.equals(value)
          || (allowed.isNumber() && value.isNumber() && same(allowed, value))) {
        return true;
      }
    }
    return false;
  }

  private static boolean same(JsonNode one, JsonNode other) {
    return Double.compare(one.doubleValue(), other.doubleValue()) == 0;
  }

  private String objectFault(JsonNode value, String name) {
    for (String needed : object.required()) {
      if (!value.has(needed)) {
        return name + "." + needed + " is missing";
      }
    }
    if (value.size() < object.least() || value.size() > object.most()) {
      return name + " has too few or too many properties";
    }
    for (Map.Entry<String, JsonNode> next : value.properties()) {
      DataSchema named = object.properties().get(next.getKey());
      if (named == null && !object.others()) {
        return name + " has a property that the catalog does not name";
      }
      String fault =
          named != null
              ? named.quickFault(next.getValue(), name, next.getKey())
              : object.ofOthers().isPresent()
                  ? object.ofOthers().get().quickFault(next.getValue(), name, "*")
                  : FITS;
      if (!fault.isEmpty()) {
        return fault;
      }
    }
    return FITS;
  }

  private String listFault(JsonNode value, String name) {
    if (value.size() < list.least() || value.size() > list.most()) {
      return name + " has too few or too many items";
    }
    if (list.items().isPresent()) {
      for (JsonNode item : value) {
        String fault = list.items().get().quickFault(item, name, "*");
        if (!fault.isEmpty()) {
          return fault;
        }
      }
    }
    return FITS;
  }

  /** Makes the longer name only if there is a fault. */
  private String quickFault(JsonNode value, String parent, String child) {
    String fault = fault(value, child);
    return fault.isEmpty() ? FITS : parent + "." + fault;
  }

  private static boolean isTime(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeParseException notOne) {
      return false;
    }
  }

  /** What it says about a value below; empty if it does not name that. */
  Optional<DataSchema> below(List<String> steps) {
    DataSchema at = this;
    for (String step : steps) {
      Optional<DataSchema> next = at.child(step);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      at = next.get();
    }
    return Optional.of(at);
  }

  private Optional<DataSchema> child(String step) {
    DataSchema named = object.properties().get(step);
    boolean place = step.equals("*") || step.chars().allMatch(Character::isDigit);
    if (named != null) {
      return Optional.of(named);
    }
    return place && list.items().isPresent() ? list.items() : object.ofOthers();
  }

  /** Whether it may be a value of this type. */
  boolean mayBe(JsonType type) {
    return types.isEmpty()
        ? only.isEmpty() || only.stream().anyMatch(value -> isOf(type, value))
        : types.contains(type) || (type == JsonType.NUMBER && types.contains(JsonType.INTEGER));
  }

  private static boolean isOf(JsonType type, JsonNode value) {
    return switch (type) {
      case STRING -> value.isTextual();
      case NUMBER -> value.isNumber();
      case INTEGER -> value.isIntegralNumber();
      case BOOLEAN -> value.isBoolean();
      case NULL -> value.isNull();
      case OBJECT -> value.isObject();
      case ARRAY -> value.isArray();
    };
  }
}
