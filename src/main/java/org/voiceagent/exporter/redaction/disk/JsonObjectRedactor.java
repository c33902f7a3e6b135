package org.voiceagent.exporter.redaction.disk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Redacts {@code metrics.json} and {@code feedback.json}: one object per file. */
final class JsonObjectRedactor implements RedactedFile.Of {
  /** Replaces content that cannot be read and therefore not be redacted. */
  static final String UNREADABLE = "{\"event\":\"" + ValueRedactor.UNREADABLE + "\"}";

  private final JsonRedactor texts;

  JsonObjectRedactor(JsonRedactor texts) {
    this.texts = texts;
  }

  @Override
  public RedactedFile redact(byte[] original, boolean young, RemovedWords names) {
    Optional<ObjectNode> object = parse(original);
    if (object.isEmpty()) {
      boolean blank = new String(original, StandardCharsets.UTF_8).isBlank();
      return blank || young
          ? new RedactedFile(original, !blank)
          : new RedactedFile((UNREADABLE + "\n").getBytes(StandardCharsets.UTF_8), false);
    }
    ObjectNode before = object.get().deepCopy();
    texts.redact(object.get(), Set.of(), new JsonRedactor.Around(names, new RemovedWords()));
    return before.equals(object.get())
        ? new RedactedFile(original, false)
        : new RedactedFile(JsonRedactor.bytes(object.get()), false);
  }

  /** The object in a file; empty if there is none. */
  static Optional<ObjectNode> parse(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    return JsonRedactor.parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }
}
