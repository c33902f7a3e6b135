package org.voiceagent.exporter.redaction.disk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.redaction.Redactor;

/**
 * Checks lists of words, segments and alternatives, which speech recognition writes beside a text:
 * together, the words may reveal what no single word does. If they do, or if something was removed
 * from the text beside them, the words are withheld; times and confidences stay.
 */
final class WordListRedactor {
  private static final String WITHHELD = "[WITHHELD]";

  /** The keys under which an item of such a list holds its word. */
  private static final List<String> PLACES =
      List.of(
          "word",
          "punctuated_word",
          "text",
          "w",
          "token",
          "transcript",
          "content",
          "value",
          "display",
          "lexical",
          "itn",
          "symbol");

  private static final Set<String> WORDS = Set.copyOf(PLACES);

  private final Redactor redactor;

  WordListRedactor(Redactor redactor) {
    this.redactor = redactor;
  }

  /** How a list is treated. */
  enum Judgement {
    /** Nothing is found in the list as a whole. */
    ITEM_BY_ITEM,
    /** Its words are withheld. */
    WITHHELD
  }

  Judgement judge(ArrayNode list, JsonRedactor.Around around) {
    StringBuilder joined = new StringBuilder();
    int words = 0;
    for (JsonNode item : list) {
      Optional<String> word = word(item);
      if (word.isPresent()) {
        joined.append(joined.isEmpty() ? "" : " ").append(word.get());
        words++;
      }
    }
    if (words == 0) {
      return Judgement.ITEM_BY_ITEM;
    }
    boolean taken =
        around.ofLine().anyWord()
            || !around.ofCall().withoutNames(joined.toString()).contentEquals(joined)
            || (words > 1 && !redactor.redact(joined.toString()).matches().isEmpty());
    return taken ? Judgement.WITHHELD : Judgement.ITEM_BY_ITEM;
  }

  private static Optional<String> word(JsonNode item) {
    if (item.isTextual()) {
      return Optional.of(item.textValue());
    }
    return PLACES.stream()
        .map(item::path)
        .filter(word -> word.isTextual() || word.isIntegralNumber())
        .map(JsonNode::asText)
        .findFirst();
  }

  /** An item without its words: without all texts, and without numbers under the keys for words. */
  static JsonNode withheld(JsonNode item) {
    if (item.isTextual()) {
      return item.textValue().isEmpty() ? item : TextNode.valueOf(WITHHELD);
    }
    if (item instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : List.copyOf(object.properties())) {
        boolean number = entry.getValue().isNumber() && WORDS.contains(entry.getKey());
        object.set(
            entry.getKey(), number ? TextNode.valueOf(WITHHELD) : withheld(entry.getValue()));
      }
    } else if (item instanceof ArrayNode array) {
      List<JsonNode> items = new java.util.ArrayList<>();
      array.forEach(one -> items.add(withheld(one)));
      array.removeAll().addAll(items);
    }
    return item;
  }
}
