package org.voiceagent.exporter.event.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A hundred kinds of mistakes in a catalog: each is refused with file, line and reason. */
final class HostileCatalogsTest {
  private static final String GOOD =
      """
      apiVersion: voiceops.catalog/v1
      catalog: test
      owner: team
      defaults: {series_limit: 100, stale_after: 5m}
      events:
        - name: llm.call
          version: 1-0-0
          description: A call.
          payload:
            type: object
            required: [kind]
            properties:
              kind: {enum: [a, b]}
              name: {type: string, maxLength: 64}
              user: {type: string}
              text: {type: string}
              ms: {type: number, minimum: 0}
              many: {type: object, additionalProperties: {type: number}}
              list: {type: array, items: {type: object, properties: {id: {type: string}}}}
          privacy:
            /data/user: {class: identifier, action: hmac}
            /data/text: {class: content}
          sampling: {default: 1.0, env: {staging: 0.5}, key: /event_id}
          retention: {class: telemetry, hot: 30d}
          metrics:
            - name: calls_total
              type: counter
              op: count
              help: Calls.
              labels:
                kind: {from: /data/kind, values: [a, b]}
                name: {from: /data/name, max: 10}
            - name: call_seconds
              type: histogram
              op: observe
              from: /data/ms
              scale: 0.001
              unit: seconds
              buckets: [1, 10]
              help: Time.
            - name: call_users
              type: gauge
              op: state
              key: /data/user
              where: {/data/kind: a}
              help: Users.
            - {name: call_mean, type: gauge, op: mean, from: /data/ms, window: 1h, help: Mean.}
          examples:
            - in: {event: llm.call, ts: 2026-11-20T10:00:00Z, data: {kind: a}}
              out: {'calls_total{kind="a",name="unknown"}': 1}
      derived:
        - name: call_share
          type: gauge
          op: ratio
          help: Share.
          window: 1h
          numerator: {event: llm.call, where: {/data/kind: a}}
          denominator: {event: llm.call}
        - name: call_drift
          op: psi
          help: Drift.
          window: 1h
          of: {event: llm.call, field: /data/kind}
          baseline: {a: 0.5, b: 0.5}
      alerts:
        - name: SlowCalls
          severity: warning
          expr: histogram_quantile(0.95, sum by (le) (rate(call_seconds_bucket[5m]))) > 5
          for: 5m
          route: [slack, email]
          runbook: docs/runbooks.md#slowcalls
          summary: Calls are slow.
      dashboards:
        - {id: calls, title: Calls, description: Calls.}
      panels:
        - {title: Calls, kind: lines, expr: sum(calls_total), description: All calls.}
      """;

  @TempDir private Path folder;

  private record Mistake(String from, String to, String why) {}

  private static Mistake change(String from, String to, String why) {
    return new Mistake(from, to, why);
  }

  private static List<Mistake> all() {
    List<Mistake> all = new ArrayList<>();
    all.addAll(heads());
    all.addAll(payloads());
    all.addAll(metrics());
    all.addAll(labels());
    all.addAll(others());
    return all;
  }

  private static List<Mistake> heads() {
    return List.of(
        change("voiceops.catalog/v1", "voiceops.catalog/v2", "this program reads"),
        change("apiVersion: voiceops.catalog/v1\n", "", "is required"),
        change("catalog: test", "catalog: other", "must be the name of the file"),
        change("catalog: test", "catalog: ../test", "must be the name of the file"),
        change("catalog: test\n", "", "is required"),
        change("owner: team\n", "", "is required"),
        change("owner: team", "owner: ''", "is required"),
        change("owner: team", "owner: [team]", "expected text"),
        change("owner: team", "owner: team\nowner: two", "appears twice"),
        change("owner: team", "ownr: team", "did you mean \"owner\""),
        change("series_limit: 100", "series_limit: 0", "must be between"),
        change("series_limit: 100", "series_limit: many", "expected a whole number"),
        change("stale_after: 5m", "stale_after: 5", "expected a time"),
        change("defaults: {", "defaults: {label_limit: 5, ", "unknown key"),
        change("events:\n", "event:\n", "unknown key"),
        change("owner: team", "owner: team\n\tx: 1", ""),
        change("owner: team", "owner: &a team\nx: *a", "unknown key"),
        change("owner: team", "owner: {{{{{{{{", ""),
        change("owner: team", "? [a, b]\n: c\nowner: team", ""),
        change("owner: team", "owner: !!java.net.URL [http://x]", ""),
        change("llm.call\n    version", "LLM Call\n    version", "must be lower-case"),
        change("llm.call\n    version", "''\n    version", "is required"),
        change("version: 1-0-0", "version: '1.0'", "three numbers"),
        change("\n    version: 1-0-0", "", "version: is required"),
        change("description: A call.", "description: a call", "must be one line"),
        change("description: A call.\n    payload", "payload", "description: is required"));
  }

