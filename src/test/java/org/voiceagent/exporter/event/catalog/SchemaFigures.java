package org.voiceagent.exporter.event.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.yaml.Problems;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What checking the payload of {@code llm.call} costs with our schema checks and with the validator
 * of networknt: the first check, and each further one. {@code make schema-figures} prints it.
 */
@Tag("figures")
final class SchemaFigures {
  private static final Path CATALOGS = Path.of("monitoring", "catalog");
  private static final int EVENTS = 1_000;
  private static final int ROUNDS = 15;
  private static final int REPEATS = 100;

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void bothAcceptAndRefuseTheSameAndThisIsWhatTheyCost() throws Exception {
    List<JsonNode> good = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      good.add(json.readTree(data(i, "ok")));
    }
    JsonNode bad = json.readTree(data(1, "perhaps"));
    long began = cpuNanos();
    DataSchema our = ours();
    assertThat(our.fault(good.get(0), "data")).isEmpty();
    long ourFirst = cpuNanos() - began;
    JsonNode text = payload();
    began = cpuNanos();
    JsonSchema theirs =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
    assertThat(theirs.validate(good.get(0))).isEmpty();
    long theirFirst = cpuNanos() - began;
    assertThat(our.fault(bad, "data")).isNotEmpty();
    assertThat(theirs.validate(bad)).isNotEmpty();

    System.out.printf(
        "first check, with reading the schema: ours %d ms (all four catalogs), networknt %d ms%n",
        ourFirst / 1_000_000, theirFirst / 1_000_000);
    System.out.printf(
        "each further check: ours %.2f us, networknt %.2f us of processor time%n",
        micros(good, event -> our.fault(event, "data").isEmpty()),
        micros(good, event -> theirs.validate(event).isEmpty()));
  }

  private static String data(int number, String status) {
    return """
    {"provider":"openai","model":"gpt-large","operation":"answer","status":"%s",
     "latency_ms":%d,"cost_usd":0.004,"tokens":{"input":1200,"output":%d}}
    """
        .formatted(status, 200 + number, number);
  }

  private static DataSchema ours() {
    Problems problems = new Problems();
    EventCatalogs catalogs = EventCatalogs.load(CATALOGS, List.of(), problems);
    assertThat(problems.none()).isTrue();
    return catalogs.catalogs().stream()
        .flatMap(catalog -> catalog.events().stream())
        .filter(type -> type.name().equals("llm.call"))
        .findFirst()
        .orElseThrow()
        .payload();
  }

  private JsonNode payload() throws Exception {
    Map<String, Object> catalog =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Files.readString(CATALOGS.resolve("llm.yml")));
    return json.valueToTree(catalog).at("/events/0/payload");
  }

  /** The median of some rounds. */
  private static double micros(List<JsonNode> events, Predicate<JsonNode> check) {
    List<Double> rounds = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      long began = cpuNanos();
      for (int i = 0; i < REPEATS; i++) {
        assertThat(events.stream().allMatch(check)).isTrue();
      }
      rounds.add((cpuNanos() - began) / 1e3 / (REPEATS * events.size()));
    }
    Collections.sort(rounds);
    return rounds.get(ROUNDS / 2);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
