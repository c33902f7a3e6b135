package org.voiceagent.exporter.cost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.voiceagent.exporter.call.CostComponent;

/**
 * Turns the table of prices that LiteLLM publishes as {@code model_prices_and_context_window.json}
 * into a table of ours. Its prices are US dollars for one token, character or second. It has no
 * dates, so the operator says from when on they hold. Prices for pictures, searches, batches, long
 * contexts and other things that a call does not use are left out. The names of its fields were
 * read in the file itself, at commit 00035b69 of BerriAI/litellm.
 */
public final class LiteLlmPrices {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** A million: providers publish prices of tokens and characters for so many. */
  private static final int MILLION = 6;

  private static final Map<String, Meaning> FIELDS = new LinkedHashMap<>();

  static {
    put("input_cost_per_token", CostComponent.LLM, PriceUnit.INPUT_TOKENS);
    put("cache_read_input_token_cost", CostComponent.LLM, PriceUnit.CACHED_INPUT_TOKENS);
    put("cache_creation_input_token_cost", CostComponent.LLM, PriceUnit.CACHE_WRITE_TOKENS);
    put("input_cost_per_audio_token", CostComponent.LLM, PriceUnit.AUDIO_INPUT_TOKENS);
    put("output_cost_per_token", CostComponent.LLM, PriceUnit.OUTPUT_TOKENS);
    put("output_cost_per_reasoning_token", CostComponent.LLM, PriceUnit.REASONING_TOKENS);
    put("output_cost_per_audio_token", CostComponent.LLM, PriceUnit.AUDIO_OUTPUT_TOKENS);
  }

  private final StringBuilder yaml = new StringBuilder();
  private int models;
  private int leftOut;

  private record Meaning(CostComponent component, PriceUnit unit) {}

  /**
   * What an import gives.
   *
   * @param yaml the text of a table of prices
   * @param models how many models have a price in it
   * @param leftOut how many models were left out, because they have no price that a call can use
   */
  public record Imported(String yaml, int models, int leftOut) {}

  private LiteLlmPrices() {}

  /**
   * Translates the text of the file.
   *
   * @param from the first day of the prices
   * @throws IllegalArgumentException if the text is not such a table; the message says why
   */
  public static Imported translated(String json, LocalDate from) {
    JsonNode tree;
    try {
      tree = JSON.readTree(json);
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException("is not JSON", broken);
    }
    if (!tree.isObject()) {
      throw new IllegalArgumentException("is not an object with a model for each key");
    }
    LiteLlmPrices prices = new LiteLlmPrices();
    prices.yaml.append(
        "# From LiteLLM's model_prices_and_context_window.json. Check each price.\n");
    prices.yaml.append("prices:\n");
    for (Map.Entry<String, JsonNode> model : tree.properties()) {
      if (!model.getKey().equals("sample_spec")) {
        prices.model(model.getKey(), model.getValue(), from);
      }
    }
    if (prices.models == 0) {
      throw new IllegalArgumentException("has no model with a price that a call can use");
    }
    return new Imported(prices.yaml.toString(), prices.models, prices.leftOut);
  }

  private void model(String key, JsonNode entry, LocalDate from) {
    String provider = entry.path("litellm_provider").asText("");
    String name = key.startsWith(provider + "/") ? key.substring(provider.length() + 1) : key;
    int before = yaml.length();
    switch (entry.path("mode").asText("")) {
      case "chat", "completion", "responses", "realtime" ->
          FIELDS.forEach(
              (field, meaning) -> price(provider, name, meaning, entry.path(field), MILLION, from));
      case "audio_transcription" -> {
        Meaning heard = new Meaning(CostComponent.STT, PriceUnit.AUDIO_SECONDS);
        price(provider, name, heard, entry.path("input_cost_per_second"), 0, from);
      }
      case "audio_speech" -> {
        Meaning spoken = new Meaning(CostComponent.TTS, PriceUnit.CHARACTERS);
        price(provider, name, spoken, entry.path("input_cost_per_character"), MILLION, from);
      }
      default -> {}
    }
    if (yaml.length() > before) {
      models++;
    } else {
      leftOut++;
    }
  }

  private void price(
      String provider, String model, Meaning meaning, JsonNode price, int zeros, LocalDate from) {
    if (!price.isNumber() || price.decimalValue().signum() < 0 || model.isBlank()) {
      return;
    }
    BigDecimal shown = price.decimalValue().movePointRight(zeros).stripTrailingZeros();
    yaml.append("  - {provider: ").append(quoted(provider.isBlank() ? "*" : provider));
    yaml.append(", model: ").append(quoted(model));
    yaml.append(", component: ").append(meaning.component().label());
    yaml.append(", unit: ").append(meaning.unit().label());
    yaml.append(", price: ").append(shown.toPlainString());
    if (zeros > 0) {
      yaml.append(", per: ").append(BigDecimal.TEN.pow(zeros).toPlainString());
    }
    yaml.append(", currency: USD, effective_from: ").append(from).append("}\n");
  }

  /** In double quotes, in which YAML takes a name for what it is. */
  private static String quoted(String name) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (!Character.isISOControl(c)) {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private static void put(String field, CostComponent component, PriceUnit unit) {
    FIELDS.put(field, new Meaning(component, unit));
  }
}
