package org.voiceagent.exporter.redaction.disk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.redaction.Redacted;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.redaction.Utterance;

/**
 * The lines of a dialogue, each a JSON object. What was said is redacted as one dialogue. The other
 * values of a line are redacted one by one, and also by what was removed from the spoken text of
 * the same line. For one use only.
 */
final class DialogueLines {
  private static final Set<String> SPOKEN = Set.of("text", "content", "message", "transcript");

  private record Said(ObjectNode line, String text, Consumer<String> place) {}

  private final Redactor redactor;
  private final JsonRedactor texts;
  private final RemovedWords ofCall;
  private final List<Said> said = new ArrayList<>();
  private final List<Utterance> dialogue = new ArrayList<>();

  /**
   * @param redactor redacts what was said
   * @param texts redacts all other values
   * @param ofCall the known names of the call; names found here are added
   */
  DialogueLines(Redactor redactor, JsonRedactor texts, RemovedWords ofCall) {
    this.redactor = redactor;
    this.texts = texts;
    this.ofCall = ofCall;
  }

  /** Whether an object is a line of a dialogue. */
  static boolean isLine(JsonNode node) {
    return (node.has("role") || node.has("speaker"))
        && SPOKEN.stream()
            .anyMatch(name -> node.path(name).isTextual() || node.path(name).isArray());
  }

  /** Redacts the lines in place. */
  void redact(List<ObjectNode> lines) {
    lines.forEach(this::collect);
    List<Redacted> redacted = redactor.redactDialogue(dialogue);
    IdentityHashMap<ObjectNode, RemovedWords> byLine = new IdentityHashMap<>();
    for (int i = 0; i < said.size(); i++) {
      Said one = said.get(i);
      byLine
          .computeIfAbsent(one.line(), line -> new RemovedWords())
          .words(one.text(), redacted.get(i));
      ofCall.names(one.text(), redacted.get(i));
    }
    for (int i = 0; i < said.size(); i++) {
      said.get(i).place().accept(ofCall.withoutNames(redacted.get(i).text()));
    }
    for (ObjectNode line : lines) {
      rest(line, byLine.getOrDefault(line, new RemovedWords()));
    }
  }

  private void collect(ObjectNode line) {
    String role = line.path("role").asText(line.path("speaker").asText(""));
    Speaker speaker = Speaker.of(role).orElse(Speaker.CALLER);
    for (String name : SPOKEN) {
      JsonNode value = line.path(name);
      if (value.isTextual() && !texts.isJson(value.textValue())) {
        say(line, speaker, value.textValue(), text -> line.put(name, text));
      } else if (value instanceof ArrayNode parts) {
        parts(line, speaker, parts);
      }
    }
  }

  private void parts(ObjectNode line, Speaker speaker, ArrayNode parts) {
    for (int i = 0; i < parts.size(); i++) {
      int at = i;
      if (parts.get(i).isTextual()) {
        say(line, speaker, parts.get(i).textValue(), text -> parts.set(at, text));
      } else if (parts.get(i) instanceof ObjectNode part && part.path("text").isTextual()) {
        say(line, speaker, part.path("text").textValue(), text -> part.put("text", text));
      }
    }
  }

  private void say(ObjectNode line, Speaker speaker, String text, Consumer<String> place) {
    dialogue.add(new Utterance(speaker, text));
    said.add(new Said(line, text, place));
  }

  private void rest(ObjectNode line, RemovedWords ofLine) {
    JsonRedactor.Around around = new JsonRedactor.Around(ofCall, ofLine);
    texts.redact(line, SPOKEN, around);
    for (String name : SPOKEN) {
      JsonNode value = line.path(name);
      if (value instanceof ArrayNode parts) {
        parts.forEach(
            part -> {
              if (part instanceof ObjectNode object) {
                texts.redact(object, Set.of("text"), around);
              }
            });
      } else if (value instanceof ObjectNode || texts.isJson(value.asText())) {
        line.set(name, texts.redacted(name, value, "", around));
      }
    }
  }
}
