package org.voiceagent.exporter.inplace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Redacts {@code metrics.json} and {@code feedback.json}: one object a file. */
final class ObjectRedacting implements Redacting.Of {
  /** In place of what cannot be read, and so cannot be redacted. */
  static final String UNREADABLE = "{\"event\":\"withheld: was no whole JSON object\"}";

  private final JsonTexts texts;

  ObjectRedacting(JsonTexts texts) {
    this.texts = texts;
  }

  @Override
  public Redacting redact(byte[] original) {
    String text = new String(original, StandardCharsets.UTF_8);
    Optional<ObjectNode> object =
        JsonTexts.parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
    if (object.isEmpty()) {
      return text.isBlank()
          ? new Redacting(original, false)
          : new Redacting((UNREADABLE + "\n").getBytes(StandardCharsets.UTF_8), true);
    }
    ObjectNode before = object.get().deepCopy();
    texts.redact(object.get(), Set.of());
    return before.equals(object.get())
        ? new Redacting(original, false)
        : new Redacting(JsonTexts.bytes(object.get()), false);
  }
}
