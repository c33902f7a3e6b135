package org.voiceagent.exporter.artifact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of one transcript line as written in the file, each under the first of its accepted
 * names that has a value. Used for line after line; not thread-safe.
 */
@SuppressWarnings({
  "EnumOrdinal", // an index in memory only
  "ReferenceEquality" // MISSING is one object
})
final class LineFields {
  private static final Map<String, Name> NAMES = new HashMap<>();

  static {
    names(Slot.ROLE, "role", "speaker");
    names(Slot.TEXT, "text", "content", "message", "transcript");
    names(Slot.START, "started_at", "start");
    names(Slot.TIME, "ts", "timestamp", "time", "at");
    names(Slot.END, "ended_at", "end");
    names(Slot.SENTIMENT, "sentiment", "sentiment_score");
    names(Slot.LATENCY_MS, "latency_ms", "latency");
    names(Slot.LATENCY_SECONDS, "latency_seconds");
    names(Slot.INTERRUPTED, "interrupted");
    names(Slot.EVENT, "event");
    names(Slot.LANGUAGE, "language", "language_code");
  }

  private final Map<Slot, Value> values = new EnumMap<>(Slot.class);
  private int number;

  /** What a line can tell. */
  enum Slot {
    ROLE,
    TEXT,
    START,
    TIME,
    END,
    SENTIMENT,
    LATENCY_MS,
    LATENCY_SECONDS,
    INTERRUPTED,
    EVENT,
    LANGUAGE
  }

  /** An accepted name; of two that are there, the lower rank holds. */
  private record Name(Slot slot, int rank) {}

  private record Value(int rank, RawValue raw) {}

  /** Reads an object whose opening brace was just read, up to its closing one. */
  void read(JsonParser parser, int line) throws IOException {
    number = line;
    values.clear();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Name name = NAMES.get(parser.currentName());
      JsonToken token = parser.nextToken();
      if (name != null && token != JsonToken.VALUE_NULL) {
        take(name, value(parser, name.slot()));
      } else {
        parser.skipChildren();
      }
    }
  }

  /** The names that are read. */
  static Set<String> names() {
    return NAMES.keySet();
  }

  /** The value, if the line has it and it is not null. */
  Optional<RawValue> get(Slot slot) {
    return Optional.ofNullable(values.get(slot)).map(Value::raw);
  }

  /** The value as text, "" if there is none. */
  String text(Slot slot) {
    return get(slot).map(RawValue::text).orElse("");
  }

  private void take(Name name, RawValue raw) {
    Value before = values.get(name.slot());
    if (before == null || name.rank() <= before.rank()) {
      values.put(name.slot(), new Value(name.rank(), raw));
    }
  }

  private RawValue value(JsonParser parser, Slot slot) throws IOException {
    if (slot == Slot.TEXT && parser.currentToken() == JsonToken.START_ARRAY) {
      return new RawValue(RawValue.Type.TEXT, parts(parser), number);
    }
    if (slot == Slot.SENTIMENT && parser.currentToken() == JsonToken.START_OBJECT) {
      return score(parser);
    }
    return scalar(parser);
  }

  private RawValue scalar(JsonParser parser) throws IOException {
    RawValue raw = RawValue.of(parser, number);
    parser.skipChildren();
    return raw;
  }

  /** {@code {"score": …}} or {@code {"label": …}}, whichever is there. */
  private RawValue score(JsonParser parser) throws IOException {
    RawValue score = new RawValue(RawValue.Type.TEXT, "", number);
    boolean found = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      boolean wanted = name.equals("score") || (name.equals("label") && !found);
      if (parser.nextToken() != JsonToken.VALUE_NULL && wanted) {
        score = scalar(parser);
        found = name.equals("score");
      } else {
        parser.skipChildren();
      }
    }
    return score;
  }

  /** The texts of a list of strings or of {@code {"text": …}}, joined by a space. */
  private String parts(JsonParser parser) throws IOException {
    StringBuilder text = new StringBuilder();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String words = part(parser);
      text.append(text.isEmpty() || words.isEmpty() ? "" : " ").append(words);
    }
    return text.toString();
  }

  private String part(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return parser.currentToken() == JsonToken.VALUE_NULL ? "" : scalar(parser).text();
    }
    String text = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = parser.currentName().equals("text");
      if (parser.nextToken() != JsonToken.VALUE_NULL && wanted) {
        text = scalar(parser).text();
      } else {
        parser.skipChildren();
      }
    }
    return text;
  }

  private static void names(Slot slot, String... names) {
    List<String> all = List.of(names);
    all.forEach(name -> NAMES.put(name, new Name(slot, all.indexOf(name))));
  }
}
