package org.voiceagent.exporter.callmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceagent.exporter.testing.Board;
import org.voiceagent.exporter.testing.CallSessions;

/** Each {@code catalog/invalid-*.yml} has its exact messages in a text file beside it. */
final class CatalogMistakesTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "catalog");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  static Stream<String> mistakes() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".yml"))
              .map(name -> name.substring(0, name.length() - ".yml".length()))
              .sorted()
              .toList();
      return names.stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void isToldWithFileLineKeyAndReason(String mistake) throws IOException {
    String text = Files.readString(FOLDER.resolve(mistake + ".yml"));
    IllegalStateException refused =
        catchThrowableOfType(
            IllegalStateException.class, () -> CallCatalog.parse("catalog.yml", text));
    assertThat(refused).as("%s is accepted", mistake).isNotNull();
    String messages = refused.getMessage() + "\n";
    Path expected = FOLDER.resolve(mistake + ".txt");
    if (UPDATE) {
      Files.writeString(expected, messages);
    }
    assertThat(messages).isEqualTo(Files.readString(expected));
  }

  @Test
  void aFurtherFamilyNeedsNothingButItsLinesInTheCatalog() {
    Board board =
        new Board(
            CallCatalog.parse(
                "catalog.yml",
                """
                families:
                  - name: ai_agent_call_cost_usd_total
                    type: counter
                    scope: fleet
                    help: What finished calls cost in US dollars.
                    labels: [provider_id]
                    from: cost_usd
                    missing: skip
                    missing_means: The call adds none.
                """),
            CallMetrics.Limits.defaults());
    board.count(CallSessions.complete("a"));
    assertThat(board.page().value("ai_agent_call_cost_usd_total{provider_id=\"openai_realtime\"}"))
        .hasValue(0.041);
  }
}
