package org.voiceagent.exporter.inplace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.redaction.Redacted;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.redaction.Utterance;

/**
 * Redacts {@code transcript.jsonl} and {@code feedback.jsonl}: an object a line. What was said is
 * seen as one dialogue; every other string by itself. Every line stays where it is.
 */
final class LinesRedacting implements Redacting.Of {
  private static final Set<String> SPOKEN = Set.of("text", "content", "message", "transcript");

  private final Redactor redactor;
  private final JsonTexts texts;

  LinesRedacting(Redactor redactor, JsonTexts texts) {
    this.redactor = redactor;
    this.texts = texts;
  }

  @Override
  public Redacting redact(byte[] original) {
    return new Pass().redact(original);
  }

  /** One file's lines, and where each text that was said goes back to. */
  private final class Pass {
    private final List<String> written = new ArrayList<>();
    private final List<Optional<ObjectNode>> objects = new ArrayList<>();
    private final List<ObjectNode> before = new ArrayList<>();
    private final List<Utterance> dialogue = new ArrayList<>();
    private final List<Consumer<String>> places = new ArrayList<>();
    private boolean broken;

    Redacting redact(byte[] original) {
      String all = new String(original, StandardCharsets.UTF_8);
      for (String line : all.split("\n", -1)) {
        take(line.startsWith("\uFEFF") ? line.substring(1) : line);
      }
      List<Redacted> redacted = redactor.redactDialogue(dialogue);
      for (int i = 0; i < places.size(); i++) {
        places.get(i).accept(redacted.get(i).text());
      }
      byte[] content = String.join("\n", lines()).getBytes(StandardCharsets.UTF_8);
      return Arrays.equals(content, original)
          ? new Redacting(original, false)
          : new Redacting(content, broken);
    }

    private void take(String line) {
      Optional<ObjectNode> object = JsonTexts.parse(line.strip());
      written.add(line);
      objects.add(object);
      before.add(object.map(ObjectNode::deepCopy).orElse(null));
      if (object.isPresent()) {
        spoken(object.get());
        texts.redact(object.get(), SPOKEN);
      }
    }

    private void spoken(ObjectNode line) {
      String role = line.path("role").asText(line.path("speaker").asText(""));
      Speaker speaker = Speaker.of(role).orElse(Speaker.CALLER);
      for (String name : SPOKEN) {
        JsonNode value = line.path(name);
        if (value.isTextual()) {
          say(speaker, value.textValue(), text -> line.put(name, text));
        } else if (value instanceof ArrayNode parts) {
          parts(speaker, parts);
        } else if (value instanceof ObjectNode object) {
          texts.redact(object, Set.of());
        }
      }
    }

    private void parts(Speaker speaker, ArrayNode parts) {
      for (int i = 0; i < parts.size(); i++) {
        int at = i;
        if (parts.get(i).isTextual()) {
          say(speaker, parts.get(i).textValue(), text -> parts.set(at, text));
        } else if (parts.get(i) instanceof ObjectNode part) {
          texts.redact(part, Set.of("text"));
          if (part.path("text").isTextual()) {
            say(speaker, part.path("text").textValue(), text -> part.put("text", text));
          }
        }
      }
    }

    private void say(Speaker speaker, String text, Consumer<String> place) {
      dialogue.add(new Utterance(speaker, text));
      places.add(place);
    }

    private List<String> lines() {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < written.size(); i++) {
        String line = written.get(i);
        String end = line.endsWith("\r") ? "\r" : "";
        if (objects.get(i).isPresent()) {
          ObjectNode now = objects.get(i).get();
          lines.add(now.equals(before.get(i)) ? line : now + end);
        } else if (line.isBlank()) {
          lines.add(line);
        } else {
          broken = true;
          lines.add(ObjectRedacting.UNREADABLE + end);
        }
      }
      return lines;
    }
  }
}
