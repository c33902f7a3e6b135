package org.voiceagent.exporter.artifact;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.Finding.Reason;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.call.Transcript;
import org.voiceagent.exporter.files.JsonLines;
import org.voiceagent.exporter.files.Utf8;

/**
 * Reads {@code transcript.jsonl} line by line. A line that cannot be used costs only itself, and
 * the last line may be half written.
 */
final class TranscriptReader {
  private static final String FILE = ArtifactFile.TRANSCRIPT.fileName();

  /** After so many lines that the quick parser refused, it is not tried for the rest of a file. */
  private static final int MOST_REFUSED = 16;

  private final byte[] bytes;
  private final ReadLimits limits;
  private final ReadingBudget budget;
  private final List<Transcript.Line> lines = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final LineFields fields = new LineFields();

  /** Reads object after object; empty before the first and after a line that it refused. */
  private Optional<JsonParser> parser = Optional.empty();

  private Optional<String> language = Optional.empty();
  private int parsedFrom;
  private int refused;

  private TranscriptReader(byte[] bytes, ReadLimits limits) {
    this.bytes = bytes;
    this.limits = limits;
    this.budget = ReadingBudget.of(limits);
  }

  /**
   * Reads a transcript.
   *
   * @throws ReadingBudget.Spent if it takes too much work
   */
  static Transcript read(byte[] bytes, ReadLimits limits) {
    TranscriptReader reader = new TranscriptReader(bytes, limits);
    reader.all();
    reader.dropScoresOfAnotherScale();
    return new Transcript(reader.lines, reader.findings, reader.language);
  }

  /**
   * One score outside [-1,1] says that the file has another scale, on which the scores inside mean
   * something else too: to keep those alone would keep the zeros of a scale from -5 to 5.
   */
  private void dropScoresOfAnotherScale() {
    if (findings.isEmpty()) {
      return;
    }
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

  private void all() {
    JsonLines file = new JsonLines(bytes);
    while (file.next()) {
      budget.step();
      if (file.number() > limits.transcriptLines()) {
        String why = "only the first " + limits.transcriptLines() + " lines are used";
        note(file.number(), "line", Reason.LIMIT, why);
        break;
      }
      line(file);
    }
    drop();
  }

  private void line(JsonLines line) {
    if (line.length() > limits.transcriptLineBytes()) {
      String why = "is longer than " + limits.transcriptLineBytes() + " bytes";
      note(line.number(), "line", Reason.LIMIT, why);
      drop();
    } else if (isParsed(line)) {
      take(line.number());
    } else {
      drop();
      unusual(line);
    }
  }

  private void take(int number) {
    Optional<Transcript.Line> line = TranscriptLine.parse(fields, number, findings);
    line.ifPresent(lines::add);
    if (language.isEmpty() && line.isPresent() && line.get().speaker() == Speaker.CALLER) {
      language = Optional.of(fields.text(LineFields.Slot.LANGUAGE)).filter(tag -> !tag.isBlank());
    }
  }

  /** Whether the line is one object, whose fields were read. */
  private boolean isParsed(JsonLines line) {
    if (refused >= MOST_REFUSED || !StrictJson.isObject(bytes, line.from(), line.to())) {
      return false;
    }
    try {
      if (parser.isEmpty()) {
        parser = Optional.of(StrictJson.ofBytes(bytes, line.from()));
        parsedFrom = line.from();
      }
      JsonParser open = parser.get();
      open.nextToken();
      fields.read(open, line.number());
      int end = parsedFrom + (int) open.currentLocation().getByteOffset();
      if (end <= line.to() && StrictJson.isBlank(bytes, end, line.to())) {
        return true;
      }
    } catch (IOException | IllegalStateException notUsual) {
      // The line is read once more, by the parser that says what is wrong with it.
    }
    refused++;
    return false;
  }

  private void drop() {
    try {
      if (parser.isPresent()) {
        parser.get().close();
        parser = Optional.empty();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  /** A line that is not plainly one object. */
  private void unusual(JsonLines line) {
    int number = line.number();
    boolean last = !line.isEnded();
    Optional<String> decoded = Utf8.decode(bytes, line.from(), line.length());
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
      note(number, "line", Reason.BROKEN, "is not a JSON object");
      return;
    }
    try (JsonParser slow = StrictJson.ofText(text)) {
      if (isObject(slow, number)) {
        take(number);
      } else {
        note(number, "line", Reason.BROKEN, "is not a JSON object");
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

  /** Reads the fields of the one object on the line; false if there is something else. */
  private boolean isObject(JsonParser slow, int number) throws IOException {
    boolean object = slow.nextToken() == JsonToken.START_OBJECT;
    if (object) {
      fields.read(slow, number);
    } else {
      slow.skipChildren();
    }
    if (slow.nextToken() != null) {
      throw new JsonParseException(slow, "goes on after its end");
    }
    return object;
  }

  private void note(int number, String field, Reason reason, String message) {
    findings.add(new Finding(FILE, number, field, reason, message));
  }
}