  private static List<Mistake> payloads() {
    return List.of(
        change("type: object\n      required", "type: array\n      required", "is an object"),
        change("type: object\n      required", "required", "is an object"),
        change("{type: string}\n        text", "{type: text}\n        text", "must be one of"),
        change("maxLength: 64", "pattern: '(a+)+'", "is not a keyword that is checked"),
        change("maxLength: 64", "maxlength: 64", "did you mean \"maxLength\""),
        change("maxLength: 64", "$ref: other.json", "is not a keyword that is checked"),
        change("maxLength: 64", "anyOf: []", "is not a keyword that is checked"),
        change("maxLength: 64", "format: uri", "only date-time is checked"),
        change("maxLength: 64", "maxLength: -1", "must be between"),
        change("maxLength: 64", "minLength: 65, maxLength: 64", "is below the least"),
        change("minimum: 0", "minimum: 5, maximum: 4", "no number is above"),
        change("minimum: 0", "minimum: .nan", "expected a number"),
        change("minimum: 0", "minimum: 1e999", "expected a number"),
        change("{enum: [a, b]}", "{enum: a}", "expected a list of values"),
        change("{enum: [a, b]}", "{enum: [a, b], const: a}", "use one of them"),
        change("required: [kind]", "required: [knd]", "did you mean \"kind\""),
        change("kind: {enum: [a, b]}", "kind: text", "expected a JSON Schema"),
        change("payload:\n", "payload: [1]\n    payloads:\n", "expected a JSON Schema"),
        change("class: identifier", "class: secret", "must be one of"),
        change("class: identifier, ", "", "is required"),
        change("action: hmac", "action: hash", "must be one of"),
        change("/data/user: {class", "/data/usr: {class", "the payload does not name"),
        change("/data/user: {class", "user: {class", "expected a path"),
        change("/data/text: {class", "/event_id: {class", "only /call_uuid and paths"),
        change("default: 1.0", "default: 0", "must be above 0"),
        change("default: 1.0", "default: 1.5", "must be between"),
        change("key: /event_id", "key: /data/nothing", "the payload does not name"),
        change("staging: 0.5", "staging: lots", "expected a number"),
        change("hot: 30d", "hot: soon", "expected a time"),
        change("hot: 30d", "frozen: 30d", "unknown key"));
  }

  private static List<Mistake> metrics() {
    return List.of(
        change("name: calls_total", "name: Calls_total", "must be lower-case"),
        change("name: calls_total", "name: calls", "must end in _total"),
        change("name: call_mean", "name: call_mean_total", "only a counter's name"),
        change("name: call_mean", "name: calls", "the name calls is taken"),
        change("name: call_mean", "name: call_seconds_sum", "is taken"),
        change("name: call_mean", "name: call_users", "is declared twice"),
        change("name: call_mean,", "name: call_mean, alias: calls,", "is taken"),
        change("name: call_mean,", "name: call_mean, alias: x_total,", "only for a counter"),
        change("op: count", "op: counts", "did you mean \"count\""),
        change("\n        op: count", "", "is required"),
        change("op: count", "op: count\n        from: /data/ms", "has no meaning with op: count"),
        change("type: counter", "type: gauge", "makes a counter"),
        change("\n        type: counter", "", "is required"),
        change("help: Calls.", "help: calls", "must be one line"),
        change("\n        help: Calls.", "", "is required"),
        change("\n        from: /data/ms\n", "\n", "is required"),
        change("from: /data/ms\n", "from: /data/name\n", "is never a number"),
        change("from: /data/ms\n", "from: /data/mss\n", "the payload does not name"),
        change("from: /data/ms\n", "from: /call_uuid\n", "may be a key only"),
        change("from: /data/ms\n", "from: $value\n", "needs for_each"),
        change("from: /data/ms\n", "from: /data/*\n", "expected a path"),
        change("scale: 0.001", "scale: 0", "must not be 0"),
        change("\n        buckets: [1, 10]", "", "needs upper bounds"),
        change("buckets: [1, 10]", "buckets: [10, 1]", "bounds must ascend"),
        change("buckets: [1, 10]", "buckets: [1, 4]", "can never fire"),
        change("window: 1h, help: Mean.", "window: 1s, help: Mean.", "must be between"),
        change("window: 1h, help: Mean.", "help: Mean.", "is required"),
        change("\n        key: /data/user\n", "\n", "is required"),
        change("key: /data/user\n", "key: /data/many\n", "is never a text or a number"),
        change("key: /data/user\n", "key: /data/user\n        value: /data/ms\n", "go together"),
        change("key: /data/user\n", "key: /data/user\n        max_keys: 0\n", "must be between"),
        change("where: {/data/kind: a}", "where: {/data/kind: c}", "is never \"c\""),
        change("where: {/data/kind: a}", "where: {/data/knd: a}", "the payload does not name"),
        change("where: {/data/kind: a}", "where: {/data/ms: {over: 1}}", "unknown key"),
        change("where: {/data/kind: a}", "where: {/data/ms: {above: 2, below: 1}}", "no number"),
        change("op: count", "op: count\n        for_each: /data/many", "ends in /*"),
        change("op: count", "op: count\n        for_each: /data/kin/*", "names no such object"),
        change("name: calls_total", "name: calls_cost_total", "money depends on this event"));
  }

