package org.voiceagent.exporter.event.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Names a value of an event: {@code /data/agent}, {@code /event_id}, {@code /call_uuid}, or within
 * {@code for_each} {@code $key} and {@code $value/name}. Immutable.
 *
 * @param text as the catalog writes it
 * @param root where it begins
 * @param steps the names below the root
 */
record DataPath(String text, Root root, List<String> steps) {

  /** Where a path begins. */
  enum Root {
    DATA,
    EVENT_ID,
    CALL,
    KEY,
    ENTRY
  }

  /** Copies the list. */
  DataPath {
    steps = List.copyOf(steps);
  }

  /** The path that a text names; empty if it names none. */
  static Optional<DataPath> parse(String text) {
    List<String> parts = Arrays.asList(text.split("/", -1));
    List<String> below =
        parts.stream().skip(1).map(part -> part.replace("~1", "/").replace("~0", "~")).toList();
    if (below.contains("")) {
      return Optional.empty();
    }
    if (text.equals("/event_id")) {
      return Optional.of(new DataPath(text, Root.EVENT_ID, List.of()));
    }
    if (text.equals("/call_uuid")) {
      return Optional.of(new DataPath(text, Root.CALL, List.of()));
    }
    if (text.equals("$key")) {
      return Optional.of(new DataPath(text, Root.KEY, List.of()));
    }
    if (parts.get(0).equals("$value") || parts.get(0).equals("$item")) {
      return Optional.of(new DataPath(text, Root.ENTRY, below));
    }
    return text.startsWith("/data/")
        ? Optional.of(new DataPath(text, Root.DATA, below.subList(1, below.size())))
        : Optional.empty();
  }

  /** The value; missing if there is none. */
  JsonNode in(EventReading reading) {
    return switch (root) {
      case DATA -> below(reading.event().data());
      case EVENT_ID -> text(reading.event().id());
      case CALL -> text(reading.event().callId());
      case KEY -> reading.key();
      case ENTRY -> below(reading.entry());
    };
  }

  private JsonNode below(JsonNode from) {
    JsonNode at = from;
    for (int i = 0; i < steps.size(); i++) {
      String step = steps.get(i);
      at = at.isArray() ? at.path(place(step)) : at.path(step);
    }
    return at;
  }

  /** The place in a list, or one that no list has. */
  private static int place(String step) {
    int place = 0;
    for (int i = 0; i < step.length(); i++) {
      int digit = step.charAt(i) - '0';
      if (digit < 0 || digit > 9 || place > 100_000) {
        return -1;
      }
      place = place * 10 + digit;
    }
    return place;
  }

  private static JsonNode text(Optional<String> text) {
    return text.isPresent() ? TextNode.valueOf(text.get()) : MissingNode.getInstance();
  }
}
