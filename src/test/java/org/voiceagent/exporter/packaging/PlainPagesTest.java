package org.voiceagent.exporter.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceagent.exporter.testing.MarkdownLines;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Every page reads well for an operator whose first language is another, also in a terminal. */
final class PlainPagesTest {
  private static final Pattern FENCE = Pattern.compile("(?ms)^( *)```.*?^\\1```$");
  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```yaml\n(.*?)^```$");
  private static final Pattern CODE = Pattern.compile("`[^`]*`");

  /** Words that readers of earlier versions stumbled over; each has a plainer one. */
  private static final Pattern STUMBLED_OVER =
      Pattern.compile(
          "(?i)\\b(anew|somebody|nobody|anybody|everybody|whoever|whosoever|for ever|for want of"
              + "|lest|told|manieth)\\b");

  @ParameterizedTest
  @MethodSource("pages")
  void noLineOfProseIsTooWide(Path page) throws IOException {
    Stream<String> prose = prose(page).lines().filter(line -> !MarkdownLines.isLeft(line));

    assertThat(prose.map(line -> CODE.matcher(line).replaceAll("``")))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(MarkdownLines.WIDTH));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void noPageUsesAWordThatReadersStumbledOver(Path page) throws IOException {
    assertThat(
            STUMBLED_OVER
                .matcher(CODE.matcher(prose(page)).replaceAll("``"))
                .results()
                .map(MatchResult::group))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyExampleOfYamlIsYaml(Path page) throws IOException {
    assertThat(EXAMPLE.matcher(Files.readString(page)).results().map(found -> found.group(1)))
        .allSatisfy(
            yaml -> {
              assertThat(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(yaml))
                  .isNotNull();
            });
  }

  static List<Path> pages() throws IOException {
    return ReadmeTest.pages();
  }

  private static String prose(Path page) throws IOException {
    return FENCE.matcher(Files.readString(page)).replaceAll("");
  }
}
