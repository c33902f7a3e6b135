package org.voiceagent.exporter.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.voiceagent.exporter.event.CountedEvent;

/** Writes a counted event as a row of the lake: what its catalog lets stand, and nothing else. */
final class EventRow {
  static final String CALL_UUID = "call_uuid";
  static final String KEY = "event_key";
  static final String EVENT = "event";
  static final String AT = "happened_at";
  static final String HOST = "host";
  static final String DATA = "data";

  private static final ObjectMapper JSON = new ObjectMapper();

  private EventRow() {}

  /** One line of JSON with its line feed; the call comes first, by which lines are found again. */
  static byte[] line(CountedEvent event, String host) {
    ObjectNode row = JSON.createObjectNode();
    event.callId().ifPresent(call -> row.put(CALL_UUID, call));
    row.put(KEY, host + ":" + event.key()).put(EVENT, event.name()).put(AT, event.at().toString());
    row.put(HOST, host).set(DATA, event.fields());
    try {
      return (JSON.writeValueAsString(row) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
