package org.voiceagent.exporter.artifact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.voiceagent.exporter.artifact.FieldBindings.Binding;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.FieldKind;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.Finding.Reason;
import org.voiceagent.exporter.files.Utf8;

/**
 * Reads {@code metrics.json} in one pass. A JSON object ends with its last brace, so a summary that
 * is still being written never passes for a complete one.
 */
final class SummaryReader {
  private static final String FILE = ArtifactFile.SUMMARY.fileName();

  /** No known name is longer, so nothing below a longer one is read. */
  private static final int LONGEST_NAME = 128;

  private SummaryReader() {}

  static Summary read(byte[] bytes, ReadLimits limits, CallerHashing callers) {
    return read(bytes, FILE, limits, callers);
  }

  /** Reads an object of the same fields in another file, which findings name. */
  static Summary read(byte[] bytes, String file, ReadLimits limits) {
    return read(bytes, file, limits, CallerHashing.OFF);
  }

  /** Reads an object of the same fields in another file, which may also say who called. */
  static Summary read(byte[] bytes, String file, ReadLimits limits, CallerHashing callers) {
    SummaryFields plain = new SummaryFields(file, limits, callers);
    if (isParsed(bytes, plain)) {
      return new Summary.Whole(plain);
    }
    Optional<String> decoded = Utf8.decode(bytes, 0, bytes.length);
    if (decoded.isEmpty()) {
      return endsWithinCharacter(bytes)
          ? new Summary.Unfinished(0, "ends within a character")
          : new Summary.Broken(RejectReason.BAD_UTF8, 0, "is not UTF-8");
    }
    String text = decoded.get();
    SummaryFields fields = new SummaryFields(file, limits, callers);
    if (text.indexOf(Utf8.BOM) == 0) {
      text = text.substring(1);
      fields.note(new Finding(file, 1, "file", Reason.BOM, "starts with a byte order mark"));
    }
    return parse(text, fields);
  }

  /** Whether the file is plainly one object, whose fields were taken. */
  private static boolean isParsed(byte[] bytes, SummaryFields fields) {
    if (!StrictJson.isObject(bytes, 0, bytes.length)) {
      return false;
    }
    try (JsonParser parser = StrictJson.ofBytes(bytes, 0)) {
      fields.locatedBy(() -> line(parser));
      parser.nextToken();
      object(parser, "", fields);
      return parser.nextToken() == null;
    } catch (IOException | IllegalStateException notUsual) {
      // The file is read once more, by the parser that says what is wrong with it.
      return false;
    }
  }

  private static Summary parse(String text, SummaryFields fields) {
    if (text.isBlank()) {
      return Summary.Unfinished.empty();
    }
    if (text.stripLeading().charAt(0) != '{') {
      return new Summary.Broken(RejectReason.BAD_JSON, 1, "is not a JSON object");
    }
    try (JsonParser parser = StrictJson.ofText(text)) {
      fields.locatedBy(() -> line(parser));
      parser.nextToken();
      object(parser, "", fields);
      return end(parser, fields);
    } catch (JsonProcessingException e) {
      String why = JsonFault.why(e, text.length());
      if (e instanceof JsonEOFException) {
        return new Summary.Unfinished(JsonFault.line(e), why);
      }
      // Cut within a token, such as "tru", it may still become valid; with its last brace it
      // cannot.
      boolean mayGoOn =
          !(e instanceof StreamConstraintsException) && !text.stripTrailing().endsWith("}");
      return mayGoOn
          ? new Summary.Unfinished(JsonFault.line(e), why)
          : new Summary.Broken(RejectReason.BAD_JSON, JsonFault.line(e), why);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  private static Summary end(JsonParser parser, SummaryFields fields) throws IOException {
    try {
      if (parser.nextToken() == null) {
        return new Summary.Whole(fields);
      }
    } catch (JsonProcessingException noToken) {
      // Whatever stands there, it is not the end.
    }
    int line = parser.currentTokenLocation().getLineNr();
    return new Summary.Broken(RejectReason.BAD_JSON, line, "goes on after the end of the object");
  }

  /** Reads the rest of an object whose opening brace was just read. */
  private static void object(JsonParser parser, String path, SummaryFields fields)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      int length = path.length() + name.length();
      fields.budget().step();
      if (length <= LONGEST_NAME) {
        parser.nextToken();
        value(parser, path, name, fields);
      } else {
        skip(parser, name, fields);
      }
    }
  }

