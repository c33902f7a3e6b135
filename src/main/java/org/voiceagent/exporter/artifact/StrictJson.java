package org.voiceagent.exporter.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import org.voiceagent.exporter.files.Utf8;

/**
 * The JSON parsers for what engines write. Both accept the same texts: JSON with {@code NaN} and
 * {@code Infinity}, with no key twice in an object. The one over bytes decodes only what is asked
 * for; the one over text is slower and says where and why a text is not JSON, so it reads again
 * what the other one refused.
 */
final class StrictJson {
  /** An object nested deeper than this comes from no engine. */
  private static final int DEEPEST = 1_000;

  /**
   * The parser over bytes keeps up to 6,000 names for the next files, so they must be short; a
   * longer one is left to the other parser.
   */
  private static final int LONGEST_KEPT_NAME = 64;

  private static final JsonFactory OF_TEXT =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // The parser would keep thousands of names, and they may be as long as a file.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private static final JsonFactory OF_BYTES =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNameLength(LONGEST_KEPT_NAME)
                  .build())
          .build();

  private StrictJson() {}

  /** A parser that names the place and the kind of a fault. */
  static JsonParser ofText(String text) throws IOException {
    return OF_TEXT.createParser(text);
  }

  /**
   * A parser over bytes from an index on, for which {@link #isObject} must hold. It may throw for
   * JSON that {@link #ofText} reads, and also throw {@link IllegalStateException}, for names that
   * were made to collide.
   */
  static JsonParser ofBytes(byte[] bytes, int from) throws IOException {
    return new UniqueKeys(OF_BYTES.createParser(bytes, from, bytes.length - from));
  }

  /**
   * Whether bytes may be read with {@link #ofBytes}: well-formed UTF-8 that begins as an object, so
   * that the parser cannot take it for another encoding.
   *
   * @param to the index behind the last byte
   */
  static boolean isObject(byte[] bytes, int from, int to) {
    int brace = from;
    while (brace < to && isSpace(bytes[brace])) {
      brace++;
    }
    return to - brace >= 2
        && bytes[brace] == '{'
        && bytes[brace + 1] != 0
        && Utf8.isValid(bytes, brace, to);
  }

  /** Whether there is only white space between two indexes. */
  static boolean isBlank(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isSpace(bytes[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSpace(byte character) {
    return character == ' ' || character == '\t' || character == '\r' || character == '\n';
  }
}
