package org.voiceagent.exporter.artifact;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.util.Arrays;

/**
 * A parser that refuses an object with the same key twice. The library's own check makes a set of
 * each object's keys; objects of engines have few keys, which are compared one by one here. More
 * than 64 in all the objects that are open are refused, too. Not thread-safe.
 */
final class UniqueKeys extends JsonParserDelegate {
  private static final int MOST = 64;

  /** The keys of all open objects, those of the outermost first. */
  private String[] keys = new String[16];

  private int count;

  /** Where the keys of each open object begin. */
  private int[] begins = new int[8];

  private int depth;

  UniqueKeys(JsonParser parser) {
    super(parser);
  }

  @Override
  public JsonToken nextToken() throws IOException {
    JsonToken token = delegate.nextToken();
    if (token == JsonToken.FIELD_NAME) {
      add(delegate.currentName());
    } else if (token == JsonToken.START_OBJECT) {
      if (depth == begins.length) {
        begins = Arrays.copyOf(begins, 2 * depth);
      }
      begins[depth++] = count;
    } else if (token == JsonToken.END_OBJECT) {
      count = begins[--depth];
    }
    return token;
  }

  @Override
  public JsonParser skipChildren() throws IOException {
    JsonToken token = delegate.currentToken();
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      for (int open = 1; open > 0; ) {
        JsonToken next = nextToken();
        if (next == null) {
          throw new JsonParseException(this, "ends within an object or a list");
        }
        open += next.isStructStart() ? 1 : next.isStructEnd() ? -1 : 0;
      }
    }
    return this;
  }

  private void add(String key) throws IOException {
    for (int i = begins[depth - 1]; i < count; i++) {
      if (keys[i].equals(key)) {
        throw new JsonParseException(this, "Duplicate key");
      }
    }
    if (count == MOST) {
      throw new JsonParseException(this, "too many keys");
    }
    if (count == keys.length) {
      keys = Arrays.copyOf(keys, 2 * count);
    }
    keys[count++] = key;
  }
}
