package org.voiceagent.exporter.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The threat model names tests that exist, and the attack suite holds nothing it does not name. */
final class SecurityPageTest {
  private static final Path PAGE = Path.of("docs", "security.md");
  private static final Path TESTS = Path.of("src", "test", "java");
  private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
  private static final Pattern METHOD =
      Pattern.compile(
          "@(?:Test|ParameterizedTest|RepeatedTest|FuzzTest)\\b(?:(?!\\bvoid\\b)[\\s\\S]){0,2000}void"
              + " (\\w+)\\(");

  @Test
  void everyTestItNamesExists() throws IOException {
    Map<String, List<String>> methods = methodsByClass(TESTS);
    List<MatchResult> named = NAMED.matcher(Files.readString(PAGE)).results().toList();
    List<String> unknown =
        named.stream()
            .filter(test -> !methods.getOrDefault(test.group(1), List.of()).contains(test.group(2)))
            .map(MatchResult::group)
            .toList();

    assertThat(unknown).isEmpty();
    assertThat(named).hasSizeGreaterThan(30);
  }

  @Test
  void itNamesEveryAttackOfTheAttackSuite() throws IOException {
    String page = Files.readString(PAGE);
    Map<String, List<String>> attacks =
        methodsByClass(TESTS.resolve(Path.of("org", "voiceagent", "exporter", "attack")));

    assertThat(attacks).isNotEmpty();
    attacks.forEach(
        (test, methods) ->
            assertThat(methods)
                .as(test)
                .isNotEmpty()
                .allSatisfy(method -> assertThat(page).contains("`" + test + "." + method + "`")));
  }

  private static Map<String, List<String>> methodsByClass(Path root) throws IOException {
    Map<String, List<String>> methods = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
        String source = Files.readString(file);
        methods.put(
            file.getFileName().toString().replace(".java", ""),
            METHOD.matcher(source).results().map(found -> found.group(1)).toList());
      }
    }
    return methods;
  }
}
