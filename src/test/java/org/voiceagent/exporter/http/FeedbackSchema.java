package org.voiceagent.exporter.http;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The published form of the answers below {@code /feedback}. */
public final class FeedbackSchema {
  public static final Path FILE = Path.of("docs", "schema", "feedback.schema.json");

  private FeedbackSchema() {}

  /** What is wrong with a JSON text by {@code docs/schema/feedback.schema.json}. */
  public static List<String> faults(String json) {
    return faults(FILE, json);
  }

  /** What is wrong with a JSON text by this schema. */
  public static List<String> faults(Path file, String json) {
    return faults(file.toUri(), json);
  }

  /** What is wrong with a JSON text by this schema, or this definition in one. */
  public static List<String> faults(URI location, String json) {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(location);
    return schema.validate(json, InputFormat.JSON).stream()
        .map(ValidationMessage::toString)
        .toList();
  }

  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
