package org.voiceagent.exporter.redaction.disk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.redaction.Redactor;

/**
 * Redacts {@code transcript.jsonl} and {@code feedback.jsonl}: one object per line, redacted as one
 * dialogue. Every line keeps its place. A last line that may still be incomplete is left unchanged;
 * the others are redacted.
 */
final class JsonLinesRedactor implements RedactedFile.Of {
  private final Redactor redactor;
  private final JsonRedactor texts;

  JsonLinesRedactor(Redactor redactor, JsonRedactor texts) {
    this.redactor = redactor;
    this.texts = texts;
  }

  private record Line(String written, Optional<ObjectNode> object, Optional<ObjectNode> before) {}

  @Override
  public RedactedFile redact(byte[] original, boolean young, RemovedWords names) {
    List<Line> lines = new ArrayList<>();
    for (String line : new String(original, StandardCharsets.UTF_8).split("\n", -1)) {
      String written = line.startsWith("\uFEFF") ? line.substring(1) : line;
      Optional<ObjectNode> object = JsonRedactor.parse(written);
      lines.add(new Line(written, object, object.map(ObjectNode::deepCopy)));
    }
    new DialogueLines(redactor, texts, names)
        .redact(lines.stream().flatMap(line -> line.object().stream()).toList());
    List<String> redacted = new ArrayList<>();
    boolean waiting = false;
    for (int i = 0; i < lines.size(); i++) {
      boolean halfWritten = i == lines.size() - 1 && isBroken(lines.get(i));
      waiting |= halfWritten && young;
      redacted.add(halfWritten && young ? lines.get(i).written() : redacted(lines.get(i)));
    }
    byte[] content = String.join("\n", redacted).getBytes(StandardCharsets.UTF_8);
    return new RedactedFile(Arrays.equals(content, original) ? original : content, waiting);
  }

  private static boolean isBroken(Line line) {
    return line.object().isEmpty() && !line.written().isBlank();
  }

  private static String redacted(Line line) {
    String end = line.written().endsWith("\r") ? "\r" : "";
    if (isBroken(line)) {
      return JsonObjectRedactor.UNREADABLE + end;
    }
    return line.object().equals(line.before()) ? line.written() : line.object().orElseThrow() + end;
  }
}
