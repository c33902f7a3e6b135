package org.voiceagent.exporter.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.voiceagent.exporter.files.Utf8;

/**
 * Reads an event from one line of InfluxDB line protocol: {@code measurement,tag=value field=1i
 * 1764504000000000000}. The measurement is the event; tags and fields are its data; the time is in
 * ns since 1970 and must be there. The tags or fields {@code event_id} and {@code call_uuid} mean
 * what they mean in JSON. Used for one line.
 */
final class LineProtocol {
  private static final int MOST_VALUES = 1_000;
  private static final long NANOS = 1_000_000_000;

  private final byte[] bytes;
  private final int to;
  private final ObjectNode data = JsonNodeFactory.instance.objectNode();
  private int at;

  /** Why a line cannot be read; thrown and caught in this class alone. */
  private static final class MalformedLineException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedLineException(String why) {
      super(why, null, false, false);
    }
  }

  /**
   * @param from the index of the line's first byte, which is no white space
   * @param to the index behind its last byte
   */
  LineProtocol(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.to = to;
  }

  LineReading read() {
    if (!Utf8.isValid(bytes, at, to)) {
      return LineReading.Unreadable.of(EventRejectReason.BAD_UTF8, "the line is not UTF-8");
    }
    try {
      String measurement = word(", ");
      if (!EventFields.isName(measurement)) {
        return LineReading.Unreadable.of(
            EventRejectReason.NOT_AN_EVENT, "the measurement is not the name of an event");
      }
      while (isAt(',')) {
        at++;
        String key = key();
        put(key, JsonNodeFactory.instance.textNode(word(", ")));
      }
      expect(' ');
      do {
        String key = key();
        put(key, value());
      } while (isAt(',') && at++ < to);
      Optional<Instant> time = time();
      JsonNode id = taken(EventFields.EVENT_ID);
      JsonNode call = taken(EventFields.CALL);
      return EventFields.of(measurement, time, id, call, data);
    } catch (MalformedLineException malformed) {
      return LineReading.Unreadable.of(
          EventRejectReason.NOT_JSON, "no line protocol: " + malformed.getMessage());
    }
  }

  private JsonNode taken(String field) {
    JsonNode value = data.remove(field);
    return value == null ? MissingNode.getInstance() : value;
  }

  private void put(String key, JsonNode value) throws MalformedLineException {
    if (data.size() >= MOST_VALUES) {
      throw new MalformedLineException("more than " + MOST_VALUES + " tags and fields");
    }
    if (data.has(key)) {
      throw new MalformedLineException("a tag or field is there twice");
    }
    data.set(key, value);
  }

  private String key() throws MalformedLineException {
    String key = word(",= ");
    expect('=');
    return key;
  }

  private boolean isAt(char c) {
    return at < to && bytes[at] == c;
  }

  private void expect(char c) throws MalformedLineException {
    if (!isAt(c)) {
      throw new MalformedLineException(
          c == ' ' ? "fields are missing" : "a tag or field has no value");
    }
    at++;
  }

  /** The text up to one of these characters, at least one byte; a backslash escapes them. */
  private String word(String ends) throws MalformedLineException {
    int from = at;
    boolean escaped = false;
    while (at < to && ends.indexOf(bytes[at]) < 0) {
      if (bytes[at] == '\\' && at + 1 < to && ",= ".indexOf(bytes[at + 1]) >= 0) {
        escaped = true;
        at++;
      }
      at++;
    }
    if (at == from) {
      throw new MalformedLineException("a name or value is empty");
    }
    String text = new String(bytes, from, at - from, StandardCharsets.UTF_8);
    return escaped ? text.replace("\\,", ",").replace("\\=", "=").replace("\\ ", " ") : text;
  }

  private JsonNode value() throws MalformedLineException {
    if (isAt('"')) {
      return JsonNodeFactory.instance.textNode(quoted());
    }
    String word = word(", ");
    return switch (word) {
      case "t", "T", "true", "True", "TRUE" -> JsonNodeFactory.instance.booleanNode(true);
      case "f", "F", "false", "False", "FALSE" -> JsonNodeFactory.instance.booleanNode(false);
      default -> number(word);
    };
  }

  private String quoted() throws MalformedLineException {
    StringBuilder text = new StringBuilder();
    int from = ++at;
    while (at < to && bytes[at] != '"') {
      if (bytes[at] == '\\' && at + 1 < to && (bytes[at + 1] == '"' || bytes[at + 1] == '\\')) {
        text.append(new String(bytes, from, at - from, StandardCharsets.UTF_8));
        from = ++at;
      }
      at++;
    }
    if (at >= to) {
      throw new MalformedLineException("a quotation mark is not closed");
    }
    text.append(new String(bytes, from, at - from, StandardCharsets.UTF_8));
    at++;
    return text.toString();
  }

  private static JsonNode number(String word) throws MalformedLineException {
    char last = word.charAt(word.length() - 1);
    boolean whole = last == 'i' || last == 'u';
    String digits = whole ? word.substring(0, word.length() - 1) : word;
    // Java reads more than the protocol has, such as hexadecimal floats and NaN.
    for (int i = 0; i < digits.length(); i++) {
      if ("0123456789+-.eE".indexOf(digits.charAt(i)) < 0) {
        throw new MalformedLineException("a field is neither a number, a text nor a boolean");
      }
    }
    try {
      return whole
          ? JsonNodeFactory.instance.numberNode(Long.parseLong(digits))
          : JsonNodeFactory.instance.numberNode(Double.parseDouble(digits));
    } catch (NumberFormatException e) {
      throw new MalformedLineException("a field is neither a number, a text nor a boolean");
    }
  }

  private Optional<Instant> time() throws MalformedLineException {
    if (at == to) {
      return Optional.empty();
    }
    expect(' ');
    String digits = new String(bytes, at, to - at, StandardCharsets.US_ASCII).strip();
    try {
      long nanos = Long.parseLong(digits);
      return Optional.of(
          Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS)));
    } catch (NumberFormatException e) {
      throw new MalformedLineException("the time is not a number of nanoseconds");
    }
  }
}
