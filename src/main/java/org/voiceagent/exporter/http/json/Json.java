package org.voiceagent.exporter.http.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;

/** Writes JSON on one line, with plain numbers and a line feed at the end. */
public final class Json {
  /** Beyond this many digits an exponent is easier to read than a row of zeros. */
  private static final int MOST_PLAIN_DIGITS = 18;

  /** A double has 15 reliable digits; further digits of sums and means are noise. */
  private static final MathContext WITHOUT_NOISE = new MathContext(15);

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private Json() {}

  /** A new, empty object. */
  public static ObjectNode object() {
    return NODES.objectNode();
  }

  /** A number as a person would write it: 7, 45.9, 0.0001. */
  public static JsonNode number(double value) {
    BigDecimal plain = BigDecimal.valueOf(value).round(WITHOUT_NOISE).stripTrailingZeros();
    return plain.precision() - plain.scale() > MOST_PLAIN_DIGITS
            || plain.scale() > MOST_PLAIN_DIGITS
        ? NODES.numberNode(value)
        : NODES.numberNode(plain);
  }

  /** The same as text. */
  public static String plain(double value) {
    JsonNode number = number(value);
    return number.isBigDecimal() ? number.decimalValue().toPlainString() : number.asText();
  }

  /** The text of a JSON document. */
  public static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException("a tree of plain values cannot be written", impossible);
    }
  }

  /** The text of an error response. */
  public static String error(String message) {
    return text(object().put("error", message));
  }
}
