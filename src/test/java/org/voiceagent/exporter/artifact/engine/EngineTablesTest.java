package org.voiceagent.exporter.artifact.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pages below {@code docs/engines} say of every field of a report whether it is read. Here each
 * field of each example is changed: it is read if that changes the translation.
 */
public final class EngineTablesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path PAGES = Path.of("docs/engines");
  private static final Path EXAMPLES =
      Path.of("src/test/resources/org/voiceagent/exporter/artifact/engine");

  private static final Pattern ROW =
      Pattern.compile("\\| `([^`]+)` \\| (read|no place|dropped) \\| (.*) \\|");

  /** A report's format, with the page that describes it and how its examples begin. */
  record Described(String file, String page, String examples) {
    @Override
    public String toString() {
      return page;
    }
  }

  static Stream<Described> pages() {
    return Stream.of(
        new Described("session_report.json", "livekit.md", "livekit-"),
        new Described("end_of_call_report.json", "vapi.md", "vapi-"),
        new Described("retell_call.json", "retell.md", "retell-"),
        new Described("elevenlabs_post_call.json", "elevenlabs.md", "elevenlabs-"),
        new Described("bolna_task.json", "bolna.md", "bolna-"),
        new Described("ava_call_record.json", "asterisk-ava.md", "ava-"));
  }

  private record Row(String path, String use, String why) {
    private Pattern pattern() {
      String any = "(?:[^.\\[]|\\[\\])+";
      String regex =
          Stream.of(path.split("(?<=\\.)|(?=\\.)"))
              .map(
                  part ->
                      switch (part) {
                        case "*" -> "[^.]+?";
                        case "**" -> any + "(?:\\." + any + ")*";
                        default -> Pattern.quote(part);
                      })
              .reduce("", String::concat);
      return Pattern.compile(regex);
    }

    /** Names say more than stars. */
    private int precision() {
      return path.replace("*", "").length();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void eachFieldOfTheExamplesHasARowThatSaysWhatBecomesOfIt(Described described)
      throws IOException {
    List<Row> rows = rows(described);
    Map<String, Boolean> read = fields(described);
    List<String> wrong = new ArrayList<>();
    Set<Row> used = new TreeSet<>(Comparator.comparing(Row::path));
    read.forEach(
        (path, isRead) -> {
          Optional<Row> row = rowOf(path, rows);
          row.ifPresent(used::add);
          if (row.isEmpty()) {
            wrong.add(path + " has no row" + (isRead ? ", and is read" : ""));
          } else if (isRead && !row.get().use().equals("read")) {
            wrong.add(path + " is read, but the page says " + row.get());
          }
        });
    for (Row row : rows) {
      boolean isRead =
          read.entrySet().stream()
              .anyMatch(
                  field ->
                      field.getValue()
                          && rowOf(field.getKey(), rows).filter(row::equals).isPresent());
      if (!used.contains(row)) {
        wrong.add("no example has " + row.path());
      } else if (row.use().equals("read") && !isRead) {
        wrong.add("nothing reads " + row.path());
      }
      if (row.use().equals("dropped") && row.why().isBlank()) {
        wrong.add("the page does not say why " + row.path() + " is dropped");
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static Optional<Row> rowOf(String path, List<Row> rows) {
    return rows.stream()
        .filter(row -> row.pattern().matcher(path).matches())
        .max(Comparator.comparingInt(Row::precision));
  }

  private static List<Row> rows(Described described) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(PAGES.resolve(described.page()))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.add(new Row(row.group(1), row.group(2), row.group(3)));
      }
    }
    assertThat(rows).as(described.page()).hasSizeGreaterThan(10);
    return rows;
  }

  /** The path of each field of the examples, without places in lists, and whether it is read. */
  private static Map<String, Boolean> fields(Described described) throws IOException {
    EngineReport format =
        EngineReports.all().stream()
            .filter(one -> one.fileName().equals(described.file()))
            .findFirst()
            .orElseThrow();
    Map<String, Boolean> read = new TreeMap<>();
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      for (Path file :
          files
              .filter(path -> path.getFileName().toString().startsWith(described.examples()))
              .filter(path -> path.toString().endsWith(".json"))
              .sorted()
              .toList()) {
        JsonNode report = JSON.readTree(file.toFile());
        String translated = translated(format, report);
        visit(report, "", report, format, translated, read);
      }
    }
    return read;
  }

  private static void visit(
      JsonNode node,
      String path,
      JsonNode report,
      EngineReport format,
      String translated,
      Map<String, Boolean> read) {
    if (node instanceof ObjectNode object) {
      List<String> keys = new ArrayList<>();
      object.fieldNames().forEachRemaining(keys::add);
      for (String key : keys) {
        String name = key.replace('.', '_');
        String below = path.isEmpty() ? name : path + "." + name;
        JsonNode value = object.get(key);
        if (value.isValueNode()) {
          read.merge(below, changes(object, key, report, format, translated), Boolean::logicalOr);
        } else {
          visit(value, below, report, format, translated, read);
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i).isValueNode()) {
          JsonNode was = array.get(i);
          array.set(i, odd(was).get(0));
          boolean changed = !translated(format, report).equals(translated);
          array.set(i, was);
          read.merge(path + "[]", changed, Boolean::logicalOr);
        } else {
          visit(array.get(i), path + "[]", report, format, translated, read);
        }
      }
    }
  }

  private static boolean changes(
      ObjectNode object, String key, JsonNode report, EngineReport format, String translated) {
    JsonNode was = object.get(key);
    boolean changed = false;
    for (JsonNode odd : odd(was)) {
      object.set(key, odd);
      changed |= !translated(format, report).equals(translated);
    }
    object.set(key, was);
    return changed;
  }

  private static List<JsonNode> odd(JsonNode was) {
    if (was.isNumber()) {
      return List.of(
          DecimalNode.valueOf(was.decimalValue().add(BigDecimal.ONE)), TextNode.valueOf("odd"));
    }
    if (was.isBoolean()) {
      return List.of(BooleanNode.valueOf(!was.booleanValue()));
    }
    return List.of(TextNode.valueOf("odd"), IntNode.valueOf(7), BooleanNode.TRUE);
  }

  private static String translated(EngineReport format, JsonNode report) {
    Translation said = format.translate(report);
    return said.summary() + "\n" + said.transcript() + "\n" + said.settings();
  }
}
