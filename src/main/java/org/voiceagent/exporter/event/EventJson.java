package org.voiceagent.exporter.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.voiceagent.exporter.files.Utf8;

/** Reads an event from one line of JSON. */
final class EventJson {
  private static final int DEEPEST = 64;
  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_NUMBER = 100;

  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNameLength(LONGEST_NAME)
                          .maxNumberLength(LONGEST_NUMBER)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build()
          .reader();

  private EventJson() {}

  /**
   * Reads a line.
   *
   * @param from the index of its first byte, which is no white space
   * @param to the index behind its last byte
   */
  static LineReading read(byte[] bytes, int from, int to) {
    // A parser would take other bytes for another encoding.
    if (to - from < 2 || bytes[from] != '{' || bytes[from + 1] == 0) {
      return LineReading.Unreadable.of(EventRejectReason.NOT_JSON, "the line is not a JSON object");
    }
    if (!Utf8.isValid(bytes, from, to)) {
      return LineReading.Unreadable.of(EventRejectReason.BAD_UTF8, "the line is not UTF-8");
    }
    try {
      JsonNode line = READER.readTree(bytes, from, to - from);
      return line instanceof ObjectNode event ? event(event) : notJson("is not a JSON object");
    } catch (JsonProcessingException fault) {
      // Never its message, which quotes the line.
      return notJson("is not valid JSON, has a key twice, or is nested too deep");
    } catch (IOException | IllegalStateException unusual) {
      return notJson("cannot be parsed");
    }
  }

  private static LineReading notJson(String why) {
    return LineReading.Unreadable.of(EventRejectReason.NOT_JSON, "the line " + why);
  }

  private static LineReading event(ObjectNode line) {
    JsonNode name = line.path("event");
    if (!name.isTextual() || !EventFields.isName(name.textValue())) {
      return LineReading.Unreadable.of(
          EventRejectReason.NOT_AN_EVENT, "event is missing or is not a name");
    }
    JsonNode data = line.path("data");
    if (!data.isObject() && !data.isMissingNode() && !data.isNull()) {
      return new LineReading.Unreadable(
          EventRejectReason.NOT_AN_EVENT, "data is not an object", Optional.of(name.textValue()));
    }
    JsonNode ts = line.path("ts");
    Optional<Instant> at = ts.isTextual() ? EventTime.of(ts.textValue()) : Optional.empty();
    return EventFields.of(
        name.textValue(),
        at,
        line.path(EventFields.EVENT_ID),
        line.path(EventFields.CALL),
        data instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode());
  }
}
