package org.voiceagent.exporter.event.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceagent.exporter.event.catalog.CountedEvents.NOW;
import static org.voiceagent.exporter.event.catalog.CountedEvents.event;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.event.Verdict;
import org.voiceagent.exporter.page.Exposition.Format;

/** Values that would flood the page, or name a person on it. */
final class HostileValuesTest {
  private static final String CATALOG =
      """
      apiVersion: voiceops.catalog/v1
      catalog: test
      owner: team
      events:
        - name: seen
          version: 1-0-0
          description: Seen.
          payload:
            type: object
            properties:
              agent: {type: string}
              model: {type: string}
              user: {type: string}
              kind: {type: string}
          privacy: {/data/user: {class: identifier}}
          metrics:
            - name: seen_total
              type: counter
              op: count
              help: Seen.
              labels:
                agent: {from: /data/agent, max: 10}
                model: {from: /data/model, max: 10}
                kind: {from: /data/kind, values: [a, b]}
            - {name: seen_users, type: gauge, op: state, key: /data/user, max_keys: 100, help: Users.}
      """;

  @TempDir private Path folder;

  @Test
  void aMillionValuesMakeTenSeriesAndNoMemory() {
    CountedEvents events = CountedEvents.of(folder, CATALOG);
    events.folded.clear();
    for (int i = 0; i < 1_000_000; i++) {
      Verdict verdict =
          events.judge(
              event("seen", NOW, "{\"agent\":\"agent " + i + "\",\"user\":\"user" + i + "\"}"));
      assertThat(verdict).isInstanceOf(Verdict.Counts.class);
      if (i % 1_000 == 0) {
        events.folded.clear();
      }
    }
    assertThat(events.samples().keySet())
        .filteredOn(series -> series.startsWith("seen_total"))
        .hasSize(11);
    assertThat(
            events.samples().entrySet().stream()
                .filter(sample -> sample.getKey().startsWith("seen_total"))
                .mapToDouble(sample -> sample.getValue())
                .sum())
        .isEqualTo(1_000_000.0);
    assertThat(events.samples().get("seen_users")).isBetween(100.0, 120.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anna@example.org",
        "+49 170 1234567",
        "01701234567",
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "user-3f2504e04f8911d39a0c0305e82c3301",
        "deadbeefdeadbeef01",
        "4111111111111111",
        "sip:anna@pbx",
        "I would like to talk to somebody about my bill",
        "two\nlines"
      })
  void whatIdentifiesAPersonIsNoLabel(String value) {
    CountedEvents events = CountedEvents.of(folder, CATALOG);
    String quoted = value.replace("\n", "\\n");
    events.judge(
        "seen",
        "{\"agent\":\"%1$s\",\"model\":\"%1$s\",\"kind\":\"%1$s\",\"user\":\"%1$s\"}"
            .formatted(quoted));
    assertThat(events.text(Format.TEXT) + events.text(Format.OPENMETRICS))
        .doesNotContain(quoted)
        .contains("seen_total{agent=\"other\",model=\"other\",kind=\"other\"");
    assertThat(events.folded).hasSize(3);
  }

  @Test
  void anIdentifierOfTheEventIsNoLabelWhateverItLooksLike() {
    CountedEvents events = CountedEvents.of(folder, CATALOG);
    Verdict verdict =
        events.judge(
            event(
                "seen",
                NOW,
                Optional.of("evt-7"),
                Optional.of("call-42"),
                "{\"agent\":\"for mallory\",\"model\":\"call-42\",\"kind\":\"evt-7\","
                    + "\"user\":\"mallory\"}"));
    assertThat(events.page()).doesNotContain("mallory", "call-42", "evt-7");
    assertThat(((Verdict.Counts) verdict).changes().toString()).doesNotContain("mallory");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt-4o-2024-08-06",
        "claude-3-5-sonnet-20241022",
        "optimize_prompt",
        "/api/v1/users/{id}",
        "facade",
        "Straße",
        "eu-west-1"
      })
  void whatNamesAThingIsALabel(String value) {
    CountedEvents events = CountedEvents.of(folder, CATALOG);
    events.judge("seen", "{\"agent\":\"" + value + "\",\"kind\":\"a\"}");
    assertThat(events.page()).contains("agent=\"" + value + "\"");
  }

  @Test
  void noSeriesIsMadeBeyondTheLimitOfAllCatalogs() {
    String wide =
        CATALOG
            .replace("max: 10}", "max: 9000}")
            .replace(
                "help: Seen.\n        labels",
                "help: Seen.\n        series_limit: 1000000\n        labels")
            .replace("kind: {from: /data/kind, values: [a, b]}", "kind: {value: x}")
            .replace(
                "model: {from: /data/model, max: 9000}", "model: {from: /data/model, max: 100}");
    CountedEvents events = CountedEvents.of(folder, wide);
    for (int i = 0; i < 25_000; i++) {
      events.judge(
          "seen", "{\"agent\":\"agent %d\",\"model\":\"m%d\"}".formatted(i % 8999, i % 97));
    }
    assertThat(events.samples().keySet())
        .filteredOn(series -> series.startsWith("seen_total"))
        .hasSizeLessThanOrEqualTo(EventCatalogs.MOST_SERIES);
    assertThat(events.refused).isPositive();
  }

  @Test
  void reasonsOfRejectionsHoldNothingOfTheEvent() {
    CountedEvents events =
        CountedEvents.of(
            folder,
            CATALOG.replace(
                "type: object\n      properties",
                "type: object\n      additionalProperties: false\n      properties"));
    for (String data :
        List.of("{\"agent\":{\"mallory\":1}}", "{\"mallory\":1}", "{\"agent\":[\"mallory\"]}")) {
      assertThat(events.judge("seen", data))
          .isInstanceOfSatisfying(
              Verdict.Rejected.class,
              rejected -> assertThat(rejected.why()).doesNotContain("mallory"));
    }
  }
}
