package org.voiceagent.exporter.inplace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.voiceagent.exporter.artifact.CallerHashing;
import org.voiceagent.exporter.redaction.Redactor;

/**
 * Takes what is personal out of all strings of a JSON object, at any depth, and puts a caller's
 * hash in place of its number. Order of keys, numbers as they are written, times and the fixed
 * words of the contract stay. Thread-safe.
 */
final class JsonTexts {
  /** Names of things and fixed words, which no sentence stands in. */
  private static final Set<String> KEPT =
      Set.of(
          "call_uuid",
          "call_id",
          "uuid",
          "schema_version",
          "pipeline_name",
          "pipeline",
          "provider_id",
          "provider_name",
          "provider",
          "model_variant",
          "model",
          "llm_model",
          "chat_model",
          "model_id",
          "engine_version",
          "outcome",
          "call_outcome",
          "transport",
          "audio_transport",
          "downstream_mode",
          "codec",
          "role",
          "speaker",
          "type",
          "status",
          "label");

  private static final String WITHHELD_NUMBER = "[PHONE]";
  private static final String WITHHELD = "[NUMBER]";
  private static final String MOMENT = "\\d{4}-\\d{2}-\\d{2}[T ][0-9:.,]+(?:Z|[+-][0-9:]+)?";

  private static final Pattern DECIMALS = Pattern.compile("\\.0+$");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final Redactor redactor;
  private final CallerHashing callers;

  JsonTexts(Redactor redactor, CallerHashing callers) {
    this.redactor = redactor;
    this.callers = callers;
  }

  /** The object in a text; empty if it is none. */
  static Optional<ObjectNode> parse(String text) {
    try {
      return JSON.readTree(text) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonProcessingException broken) {
      return Optional.empty();
    }
  }

  static byte[] bytes(JsonNode node) {
    return (node + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Redacts an object in place.
   *
   * @param left keys at the top that somebody else sees to
   */
  void redact(ObjectNode object, Set<String> left) {
    for (Map.Entry<String, JsonNode> entry : List.copyOf(object.properties())) {
      if (!left.contains(entry.getKey())) {
        object.set(entry.getKey(), redacted(entry.getKey(), entry.getValue(), ""));
      }
    }
  }

  private JsonNode redacted(String key, JsonNode value, String above) {
    if (value instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : List.copyOf(object.properties())) {
        object.set(entry.getKey(), redacted(entry.getKey(), entry.getValue(), key));
      }
      return object;
    }
    if (value instanceof ArrayNode array) {
      List<JsonNode> items = new ArrayList<>();
      array.forEach(item -> items.add(redacted(key, item, above)));
      return array.removeAll().addAll(items);
    }
    if (PersonalKeys.isCaller(key, above) && (value.isTextual() || value.isNumber())) {
      return caller(value);
    }
    if (value.isNumber()) {
      return number(key, value);
    }
    Optional<String> word = PersonalKeys.word(key);
    if (word.isPresent() && value.isTextual() && !value.textValue().isBlank()) {
      return TextNode.valueOf(word.get());
    }
    if (!value.isTextual() || KEPT.contains(key) || value.textValue().matches(MOMENT)) {
      return value;
    }
    return TextNode.valueOf(redactor.redact(value.textValue()).text());
  }

  private JsonNode caller(JsonNode value) {
    String written =
        value.isIntegralNumber() || value.isTextual()
            ? value.asText()
            : DECIMALS.matcher(value.asText()).replaceFirst("");
    if (written.isBlank() || written.equals(WITHHELD_NUMBER)) {
      return value;
    }
    return TextNode.valueOf(callers.shown(written).orElse(WITHHELD_NUMBER));
  }

  /** A number that stands for itself has digits as a telephone has; its key says what it is. */
  private JsonNode number(String key, JsonNode value) {
    String digits = PersonalKeys.digits(key, value.asText());
    if (digits.isEmpty()) {
      return value;
    }
    String context = PersonalKeys.words(key) + ": ";
    String redacted = redactor.redact(context + digits).text();
    if (redacted.contains(digits)) {
      return value;
    }
    return TextNode.valueOf(
        redacted.startsWith(context) ? redacted.substring(context.length()) : WITHHELD);
  }
}
