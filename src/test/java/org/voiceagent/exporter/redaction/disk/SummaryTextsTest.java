package org.voiceagent.exporter.redaction.disk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceagent.exporter.artifact.CallerHashing;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.call.FieldKind;
import org.voiceagent.exporter.redaction.Redactor;

/**
 * On disk, every text field is redacted under each of its names because of its kind, and every name
 * field stays; no other list decides that.
 */
final class SummaryTextsTest {
  private static final String PLANTED = "jane.roe@example.org";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonObjectRedactor redacting =
      new JsonObjectRedactor(
          new JsonRedactor(Redactor.strict(), CallerHashing.OFF, CallNames.asTheyAre()));

  /** A field under one of its names, in its group or not. */
  record Named(CallField field, String group, String name) {}

  static Stream<Named> texts() {
    return named(FieldKind.TEXT, FieldKind.TEXTS);
  }

  static Stream<Named> names() {
    return named(FieldKind.NAME);
  }

  private static Stream<Named> named(FieldKind... kinds) {
    return Arrays.stream(CallField.values())
        .filter(field -> List.of(kinds).contains(field.kind()))
        .flatMap(
            field ->
                field.names().stream()
                    .flatMap(
                        name ->
                            Stream.of("", field.group())
                                .distinct()
                                .map(group -> new Named(field, group, name))));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void everyTextIsRedactedOnDisk(Named place) {
    assertThat(redacted(place, "wrote to " + PLANTED)).doesNotContain(PLANTED);
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyNameStaysOnDisk(Named place) {
    assertThat(redacted(place, "nova-2.10.20.30")).contains("\"nova-2.10.20.30\"");
  }

  private String redacted(Named place, String value) {
    ObjectNode summary = JSON.createObjectNode();
    (place.group().isEmpty() ? summary : summary.putObject(place.group())).put(place.name(), value);
    byte[] original = summary.toString().getBytes(StandardCharsets.UTF_8);
    return new String(
        redacting.redact(original, false, new RemovedWords()).content(), StandardCharsets.UTF_8);
  }
}
