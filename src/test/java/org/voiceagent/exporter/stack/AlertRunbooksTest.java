package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.testing.Tools;

/** Whoever is called at night finds a section on what called, and none on what never will. */
final class AlertRunbooksTest {
  private static final Path PAGE = Path.of("docs", "runbooks.md");
  private static final Pattern SECTION =
      Pattern.compile("^### (\\S+)$\n(.*?)(?=^##|\\z)", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]*)(?:#([^)]*))?\\)");

  @Test
  void everyAlertHasASectionAndEverySectionAnAlert() throws IOException {
    List<String> alerts = AlertRules.alerts().stream().map(AlertRules.Alert::name).toList();

    assertThat(sections().keySet()).isEqualTo(new TreeSet<>(alerts));
  }

  @Test
  void everySectionSaysWhatItMeansAndWhatToDo() throws IOException {
    sections()
        .forEach(
            (alert, text) ->
                assertThat(text)
                    .as(alert)
                    .containsSubsequence(
                        "**Meaning.**", "**Impact.**", "**Look at.**", "**Change.**"));
  }

  @Test
  void everySectionNamesTheSeverityOfItsAlert() throws IOException {
    Map<String, String> sections = sections();
    AlertRules.alerts().stream()
        .collect(
            Collectors.groupingBy(
                AlertRules.Alert::name,
                Collectors.mapping(AlertRules.Alert::severity, Collectors.joining(" or "))))
        .forEach(
            (alert, severity) ->
                assertThat(sections.get(alert)).as(alert).startsWith("\n*" + severity + "*"));
  }

  @Test
  void everyLinkLeadsToAHeading() throws IOException {
    Matcher link = LINK.matcher(Files.readString(PAGE));
    int links = 0;
    while (link.find()) {
      Path page = link.group(1).isEmpty() ? PAGE : PAGE.resolveSibling(link.group(1));
      assertThat(page).exists();
      if (link.group(2) != null) {
        assertThat(anchors(page)).as(page.toString()).contains(link.group(2));
      }
      links++;
    }
    assertThat(links).isGreaterThan(20);
  }

  @Test
  void pageThatPrometheusServesIsUpToDate() throws Exception {
    String python = Tools.require("python3").toString();

    assertThat(DebBuild.run(Map.of(), python, "tools/runbooks/generate", "--check"))
        .isEqualTo(new DebBuild.Outcome(0, ""));
  }

  /** The anchors that a forge gives to the headings of a page. */
  private static Set<String> anchors(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> line.matches("#+ .*"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static Map<String, String> sections() throws IOException {
    Map<String, String> sections = new LinkedHashMap<>();
    SECTION
        .matcher(Files.readString(PAGE))
        .results()
        .forEach(
            section ->
                assertThat(sections.put(section.group(1), section.group(2)))
                    .as("only one section %s", section.group(1))
                    .isNull());
    return sections;
  }
}
