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

/** The published schema of the responses below {@code /feedback}. */
public final class FeedbackSchema {
  public static final Path FILE = Path.of("docs", "schema", "feedback.schema.json");

  private FeedbackSchema() {}

  /** The violations of {@code docs/schema/feedback.schema.json} in a JSON text. */
  public static List<String> faults(String json) {
    return faults(FILE, json);
  }

  /** The violations of this schema in a JSON text. */
  public static List<String> faults(Path file, String json) {
    return faults(file.toUri(), json);
  }

  /** The violations of this schema, or of a definition in it, in a JSON text. */
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
