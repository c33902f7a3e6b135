package org.voiceagent.exporter.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.Finding.Reason;
import org.voiceagent.exporter.call.Transcript;
import org.voiceagent.exporter.files.Utf8;

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
          // The parser would keep thousands of names, and they may be as long as a line.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final ReadLimits limits;
  private final ReadingBudget budget;
  private final List<Transcript.Line> lines = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  private TranscriptReader(ReadLimits limits) {
    this.limits = limits;
    this.budget = ReadingBudget.of(limits);
  }

  /**
   * Reads a transcript.
   *
   * @throws ReadingBudget.Spent if it takes too much work
   */
  static Transcript read(byte[] bytes, ReadLimits limits) {
    TranscriptReader reader = new TranscriptReader(limits);
    reader.all(bytes);
    reader.dropScoresOfAnotherScale();
    return new Transcript(reader.lines, reader.findings);
  }

  /**
   * One score outside [-1,1] says that the file has another scale, on which the scores inside mean
   * something else too: to keep those alone would keep the zeros of a scale from -5 to 5.
   */
  private void dropScoresOfAnotherScale() {
    List<Finding> outside = findings.stream().filter(TranscriptReader::isOutsideScale).toList();
    if (outside.isEmpty()) {
      return;
    }
    long inside = lines.stream().filter(line -> line.sentiment().isPresent()).count();
    Finding first = outside.get(0);
    String why =
        first.message()
            + ", so the scale of all "
            + (inside + outside.size())
            + " scores is unknown and none is used";
    findings.removeIf(TranscriptReader::isOutsideScale);
    note(first.line(), first.field(), first.reason(), why);
    lines.replaceAll(Transcript.Line::withoutSentiment);
  }

  private static boolean isOutsideScale(Finding finding) {
    return finding.reason() == Reason.OUT_OF_RANGE
        && finding.field().equals(CallField.SENTIMENT_SCORE.key());
  }

  private void all(byte[] bytes) {
    int from = 0;
    for (int number = 1; from < bytes.length; number++) {
      budget.step();
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
    if (!last && !Utf8.isBraced(text)) {
      note(number, "line", Reason.BROKEN, "is no JSON object, which begins and ends with a brace");
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
        note(
            number,
            "line",
            Reason.HALF_WRITTEN,
            "the last line " + JsonFault.why(e, text.length()));
      } else {
        note(number, "line", Reason.BROKEN, JsonFault.why(e, text.length()));
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
