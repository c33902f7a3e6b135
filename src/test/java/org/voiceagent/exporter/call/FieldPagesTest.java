package org.voiceagent.exporter.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceagent.exporter.testing.GoldenFile;

/**
 * The schemas and tables say of each field what {@link CallField} says. {@code make golden} writes
 * them, so a new field is an entry in CallField, one in the metric catalog and one in a rule.
 */
final class FieldPagesTest {
  private static final FieldPages.Field NEW =
      new FieldPages.Field(
          "hold_seconds",
          FieldKind.DURATION,
          Sensitivity.PERSONAL,
          "How long the caller was on hold.",
          "",
          List.of("hold", "hold_time"));

  private static final FieldPages.Field NEW_TEXT =
      new FieldPages.Field(
          "hold_music",
          FieldKind.TEXT,
          Sensitivity.INTERNAL,
          "Which music was played on hold.",
          "audio",
          List.of("hold_music"));

  static Stream<Arguments> pages() {
    return Stream.of(
        page("schema/metrics.schema.json", FieldPages::metricsSchema),
        page("schema/feedback.schema.json", FieldPages::feedbackSchema),
        page("data-classes.md", FieldPages::dataClasses),
        page("artifacts.md", FieldPages::artifacts));
  }

  private static Arguments page(String name, BiFunction<FieldPages, String, String> written) {
    return Arguments.of(name, written);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void everyFieldIsDocumentedAsItIsDeclared(
      String name, BiFunction<FieldPages, String, String> written) {
    GoldenFile page = GoldenFile.document(name);
    page.matches(written.apply(FieldPages.ofAll(), page.text()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void newFieldIsWrittenIntoEveryPageAndNothingElseChanges(
      String name, BiFunction<FieldPages, String, String> written) {
    String before = GoldenFile.document(name).text();
    List<FieldPages.Field> all = new ArrayList<>();
    Stream.of(CallField.values()).map(FieldPages.Field::of).forEach(all::add);
    all.addAll(List.of(NEW, NEW_TEXT));
    FieldPages pages = new FieldPages(all);

    String after = written.apply(pages, before);

    List<String> added = new ArrayList<>(after.lines().map(FieldPagesTest::withoutComma).toList());
    before.lines().map(FieldPagesTest::withoutComma).forEach(added::remove);
    assertThat(added).as("lines that were added").hasSizeBetween(2, 3);
    assertThat(added).anySatisfy(line -> assertThat(line).contains("hold").contains("on hold"));
    assertThat(added).anySatisfy(line -> assertThat(line).contains("hold_music"));
    assertThat(written.apply(pages, after)).as("written again").isEqualTo(after);
  }

  private static String withoutComma(String line) {
    return line.replaceAll(",$", "");
  }
}
