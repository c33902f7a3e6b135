package org.voiceagent.exporter.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.FieldKind;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.testing.Rows;

/** A field that holds text is redacted on the page because of its kind; nothing else lists it. */
final class TextFieldsTest {
  private static final String PLANTED = "jane.roe@example.org";

  static Stream<CallField> texts() {
    return Arrays.stream(CallField.values())
        .filter(field -> field.kind() == FieldKind.TEXT || field.kind() == FieldKind.TEXTS);
  }

  static Stream<CallField> rowsWithTexts() {
    return Stream.of(CallField.EVALUATIONS, CallField.ERRORS, CallField.TOOLS);
  }

  static Stream<CallField> namesAndCodes() {
    return Stream.of(CallField.ENGINE_VERSION);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void everyTextIsRedactedOnThePage(CallField field) {
    String text = "wrote to " + PLANTED;
    CallSessions call = CallSessions.call("1761449250.2163");
    ObjectNode page =
        new CallFacts(Redactor.strict())
            .of(
                (field.kind() == FieldKind.TEXTS
                        ? call.withTexts(field, text)
                        : call.with(field, text))
                    .build());

    assertThat(page.toString()).doesNotContain(PLANTED);
  }

  @ParameterizedTest
  @MethodSource("rowsWithTexts")
  void everyTextInRowsIsRedactedOnThePage(CallField field) {
    CallSessions call =
        CallSessions.call("1761449250.2163").withRows(field, Rows.of(field, "wrote to " + PLANTED));

    ObjectNode page = new CallFacts(Redactor.strict()).of(call.build());

    assertThat(page.path(field.key()).get(0).toString()).contains("wrote").doesNotContain(PLANTED);
  }

  @ParameterizedTest
  @MethodSource("namesAndCodes")
  void nameStaysAsItIs(CallField field) {
    ObjectNode page =
        new CallFacts(Redactor.strict())
            .of(CallSessions.call("1761449250.2163").with(field, "10.20.30.40").build());

    assertThat(page.path(field.key()).asText()).isEqualTo("10.20.30.40");
  }
}
