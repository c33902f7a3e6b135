package org.voiceagent.exporter.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** Checks the fields that every event has, whatever the format of its line. */
final class EventFields {
  static final String EVENT_ID = "event_id";
  static final String CALL = "call_uuid";

  /** Longer than any name in use; a name is also a label value, once a catalog knows it. */
  private static final int LONGEST_NAME = 100;

  private static final int LONGEST_ID = 200;

  /** Nothing that is counted today was written before this. */
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private EventFields() {}

  /** Whether a text can be the name of an event: letters, digits and the characters _ . : - / */
  static boolean isName(String name) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && "_.:-/".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /** An event with these fields, or what is wrong with them. */
  static LineReading of(
      String name, Optional<Instant> at, JsonNode id, JsonNode call, ObjectNode data) {
    if (at.isEmpty() || at.get().isBefore(EARLIEST)) {
      return new LineReading.Unreadable(
          EventRejectReason.BAD_TIME,
          at.isEmpty()
              ? "ts is missing or is not a time with a zone"
              : "ts is before the year 2000",
          Optional.of(name));
    }
    if (!isId(id)) {
      return wrong(name, EVENT_ID);
    }
    if (!isId(call)) {
      return wrong(name, CALL);
    }
    return new LineReading.Read(new Event(name, at.get(), text(id), text(call), data));
  }

  private static LineReading wrong(String name, String field) {
    return new LineReading.Unreadable(
        EventRejectReason.NOT_AN_EVENT,
        field + " is not a text of at most " + LONGEST_ID + " characters",
        Optional.of(name));
  }

  private static boolean isId(JsonNode id) {
    return id.isMissingNode()
        || id.isNull()
        || id.isIntegralNumber()
        || (id.isTextual() && id.textValue().length() <= LONGEST_ID);
  }

  private static Optional<String> text(JsonNode id) {
    return id.isMissingNode() || id.isNull()
        ? Optional.empty()
        : Optional.of(id.asText()).filter(text -> !text.isEmpty());
  }
}
