package org.voiceagent.exporter.inbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Looks into a JSON text without building a tree of it. */
final class JsonValues {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private JsonValues() {}

  /**
   * How many values a text holds that say something: texts that are not empty, numbers, true and
   * false. Redaction replaces words within texts, so it changes nothing here. 0 if it is not JSON.
   */
  static int count(byte[] json) {
    int values = 0;
    try (JsonParser parser = JSON.createParser(json)) {
      for (JsonToken at = parser.nextToken(); at != null; at = parser.nextToken()) {
        boolean empty = at == JsonToken.VALUE_STRING && parser.getTextLength() == 0;
        values += at.isScalarValue() && at != JsonToken.VALUE_NULL && !empty ? 1 : 0;
      }
      return values;
    } catch (IOException notJson) {
      return 0;
    }
  }

  /**
   * The texts and numbers at some places of an object.
   *
   * @param paths keys with dots between
   * @return what is there; of a key that occurs twice, the last
   * @throws IOException if it is not one JSON object
   */
  static Map<String, String> at(byte[] json, Set<String> paths) throws IOException {
    Map<String, String> found = new HashMap<>();
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not an object");
      }
      Deque<String> within = new ArrayDeque<>();
      String path = "";
      while (true) {
        JsonToken at = parser.nextToken();
        if (at == JsonToken.END_OBJECT) {
          if (within.isEmpty()) {
            break;
          }
          path = within.pop();
        } else if (at == JsonToken.FIELD_NAME) {
          String below = path.isEmpty() ? parser.currentName() : path + "." + parser.currentName();
          JsonToken value = parser.nextToken();
          if (value == JsonToken.START_OBJECT && leadsTo(below, paths)) {
            within.push(path);
            path = below;
          } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
            if (paths.contains(below)) {
              found.put(below, parser.getText());
            }
          } else {
            parser.skipChildren();
          }
        }
      }
      if (parser.nextToken() != null) {
        throw new IOException("more than an object");
      }
      return found;
    }
  }

  private static boolean leadsTo(String path, Set<String> paths) {
    return paths.stream().anyMatch(each -> each.startsWith(path + "."));
  }
}
