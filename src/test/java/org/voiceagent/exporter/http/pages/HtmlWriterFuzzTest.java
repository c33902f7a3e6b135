package org.voiceagent.exporter.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.voiceagent.exporter.http.Html;

/** Any text on a page stays the text of its element or the value of its attribute. */
final class HtmlWriterFuzzTest {

  @FuzzTest
  void textStaysText(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);

    Html page =
        Html.parse(new HtmlWriter().begin("p", "data-label", text).text(text).end().toString());

    assertThat(page.tags()).isEqualTo(List.of("p"));
    String shown = page.texts("p").get(0);
    assertThat(shown).hasSameSizeAs(text);
    assertThat(withoutReplaced(shown)).isEqualTo(withoutReplaced(harmless(text)));
    assertThat(page.attributes("data-label"))
        .containsExactly(shown.replace('\n', ' ').replace('\t', ' '));
    assertThat(shown.codePoints().noneMatch(HtmlWriterFuzzTest::turnsDirection)).isTrue();
  }

  private static String withoutReplaced(String text) {
    return text.replace("\uFFFD", "");
  }

  /** The text without all characters that a page replaces. */
  private static String harmless(String text) {
    StringBuilder kept = new StringBuilder();
    text.codePoints()
        .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
        .filter(c -> !turnsDirection(c) && c != 0xFFFE && c != 0xFFFF)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  /** Characters that change direction, by their Unicode property. */
  private static boolean turnsDirection(int c) {
    return switch (Character.getDirectionality(c)) {
      case Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING,
          Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
          Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT,
          Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
          Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
          Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE ->
          true;
      default -> c == 0x200E || c == 0x200F || c == 0x061C;
    };
  }
}
