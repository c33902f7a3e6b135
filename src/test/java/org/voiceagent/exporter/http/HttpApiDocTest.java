package org.voiceagent.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.http.pages.Pages;
import org.voiceagent.exporter.http.routing.Route;
import org.voiceagent.exporter.testing.GoldenFile;

/** {@code docs/http-api.md} describes what the server does. */
final class HttpApiDocTest {
  private static final Path DOC = Path.of("docs", "http-api.md");

  /** A marker, and the generated block after it. */
  private static final Pattern EXAMPLE =
      Pattern.compile("<!-- example: (\\S+) -->\n(\n```json\n.*?\n```\n)?", Pattern.DOTALL);

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  @Test
  void examplesAreWhatTheServerAnswers() throws IOException {
    String doc = Files.readString(DOC);
    Matcher example = EXAMPLE.matcher(doc);
    String upToDate = example.replaceAll(HttpApiDocTest::withAnswer);

    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(DOC, upToDate);
    } else {
      assertThat(doc)
          .as("%s is out of date: run the tests with -Dgolden.update=true", DOC)
          .isEqualTo(upToDate);
    }
    assertThat(example.reset().results()).hasSizeGreaterThan(4);
  }

  @Test
  void everyPathIsDescribed() throws IOException {
    String doc = Files.readString(DOC);
    List<Route> routes = Pages.of(RunningServer.emptyContent(), true);

    assertThat(routes).hasSizeGreaterThan(10);
    for (Route route : routes) {
      String any =
          switch (route.pattern().get(0)) {
            case "kpi" -> "<id>";
            case "charts", "badge" -> "<kpi>.svg";
            default -> "<call_uuid>";
          };
      String path = "/" + String.join("/", route.pattern()).replace("*", any);
      assertThat(doc).contains("`" + path + "`");
    }
  }

  @Test
  void limitsAreTheDefaults() throws IOException {
    HttpSettings defaults = HttpSettings.defaults();

    assertThat(Files.readString(DOC))
        .contains("`" + defaults.host() + ":" + defaults.port() + "`")
        .contains("| connections open at once | " + defaults.maxConnections() + " |")
        .contains(
            "| time to send a whole request | " + defaults.maxRequestTime().toSeconds() + " s |")
        .contains("| time to read the answer | " + defaults.maxResponseTime().toSeconds() + " s |")
        .contains("| answers under way at shutdown | " + WebServer.DRAIN.toSeconds() + " s |")
        .contains("| address | " + ListenerFactory.LONGEST_ADDRESS + " characters |")
        .contains("| headers | " + ListenerFactory.HEADERS + " |")
        .contains("| request line and headers | " + ListenerFactory.HEAD_BYTES + " bytes |")
        .contains("| time between two requests | " + ListenerFactory.IDLE.toSeconds() + " s |");
  }

  private static String withAnswer(MatchResult example) {
    String block =
        "<!-- example: %s -->\n\n```json\n%s\n```\n"
            .formatted(example.group(1), indented(GoldenFile.of(example.group(1)).text()));
    return Matcher.quoteReplacement(block);
  }

  private static String indented(String json) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    try {
      return MAPPER.writer(printer).writeValueAsString(MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
