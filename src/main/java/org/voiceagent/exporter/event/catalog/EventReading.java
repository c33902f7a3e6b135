package org.voiceagent.exporter.event.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.voiceagent.exporter.event.Event;

/** An event while it is read, with the entry of a list or an object that is looked at. */
final class EventReading {
  private final Event event;
  private JsonNode key = MissingNode.getInstance();
  private JsonNode entry = MissingNode.getInstance();

  EventReading(Event event) {
    this.event = event;
  }

  Event event() {
    return event;
  }

  /** The name or the place of the entry; missing outside of {@code for_each}. */
  JsonNode key() {
    return key;
  }

  /** The entry; missing outside of {@code for_each}. */
  JsonNode entry() {
    return entry;
  }

  /** Looks at another entry. */
  void lookAt(JsonNode newKey, JsonNode newEntry) {
    key = newKey;
    entry = newEntry;
  }
}