  /** Does not build such a long path, because every key below it would copy it. */
  private static void skip(JsonParser parser, String name, SummaryFields fields)
      throws IOException {
    if (name.length() > LONGEST_NAME) {
      String why = "a key of " + name.length() + " characters is ignored, with its value";
      fields.note("file", parser.currentTokenLocation().getLineNr(), Reason.LIMIT, why);
    }
    parser.nextToken();
    parser.skipChildren();
  }

  private static void value(JsonParser parser, String path, String name, SummaryFields fields)
      throws IOException {
    Optional<Binding> binding = FieldBindings.at(path, name);
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        if (binding.isPresent() && binding.get().field().kind() == FieldKind.RATING) {
          rating(parser, binding.get(), fields);
          return;
        }
        if (binding.isPresent() && !hasFieldsBelow(binding.get())) {
          fields.take(raw(parser), binding.get());
        }
        object(parser, path.isEmpty() ? name : path + "." + name, fields);
      }
      case START_ARRAY -> array(parser, binding, fields);
      case VALUE_NULL -> {}
      default -> {
        if (binding.isPresent()) {
          fields.take(raw(parser), binding.get());
        } else if (DeletionFields.mayHold(path) || DeletionFields.mayHold(name)) {
          fields.takeDeletion(path.isEmpty() ? name : path + "." + name, raw(parser));
        }
      }
    }
  }

  /** {@code {"score": 8, "scale": 10}}, from 1 unless it has a {@code lowest}. */
  private static void rating(JsonParser parser, Binding to, SummaryFields fields)
      throws IOException {
    RawValue score = RawValue.of(parser, line(parser));
    Optional<RawValue> lowest = Optional.empty();
    Optional<RawValue> scale = Optional.empty();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      boolean known = parser.nextToken() != JsonToken.VALUE_NULL;
      if (known && name.equals("score")) {
        score = RawValue.of(parser, line(parser));
      } else if (known && name.equals("lowest")) {
        lowest = Optional.of(raw(parser));
      } else if (known && name.equals("scale")) {
        scale = Optional.of(raw(parser));
      }
      parser.skipChildren();
    }
    if (scale.isPresent()) {
      fields.takeRating(score, lowest, scale, to);
    } else {
      fields.take(score, to);
    }
  }

  /** {@code "sentiment": {"score": …}} is a sentiment, not a mistake; {@code caller} likewise. */
  private static boolean hasFieldsBelow(Binding to) {
    return to.field() == CallField.SENTIMENT_SCORE || to.field() == CallField.CALLER_HASH;
  }

  private static void array(JsonParser parser, Optional<Binding> binding, SummaryFields fields)
      throws IOException {
    Optional<Binding> rows = binding.flatMap(FieldBindings::rows);
    if (rows.isPresent()) {
      new RowReader(parser, rows.get(), fields).read();
      return;
    }
    boolean list =
        binding
            .map(to -> to.field().kind())
            .filter(kind -> kind == FieldKind.LATENCIES || kind == FieldKind.TEXTS)
            .isPresent();
    if (!list) {
      if (binding.isPresent()) {
        fields.take(raw(parser), binding.get());
      }
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.VALUE_NULL) {
        fields.budget().step();
        fields.take(raw(parser), binding.get());
      }
      parser.skipChildren();
    }
  }

  private static RawValue raw(JsonParser parser) throws IOException {
    return RawValue.of(parser, 0);
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  /** A file cut within a character of several bytes is unfinished, not wrong. */
  private static boolean endsWithinCharacter(byte[] bytes) {
    for (int cut = 1; cut <= Math.min(3, bytes.length); cut++) {
      if (Utf8.decode(bytes, 0, bytes.length - cut).isPresent()) {
        return true;
      }
    }
    return false;
  }
}