  private static List<Mistake> labels() {
    String open = "name: {from: /data/name, max: 10}";
    return List.of(
        change(open, "name: {from: /data/name}", "needs values"),
        change(open, "name: {from: /data/name, max: 10, values: [a]}", "needs values"),
        change(open, "name: {from: /data/name, max: 0}", "must be between"),
        change(open, "name: {from: /data/name, max: 1000}", "kind 2 x name 1001 = 2002 series"),
        change(open, "name: {from: /data/user, max: 5}", "must not be a label"),
        change(open, "name: {from: /data/text, max: 5}", "must not be a label"),
        change(open, "name: {from: /call_uuid, max: 5}", "may be a key only"),
        change(open, "name: {from: /event_id, max: 5}", "may be a key only"),
        change(open, "call_uuid: {from: /data/name, max: 5}", "an id is never a label"),
        change(open, "name: {from: /data/many, max: 5}", "is never a text"),
        change(open, "name: {from: $key, max: 5}", "needs for_each"),
        change(open, "le: {from: /data/name, max: 5}", "is reserved"),
        change(open, "Name: {from: /data/name, max: 5}", "must be lower-case"),
        change(open, "name: /data/name", "expected {from:"),
        change(open, "name: {value: x, max: 3}", "stands beside value"),
        change(open, "name: {max: 3}", "is required"),
        change(open, "name: {from: /data/name, values: [a, a]}", "appears twice"),
        change(open, "name: {from: /data/name, max: 10, limit: 3}", "unknown key"));
  }

  private static List<Mistake> others() {
    return List.of(
        change("op: ratio", "op: ration", "did you mean \"ratio\""),
        change("denominator: {event: llm.call}", "denominator: {event: llm}", "has no event"),
        change("denominator: {event: llm.call}", "denominator: {}", "is required"),
        change("baseline: {a: 0.5, b: 0.5}", "baseline: {a: 0.5, b: 0.4}", "add up to 1"),
        change("baseline: {a: 0.5, b: 0.5}", "baseline: {a: 1}", "at least two values"),
        change("field: /data/kind", "field: /data/user", "must not be a label"),
        change("severity: warning", "severity: urgent", "must be one of"),
        change("route: [slack, email]", "route: [pager]", "must be one of"),
        change("name: SlowCalls", "name: slow calls", "must be capital"),
        change("summary: Calls are slow.", "summary: slow", "must be one line"),
        change("id: calls,", "id: My Calls,", "must be lower-case"),
        change("kind: lines", "kind: line", "did you mean \"lines\""),
        change("kind: lines", "kind: lines, dashboard: other", "no such id"),
        change("kind: lines", "kind: lines, width: 25", "must be between"),
        change("expr: sum(calls_total), ", "", "is required"),
        change(
            "\n        out: {'calls_total{kind=\"a\",name=\"unknown\"}': 1}", "", "says nothing"),
        change("- in: {event", "- on: {event", "unknown key"));
  }

  static Stream<Arguments> mistakes() {
    return all().stream().map(one -> Arguments.of(one.from(), one.to(), one.why()));
  }

  @Test
  void theCatalogWithoutAMistakeIsRead() {
    assertThat(CountedEvents.mistakes(folder, GOOD)).isEmpty();
  }

  @Test
  void thereAreMoreThanAHundredKinds() {
    assertThat(all()).hasSizeGreaterThan(100).doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @MethodSource("mistakes")
  void isRefusedWithItsLineAndReason(String from, String to, String why) {
    assertThat(GOOD).contains(from);
    int at = GOOD.indexOf(from);
    String bad = GOOD.substring(0, at) + to + GOOD.substring(at + from.length());

    List<String> found = CountedEvents.mistakes(folder, bad);

    assertThat(found).isNotEmpty().allSatisfy(text -> assertThat(text).matches("(?s)\\d+: .+"));
    assertThat(found).anySatisfy(text -> assertThat(text).contains(why));
    if (!why.isEmpty()) {
      assertThat(found).as("it is still YAML").noneMatch(text -> text.contains("not allowed here"));
    }
  }

  @Test
  void whatIsNestedTooDeepIsRefused() {
    assertThat(CountedEvents.mistakes(folder, "owner: " + "[".repeat(10_000)))
        .anySatisfy(text -> assertThat(text).contains("Nesting Depth"));
  }

  @Test
  void allMistakesAreListedAtOnce() {
    String bad =
        GOOD.replace("owner: team\n", "")
            .replace("maxLength: 64", "pattern: x")
            .replace("max: 10", "max: 1000")
            .replace("severity: warning", "severity: bad");
    assertThat(CountedEvents.mistakes(folder, bad)).hasSize(4);
  }
}
