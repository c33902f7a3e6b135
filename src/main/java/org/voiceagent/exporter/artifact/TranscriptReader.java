package org.voiceagent.exporter.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.Finding.Reason;
import org.voiceagent.exporter.call.Transcript;

/**
 * Reads {@code transcript.jsonl} line by line. A line that cannot be used costs only itself, and
 * the last line may be half written.
 */
final class TranscriptReader {
  private static final String FILE = ArtifactFile.TRANSCRIPT.fileName();

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final ReadLimits limits;
  private final List<Transcript.Line> lines = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  private TranscriptReader(ReadLimits limits) {
    this.limits = limits;
  }

  static Transcript read(byte[] bytes, ReadLimits limits) {
    TranscriptReader reader = new TranscriptReader(limits);
    reader.all(bytes);
    return new Transcript(reader.lines, reader.findings);
  }

  private void all(byte[] bytes) {
    int from = 0;
    for (int number = 1; from < bytes.length; number++) {
      int newline = indexOfNewline(bytes, from);
      boolean last = newline < 0;
      int to = last ? bytes.length : newline;
      if (number > limits.transcriptLines()) {
        note(
            number,
            "line",
            Reason.LIMIT,
            "only the first " + limits.transcriptLines() + " lines are used");
        return;
      }
      line(bytes, from, to - from, number, last);
      from = to + 1;
    }
  }

  private void line(byte[] bytes, int from, int length, int number, boolean last) {
    if (length > limits.transcriptLineBytes()) {
      String why = "is longer than " + limits.transcriptLineBytes() + " bytes";
      note(number, "line", Reason.LIMIT, why);
      return;
    }
    Optional<String> decoded = Utf8.decode(bytes, from, length);
    if (decoded.isEmpty()) {
      note(number, "line", last ? Reason.HALF_WRITTEN : Reason.BROKEN, "is not UTF-8");
      return;
    }
    String text = decoded.get();
    if (text.indexOf(Utf8.BOM) == 0) {
      note(number, "line", Reason.BOM, "starts with a byte order mark");
      text = text.substring(1);
    }
    if (text.isBlank()) {
      note(number, "line", Reason.BLANK, "is blank");
      return;
    }
    try (JsonParser parser = JSON.createParser(text)) {
      Optional<LineFields> fields = fields(parser, number);
      if (fields.isPresent()) {
        TranscriptLine.parse(fields.get(), number, findings).ifPresent(lines::add);
      } else {
        note(number, "line", Reason.BROKEN, "is no JSON object");
      }
    } catch (JsonProcessingException e) {
      if (last) {
        note(number, "line", Reason.HALF_WRITTEN, "the last line is not finished");
      } else {
        note(number, "line", Reason.BROKEN, "is no valid JSON");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  /** The fields of the one object on the line; empty if there is something else. */
  private static Optional<LineFields> fields(JsonParser parser, int number) throws IOException {
    Optional<LineFields> fields = Optional.empty();
    if (parser.nextToken() == JsonToken.START_OBJECT) {
      fields = Optional.of(LineFields.read(parser, number));
    } else {
      parser.skipChildren();
    }
    if (parser.nextToken() != null) {
      throw new JsonParseException(parser, "goes on after its end");
    }
    return fields;
  }

  private void note(int number, String field, Reason reason, String message) {
    findings.add(new Finding(FILE, number, field, reason, message));
  }

  private static int indexOfNewline(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
