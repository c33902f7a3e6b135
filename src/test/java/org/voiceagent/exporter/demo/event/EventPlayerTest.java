package org.voiceagent.exporter.demo.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.demo.DemoEngine;
import org.voiceagent.exporter.demo.DemoOptions;

final class EventPlayerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  @TempDir Path root;

  @Test
  void theSameSeedGivesTheSameEventsAndAnotherSeedOthers() throws Exception {
    List<JsonNode> first = payloads(backlog("a", 7, EventPlan.CATALOGS, NOON));

    assertThat(payloads(backlog("b", 7, EventPlan.CATALOGS, NOON.plusSeconds(99))))
        .isEqualTo(first);
    assertThat(payloads(backlog("c", 8, EventPlan.CATALOGS, NOON))).isNotEqualTo(first);
  }

  @Test
  void eachProcessAppendsToAFileOfItsOwnThatRotatesWithTheDate() throws Exception {
    Path folder = backlog("events", 1, EventPlan.CATALOGS, Instant.parse("2026-11-30T00:30:00Z"));

    assertThat(names(folder))
        .hasSize(16)
        .contains("learning-api-2026-11-29.jsonl", "learning-api-2026-11-30.jsonl")
        .contains("learning-worker-2026-11-30.jsonl", "llm-gateway-2026-11-30.jsonl");
    assertThat(lines(folder))
        .hasSize(6_000)
        .allSatisfy(
            line -> {
              Instant at = Instant.parse(line.path("ts").asText());
              assertThat(at).isBetween("2026-11-29T23:30:00Z", "2026-11-30T00:30:00Z");
            });
    assertThat(lines(folder)).extracting(line -> line.path("event_id")).doesNotHaveDuplicates();
  }

  @Test
  void onlyTheChosenCatalogsPlay() throws Exception {
    Path folder = backlog("events", 1, List.of("llm"), NOON);

    assertThat(names(folder)).allMatch(name -> name.startsWith("llm-"));
    assertThatThrownBy(() -> backlog("other", 1, List.of("llm", "lmm"), NOON))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no demo of the catalog 'lmm'");
  }

  @Test
  void playsBesideCallsAndShowsEveryKindOfEventAtOnce() throws Exception {
    Path folder = root.resolve("events");
    EventPlan plan = new EventPlan(folder, EventPlan.CATALOGS, 6_000, 1);
    EventPlayer player = new EventPlayer(plan, InstantSource.system());

    new DemoEngine(
            new DemoOptions(root.resolve("calls"), 6_000, 1, 3, false), InstantSource.system())
        .beside(EventPlayer.INTERVAL, player)
        .run(line -> {});

    assertThat(lines(folder)).hasSizeGreaterThanOrEqualTo(4_000);
    for (PlayedSystem system : plan.systems()) {
      assertThat(lines(folder))
          .extracting(line -> line.path("event").asText())
          .containsAll(system.cycle(0).stream().map(PlayedEvent::name).toList());
    }
  }

  /** An hour of 100 events a minute. */
  private Path backlog(String name, long seed, List<String> catalogs, Instant end)
      throws IOException {
    EventPlan plan = new EventPlan(root.resolve(name), catalogs, 100, seed);
    new EventPlayer(plan, InstantSource.fixed(end)).writeBacklog(Duration.ofHours(1));
    return plan.folder();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static List<JsonNode> lines(Path folder) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String name : names(folder)) {
      for (String line : Files.readAllLines(folder.resolve(name))) {
        lines.add(JSON.readTree(line));
      }
    }
    return lines;
  }

  private static List<JsonNode> payloads(Path folder) throws IOException {
    return lines(folder).stream().map(line -> line.path("data")).toList();
  }
}
