package org.voiceagent.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.testing.GoldenFile;

final class CommandLineTest {
  private static final Path FIXTURES = Path.of("src", "test", "resources", "sessions");

  @TempDir Path temp;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "serve --help",
        "check --help",
        "check session --help",
        "check web --help",
        "report latest --help",
        "report effects --help",
        "report summary --help",
        "report patch --help",
        "demo --help",
        "purge --help",
        "backfill --help",
        "forget --help",
        "orchestrator-log --help",
        "monitor-session --help",
        "analytics-report --help",
        "threshold-alert --help",
        "business-dashboard --help",
        "compare --help",
        "caller --help",
        "caller hash --help",
        "report cost --help",
        "prices --help",
        "prices import --help",
        "prices check --help",
        "check catalog --help",
        "sample-burst --help",
        "lake --help",
        "lake export --help",
        "lake verify --help",
        "lake compact --help",
        "lake restore --help",
        "lake manifest --help",
        "lake hold --help",
        "sql --help",
      })
  void helpIsWorthReading(String arguments) {
    Locale machine = Locale.getDefault();
    // Options are sorted by their capital letters, and Turkish has another one for i.
    Locale.setDefault(Locale.ENGLISH);
    try {
      assertThat(run(arguments.split(" "))).isEqualTo(ExitStatus.FINE);
    } finally {
      Locale.setDefault(machine);
    }
    String name = arguments.replace(" --help", "").replace("--help", "program").replace(' ', '-');
    GoldenFile.of("cli/help-" + name + ".txt").matches(out.toString());
  }

  /** Lists of commands show the first line of a description only. */
  @ParameterizedTest
  @ValueSource(strings = {"--help", "check --help", "report --help"})
  void noSentenceIsCutInAListOfCommands(String arguments) {
    run(arguments.split(" "));

    String commands =
        out.toString().replaceFirst("(?s).*Commands:\n", "").replaceFirst("(?s)\n\n.*", "");
    assertThat(commands.replaceAll("\n {4,}", " ").lines())
        .isNotEmpty()
        .allMatch(line -> line.endsWith("."));
  }

  @Test
  void versionNamesProgramCommitBranchAndJava() {
    assertThat(run("--version")).isEqualTo(ExitStatus.FINE);
    assertThat(out.toString())
        .matches("voice-agent-exporter \\S+ \\(commit \\S+, branch \\S+, Java .+\\)\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense | There is no command \"nonsense\" in voice-agent-exporter; there are: serve,",
        "chek | Did you mean: check or watch?",
        "check confg | Did you mean: config or session?",
        "report lastest --limit 1 | Did you mean: latest or cost?",
        "report lastest | Did you mean: latest or cost?",
        "report latest --url foo | expected an address such as http://127.0.0.1:15100, not \"foo\"",
        "report patch --url localhost:15100 | expected an address such as",
        "report effects --url ftp://localhost | expected an address such as",
        "serve --sesions x | Did you mean: --sessions?",
        "check config no-such.yml | no-such.yml: there is no such file",
        "check rules no-such | no-such: there is no such folder",
        "check web no-such.yml | no-such.yml: there is no such file",
        "forget | Missing required",
        "forget ../../etc | this is not a call id",
        "forget --caller 0049 | 16 hexadecimal digits",
        "forget --caller 020-7946-0958 --region XX | there is no region XX",
        "caller | caller hash NUMBER",
        "caller hash anna | neither a telephone number",
        "forget call-1 --verify | mutually exclusive",
        "serve --port 1 | Unknown option",
        "serve --listen here | --listen: expected HOST:PORT, not \"here\"",
        "serve --config no-such.yml | no-such.yml: no such file",
        "check | check needs one of: config, rules, catalog, session, web",
        "report | report needs one of: latest, summary, patch, effects",
        "check session no-such-folder | no-such-folder: there is no such folder",
        "report latest --limit 0 | --limit must be from 1 to 100",
        "report latest --format xml | --format",
        "report summary --window soon | --window must be a time such as 30m, 24h or 7d",
        "report patch --top 0 | --top must be 1 or more",
        "report patch --top 2 --all | mutually exclusive",
        "report patch --severity loud | --severity must be info, warning or critical",
        "kpi --by week | by takes pipeline_name, provider_id, model_variant, hour, day and"
            + " hour_of_week",
        "orchestrator-log --from soon | --from must be a time such as 24h (ago)",
        "kpi --to 2026-02-30 | --to must be a time such as",
        "kpi --from 1h --to 2h | --from must be before --to",
        "live --interval 0 | --interval must be from 1 to 3600",
        "export --export xls | --export",
        "analytics-report --export parquet | needs a file: name it with --output",
        "lake | lake needs one of: export, verify, compact",
        "watch --metric latency | Missing required option",
        "watch --metric latency --threshold much | --threshold must be a number such as 500",
        "watch --metric latency --threshold 1 --interval 0 | --interval must be a time such as 60",
        "watch --metric latency --threshold 1 --above --below | mutually exclusive",
        "watch --metric latency --threshold 1 --webhook file:///x | must begin with http://",
        "dashboard --days 46 | --days must be from 1 to 45",
        "compare --before a=1 | Missing required option",
        "compare --before soon --after a=1 | --before must be a period such as",
        "demo --rate 0 | --rate must be above 0",
        "demo --backlog | above 0 with --backlog",
      })
  void wrongUseIsSaidAndEndsWithTwo(String arguments, String said) {
    assertThat(run(arguments.split(" "))).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(err.toString()).contains(said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"forget call-1", "forget --caller 0123456789abcdef", "purge"})
  void wrongStateFolderIsAFaultAndNothingIsMadeInIt(String arguments) throws IOException {
    for (Path state : List.of(temp.resolve("missing"), Files.createDirectory(temp.resolve("s")))) {
      String all = arguments + " --state " + state + " --sessions " + temp.resolve("calls");

      assertThat(run(all.split(" "))).isEqualTo(ExitStatus.FAULT);
      assertThat(err.toString()).contains("name the daemon's with --state or --config");
    }
    assertThat(temp.resolve("missing")).doesNotExist();
    assertThat(temp.resolve("s")).isEmptyDirectory();
  }

  @Test
  void receiptsAreNotVerifiedWithoutAState() throws IOException {
    for (Path state : List.of(temp.resolve("missing"), Files.createDirectory(temp.resolve("s")))) {
      assertThat(run("forget", "--verify", "--state", state.toString()))
          .isEqualTo(ExitStatus.WRONG_USE);
      assertThat(err.toString())
          .contains(state.toString(), "name the daemon's with --state or --config");
      assertThat(out.toString()).isEmpty();
    }
  }

  @Test
  void wrongConfigurationIsListedWholeAndEndsWithTwo() {
    String file = "src/test/resources/config/invalid-many.yml";

    assertThat(run("serve", "--config", file)).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(err.toString().lines()).hasSize(11).allMatch(line -> line.startsWith(file + ":"));
  }

  @Test
  void sessionWithTenFaultsHasTenFindings() {
    Path folder = FIXTURES.resolve("ten-faults");

    assertThat(run("check", "session", folder.toString())).isEqualTo(ExitStatus.FOUND);
    GoldenFile.of("cli/check-session-ten-faults.txt").matches(out.toString());
  }

  @Test
  void sessionWithoutFaultIsFine() {
    assertThat(run("check", "session", FIXTURES.resolve("complete").toString()))
        .isEqualTo(ExitStatus.FINE);
    assertThat(out.toString()).endsWith("complete: no fault found\n");
  }

  @Test
  void unfinishedAndRefusedSessionsAreFindings() throws IOException {
    assertThat(run("check", "session", FIXTURES.resolve("transcript-only").toString()))
        .isEqualTo(ExitStatus.FOUND);
    assertThat(out.toString()).contains("metrics.json is not there; the call is not counted yet");

    Path broken = Files.createDirectory(temp.resolve("broken"));
    Files.writeString(broken.resolve("metrics.json"), "{\n\"turns\": 3,\n}");
    assertThat(run("check", "session", broken.toString())).isEqualTo(ExitStatus.FOUND);
    assertThat(out.toString())
        .contains(
            "metrics.json:3: is not valid JSON at column 1: a comma before the closing brace, or a"
                + " key that is missing (refused: bad_json)");
  }

  @Test
  void misspeltKeysAreFindingsWithWhatWasMeant() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("misspelt"));
    Files.writeString(
        folder.resolve("metrics.json"),
        """
        {"pipelin_name": "local",
         "durations_seconds": 9,
         "latency": {"turns_ms": [900]}, "turns": 3,
         "room_id": "r", "job_id": "j", "prompt_tokens": 3, "vad": {"x": 1}}
        """);
    Files.writeString(
        folder.resolve("transcript.jsonl"), "{\"role\":\"user\",\"intrrupted\":true}\n");
    Files.writeString(folder.resolve("feedback.json"), "{\"human_ratings\": 3}");

    assertThat(run("check", "session", folder.toString())).isEqualTo(ExitStatus.FOUND);
    assertThat(out.toString().lines().map(line -> line.replace(folder + "/", "")))
        .containsExactly(
            "metrics.json:1: pipelin_name: unknown key, which is ignored; did you mean"
                + " \"pipeline_name\"?",
            "metrics.json:2: durations_seconds: unknown key, which is ignored; did you mean"
                + " \"duration_seconds\"?",
            "metrics.json:3: latency.turns_ms: unknown key, which is ignored; did you mean"
                + " \"turn_ms\"?",
            "transcript.jsonl:1: intrrupted: unknown key, which is ignored; did you mean"
                + " \"interrupted\"?",
            "feedback.json:1: human_ratings: unknown key, which is ignored; did you mean"
                + " \"human_rating\"?",
            "note: config_snapshot.yaml is not there; this is allowed",
            "note: 4 keys of metrics.json are unknown and ignored; this is allowed",
            "5 findings");
  }

  @Test
  void keysOfAnEnginesOwnAreNoFault() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("own"));
    Files.writeString(
        folder.resolve("metrics.json"),
        """
        {"call_id":"own","job_id":"AJ_1","room_id":"RM_1","room":"call-17","sdk_version":"1.8.0","options":{},
         "usage":{"input_tokens":1800,"input_cached_tokens":900,"total_tokens":9},"events":[],"caller_name":"x",
         "endedReason":"customer-ended-call","cost":0.1,"costs":[],"agent_id":"a","direction":"inbound",
         "call_status":"ended","disconnection_reason":"user_hangup","call_cost":{},"conversation_id":"abc",
         "status":"done","analysis":{},"conversation_time":42.0,"call_sid":"s","hangup_detail":"x","messages":[],
         "context_name":"default","conversation_history":[],"turn_latencies_ms":[900],"created_at":1,"tool_calls":[]}
        """);

    assertThat(run("check", "session", folder.toString())).isEqualTo(ExitStatus.FINE);
    assertThat(out.toString())
        .contains("keys of metrics.json are unknown")
        .endsWith("no fault found\n");
  }

  @Test
  void valuesAndPlacesThatAreNearlyAlwaysMistakesAreFindings() throws IOException {
    Path calls = Files.createDirectory(temp.resolve("calls"));
    Path folder = Files.createDirectory(calls.resolve("call-1"));
    Files.writeString(calls.resolve("metrics.json"), "{}");
    Path nested = Files.createDirectory(folder.resolve("call-2"));
    Files.writeString(nested.resolve("metrics.json"), "{}");
    Files.writeString(
        folder.resolve("metrics.json"),
        """
        {"latency":{"turn_ms":[0.8,1.4]},"started_at":"2021-03-01T10:00:00Z","ended_at":"2021-03-01T09:00:00Z"}
        """);

    assertThat(run("check", "session", folder.toString())).isEqualTo(ExitStatus.FOUND);
    assertThat(out.toString().lines().map(line -> line.replace(folder + "/", "")))
        .contains(
            "metrics.json:1: ended_at: is before the start",
            "metrics.json: latency.turn_ms: no answer takes less than 30 ms, so this looks like"
                + " seconds; if it is, name it latency.turn_seconds",
            "../metrics.json: is beside the folders of calls and is not read; each call needs a"
                + " folder",
            "call-2: is a folder in a call's folder and is not read; the call in it is not counted."
                + " Move it up one level");
  }

  @Test
  void shippedConfigurationAndRulesHaveNoFault() {
    assertThat(run("check", "config", "monitoring/exporter.yml")).isEqualTo(ExitStatus.FINE);
    assertThat(run("check", "rules", "monitoring/rules")).isEqualTo(ExitStatus.FINE);
    assertThat(out.toString()).containsPattern("monitoring/rules: \\d+ rules, \\d+ examples");
  }

  @Test
  void brokenRulesEndWithOne() throws IOException {
    Files.writeString(temp.resolve("mine.yml"), "rules:\n  - {key: x}\n");

    assertThat(run("check", "rules", temp.toString())).isEqualTo(ExitStatus.FOUND);
    assertThat(out.toString()).contains("mine.yml:2: rules[0]");
  }

  @Test
  void reportFromAFolderIsWorthReading() throws IOException {
    calls();

    assertThat(run("report", "latest", "--sessions", temp.toString())).isEqualTo(ExitStatus.FOUND);
    GoldenFile.of("cli/report-latest.txt").matches(out.toString());
  }

  @Test
  void withoutAnyChangeThereAreNoEffectsToReport() {
    assertThat(run("report", "effects", "--sessions", temp.toString())).isEqualTo(ExitStatus.FINE);
    assertThat(out.toString()).startsWith("No key of the configuration changed");
  }

  @Test
  void effectsAreWorthReading() throws IOException {
    String json = GoldenFile.of("http/feedback-effects.json").text();

    GoldenFile.of("cli/report-effects.txt")
        .matches(EffectText.of(new ObjectMapper().readTree(json), Layout.PLAIN));
  }

  @Test
  void reportAsJsonIsThatOfTheDaemon() throws IOException {
    calls();

    assertThat(run("report", "latest", "--sessions", temp.toString(), "--format", "json"))
        .isEqualTo(ExitStatus.FOUND);
    GoldenFile.of("cli/report-latest.json").matches(out.toString());
  }

  @Test
  void patchIsYamlWithTheReasons() throws IOException {
    calls();

    assertThat(run("report", "patch", "--sessions", temp.toString(), "--all"))
        .isEqualTo(ExitStatus.FOUND);
    GoldenFile.of("cli/report-patch.txt").matches(out.toString());
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100);
    assertThat(run("report", "patch", "--sessions", temp.toString(), "--severity", "warning"))
        .isEqualTo(ExitStatus.FINE);
    assertThat(out.toString()).isEqualTo("# There is no open advice.\n");
  }

  @Test
  void aPatchIsTheOneBestChangeUnlessToldOtherwise() throws IOException {
    calls();
    String folder = temp.toString();

    assertThat(run("report", "patch", "--sessions", folder)).isEqualTo(ExitStatus.FOUND);
    assertThat(out.toString())
        .startsWith("# The best open advice.")
        .contains("  fallback_timeout_ms: 12000\n")
        .doesNotContain("low_watermark_ms: 120");
    assertThat(err.toString())
        .contains("Make one change at a time")
        .contains("Also open (--field KEY, --top N, --all): streaming.low_watermark_ms\n");

    run("report", "patch", "--sessions", folder, "--top", "2");
    assertThat(out.toString())
        .contains("  fallback_timeout_ms: 12000\n", "  low_watermark_ms: 120");
    assertThat(err.toString()).contains("with 2 at once, report effects cannot tell");

    run("report", "patch", "--sessions", folder, "--field", "streaming.low_watermark_ms");
    assertThat(out.toString()).contains("  low_watermark_ms: 120\n").doesNotContain("12000");
    assertThat(err.toString()).contains("Also open").contains("streaming.fallback_timeout_ms");

    assertThat(run("report", "patch", "--sessions", folder, "--field", "vad.mode"))
        .isEqualTo(ExitStatus.FINE);
    assertThat(err.toString())
        .contains("There is no open advice on vad.mode; there is on: streaming.");
  }

  @Test
  void patchAsADiffKeepsWhatIsInTheFile() throws IOException {
    calls();
    Path file = temp.resolve("ai-agent.local.yaml");
    Files.writeString(
        file, "# ours\nstreaming:\n  # found in May\n  low_watermark_ms: 80 # ms\nvad: {}\n");

    assertThat(
            run(
                "report",
                "patch",
                "--sessions",
                temp.toString(),
                "--diff",
                file.toString(),
                "--all"))
        .isEqualTo(ExitStatus.FOUND);
    GoldenFile.of("cli/report-patch-diff.txt")
        .matches(out.toString().replace(file.toString(), "config/ai-agent.local.yaml"));
    assertThat(Files.readString(file)).startsWith("# ours").contains("low_watermark_ms: 80");

    Files.writeString(file, "streaming: {low_watermark_ms: 120, fallback_timeout_ms: 12000}\n");
    run("report", "patch", "--sessions", temp.toString(), "--diff", file.toString());
    assertThat(out.toString())
        .isEqualTo("# " + file + " has this already; wait for calls that run with it.\n");

    Files.writeString(file, "streaming: [1]\n");
    assertThat(run("report", "patch", "--sessions", temp.toString(), "--diff", file.toString()))
        .isEqualTo(ExitStatus.FAULT);
    assertThat(err.toString()).contains(file + ": line 1: holds no keys");
  }

  @Test
  void patchAgainstAFileThatIsNotThereYetIsAllNew() throws IOException {
    calls();
    String missing = temp.resolve("none.yaml").toString();

    assertThat(run("report", "patch", "--sessions", temp.toString(), "--diff", missing))
        .isEqualTo(ExitStatus.FOUND);
    assertThat(out.toString()).contains("+++ " + missing, "+  fallback_timeout_ms: 12000");
  }

  @Test
  void summaryOfAFolderIsWorthReading() throws IOException {
    calls();

    assertThat(run("report", "summary", "--sessions", temp.toString(), "--window", "1m"))
        .isEqualTo(ExitStatus.FINE);
    assertThat(out.toString()).startsWith("0 of 0 calls since ");
    String json = GoldenFile.of("http/feedback-summary.json").text();
    GoldenFile.of("cli/report-summary.txt")
        .matches(SummaryText.of(new ObjectMapper().readTree(json), Layout.PLAIN));
  }

  @Test
  void reportOfAnEmptyFolderSaysSo() {
    assertThat(run("report", "latest", "--sessions", temp.toString())).isEqualTo(ExitStatus.FINE);
    assertThat(out.toString()).isEqualTo("No call has ended yet.\n");
  }

  @Test
  void daemonThatDoesNotAnswerIsAFaultThatSaysWhatToDo() {
    assertThat(run("report", "latest", "--url", "http://127.0.0.1:1")).isEqualTo(ExitStatus.FAULT);
    assertThat(err.toString())
        .contains("no answer from http://127.0.0.1:1/feedback/latest", "--sessions");
  }

  @Test
  void sessionsFolderThatCannotBeMadeIsAFaultThatSaysWhatToDo() throws IOException {
    String inTheWay = Files.writeString(temp.resolve("file"), "").resolve("calls").toString();

    assertThat(run("serve", "--sessions", inTheWay, "--listen", "127.0.0.1:0"))
        .isEqualTo(ExitStatus.FAULT);
    assertThat(err.toString())
        .contains("cannot make or reach the sessions folder " + inTheWay, "--sessions");
  }

  @Test
  void demoWritesTheCallsAskedFor() {
    assertThat(run("demo", "--sessions", temp.toString(), "--calls", "20", "--backlog"))
        .isEqualTo(ExitStatus.FINE);
    assertThat(temp.toFile().list()).hasSize(20);
  }

  /** Three finished calls with fixed times, one of which has something to change. */
  private void calls() throws IOException {
    copy("complete", "2025-10-26T03:28:17Z");
    copy("units", "2025-10-26T03:00:00Z");
    Path folder = Files.createDirectory(temp.resolve("1761449250.2163"));
    Files.writeString(
        folder.resolve("metrics.json"),
        """
        {"pipeline_name":"cloud","provider_id":"deepgram","model_variant":"nova-3",
         "ended_at":"2025-10-26T04:00:00Z","duration_seconds":60,"turns":8,"outcome":"completed",
         "sentiment_score":0.1,"avg_turn_latency_ms":1200,
         "streaming":{"jitter_low_watermark_hits":6,"fallback_count":2,
          "fallback_reasons":["timeout>8.0s"]},"audio":{"downstream_mode":"stream"}}
        """);
    Files.writeString(
        folder.resolve("config_snapshot.yaml"),
        "streaming: {low_watermark_ms: 80, min_start_ms: 140, jitter_buffer_ms: 950,"
            + " fallback_timeout_ms: 8000}\n");
    age(folder, "2025-10-26T04:00:01Z");
  }

  private void copy(String fixture, String writtenAt) throws IOException {
    Path folder = Files.createDirectory(temp.resolve(fixture));
    try (Stream<Path> files = Files.list(FIXTURES.resolve(fixture))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    age(folder, writtenAt);
  }

  private static void age(Path folder, String writtenAt) throws IOException {
    Files.setLastModifiedTime(
        folder.resolve("metrics.json"), FileTime.from(Instant.parse(writtenAt)));
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
  }
}
