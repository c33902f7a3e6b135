package org.voiceagent.exporter.redaction.disk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Redacts {@code metrics.json} and {@code feedback.json}: one object a file. */
final class ObjectRedacting implements Redacting.Of {
  /** In place of what cannot be read, and so cannot be redacted. */
  static final String UNREADABLE = "{\"event\":\"" + ValueTexts.UNREADABLE + "\"}";

  private final JsonTexts texts;

  ObjectRedacting(JsonTexts texts) {
    this.texts = texts;
  }

  @Override
  public Redacting redact(byte[] original, boolean young, TakenOut names) {
    Optional<ObjectNode> object = parse(original);
    if (object.isEmpty()) {
      boolean blank = new String(original, StandardCharsets.UTF_8).isBlank();
      return blank || young
          ? new Redacting(original, !blank)
          : new Redacting((UNREADABLE + "\n").getBytes(StandardCharsets.UTF_8), false);
    }
    ObjectNode before = object.get().deepCopy();
    texts.redact(object.get(), Set.of(), new JsonTexts.Around(names, new TakenOut()));
    return before.equals(object.get())
        ? new Redacting(original, false)
        : new Redacting(JsonTexts.bytes(object.get()), false);
  }

  /** The object of a file; empty if it is none. */
  static Optional<ObjectNode> parse(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    return JsonTexts.parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }
}
