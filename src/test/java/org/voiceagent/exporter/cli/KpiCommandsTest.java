package org.voiceagent.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.daemon.Daemon;
import org.voiceagent.exporter.demo.DemoEngine;
import org.voiceagent.exporter.demo.DemoOptions;
import org.voiceagent.exporter.testing.Daemons;

/** The commands for key performance indicators, as they are typed, on demo calls. */
final class KpiCommandsTest {
  private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]+\\.[0-9]{9,}(?:E-?[0-9]+)?");

  private static final int WRITTEN = 300;

  @TempDir static Path temp;
  private static Path sessions;
  private static Daemon daemon;
  private static long calls;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void countDemoCalls() throws Exception {
    sessions = temp.resolve("calls");
    // Two hours of calls, all of which count as calls of the last day.
    DemoOptions options = new DemoOptions(sessions, WRITTEN / 120.0, 1, WRITTEN, true);
    new DemoEngine(options, InstantSource.system()).run(line -> {});
    daemon = Daemons.start(Daemons.config(temp, ""));
    await().atMost(Duration.ofSeconds(60)).until(KpiCommandsTest::isReady);
    calls = calls("kpi", "--format=json", "--from=1d", "--sessions", sessions.toString());
    // A call that had just ended when the daemon started settles after it is ready.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> calls("kpi", "--format=json", "--url", daemonUrl()) == calls);
    // Some demo calls never end, or cannot be read.
    assertThat(calls).isBetween(WRITTEN * 9 / 10L, (long) WRITTEN);
  }

  @AfterAll
  static void stop() {
    daemon.close();
  }

  private static boolean isReady() throws IOException {
    var ready = (HttpURLConnection) URI.create(daemonUrl() + "/-/ready").toURL().openConnection();
    return ready.getResponseCode() == 200;
  }

  private static String daemonUrl() {
    return "http://127.0.0.1:" + daemon.port();
  }

  private static long calls(String... arguments) throws IOException {
    return new ObjectMapper().readTree(json(arguments)).at("/rows/0/kpis/0/value").asLong();
  }

  private static String kpis(String url) {
    return json("kpi", "--format=json", "--url", url);
  }

  private static String json(String... arguments) {
    StringWriter json = new StringWriter();
    Main.run(arguments, new PrintWriter(json), new PrintWriter(new StringWriter()));
    return json.toString();
  }

  private int run(String arguments) {
    return Main.run(
        (arguments + " --url " + daemonUrl()).split(" "),
        new PrintWriter(out),
        new PrintWriter(err));
  }

  @ParameterizedTest
  @ValueSource(strings = {"orchestrator-log --metrics", "kpi", "kpi --metrics"})
  void snapshotShowsEachIndicatorWithItsNumberAndWhyItIsAbsent(String arguments) {
    assertThat(run(arguments)).isEqualTo(ExitStatus.FINE);

    assertThat(out.toString())
        .containsPattern("Calls +" + calls + " +" + calls + " +calls@v1")
        .containsPattern("Average handle time +[0-9.]+ s +[0-9]+ +aht_seconds@v1")
        .containsPattern("First call resolution, as stated +[0-9.]+ % +[0-9]+")
        .containsPattern("Satisfaction, mean +[1-5]\\.[0-9]+ +[0-9]+")
        .containsPattern("Response latency, p50 +[0-9.]+ s")
        .containsPattern("Response latency, p95 +[0-9.]+ s")
        .containsPattern("Response latency, p99 +[0-9.]+ s")
        .containsPattern("Cache hits +[0-9.]+ %")
        .containsPattern("First call resolution, by repeat +- +0 .*\n  pending: 7 days")
        .doesNotContain("\u001b");
  }

  @Test
  void daemonAndFolderGiveTheSameFigures() throws IOException {
    JsonNode ofDaemon = new ObjectMapper().readTree(toTwelveDigits(kpis(daemonUrl()))).path("rows");
    String[] arguments = {"kpi", "--format=json", "--from=1d", "--sessions", sessions.toString()};
    assertThat(Main.run(arguments, new PrintWriter(out), new PrintWriter(err)))
        .isEqualTo(ExitStatus.FINE);

    assertThat(ofDaemon.path(0).path("kpis")).hasSizeGreaterThan(40);
    assertThat(new ObjectMapper().readTree(toTwelveDigits(out.toString())).path("rows"))
        .isEqualTo(ofDaemon);
  }

  @Test
  void csvOfDaemonAndFolderIsThatOfThePage() throws IOException {
    List<String> page = withoutTimes(page("/kpi.csv?from=30d&by=day"));
    assertThat(page).hasSizeGreaterThan(40);

    for (String source : List.of("--url " + daemonUrl(), "--sessions " + sessions)) {
      assertThat(withoutTimes(printed("analytics-report --export csv " + source)))
          .as(source)
          .isEqualTo(page);
    }
  }

  @Test
  void eachRowThatAPersonReadsHasTheFiguresOfThePage() throws IOException {
    List<String> expected =
        KpiRows.of(page("/kpi.json?from=1d")).rows().get(0).figures().stream()
            .map(one -> String.join(" ", one.title(), one.text(), one.n() + "", one.id()))
            .toList();
    assertThat(expected).hasSizeGreaterThan(40);

    for (String source : List.of("--url " + daemonUrl(), "--from=1d --sessions " + sessions)) {
      List<String> rows =
          printed("orchestrator-log --metrics " + source)
              .lines()
              .filter(line -> line.contains("@v"))
              .map(line -> line.strip().replaceAll(" +", " "))
              .toList();
      assertThat(rows).as(source).isEqualTo(expected);
    }
  }

  private static String page(String path) throws IOException {
    try (InputStream body = URI.create(daemonUrl() + path).toURL().openStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String printed(String arguments) {
    StringWriter text = new StringWriter();
    PrintWriter errors = new PrintWriter(new StringWriter());
    assertThat(Main.run(arguments.split(" "), new PrintWriter(text), errors))
        .isEqualTo(ExitStatus.FINE);
    return text.toString();
  }

  /** Sums depend in their last digits on the order of the calls, which daemon and folder choose. */
  private static String toTwelveDigits(String text) {
    return LONG_NUMBER
        .matcher(text)
        .replaceAll(
            number ->
                new BigDecimal(number.group())
                    .round(new MathContext(12))
                    .stripTrailingZeros()
                    .toPlainString());
  }

  /** The lines without the period, which ends with the present. */
  private static List<String> withoutTimes(String csv) {
    return toTwelveDigits(csv).lines().map(line -> line.split(",", 3)[2]).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"monitor-session --stats", "live", "live --stats"})
  void statisticsShowThisHourBesideTheLastDayAndTheNewestCalls(String arguments) {
    assertThat(run(arguments)).isEqualTo(ExitStatus.FINE);

    assertThat(out.toString())
        .contains("Active calls: ", "THIS HOUR", "24 H", daemonUrl())
        .containsPattern("Mean opinion score, from engines +\\S+")
        .containsPattern("Word error rate, mean of calls +\\S+")
        .containsPattern("Cache hits +\\S+")
        .containsPattern("ENDED +CALL +PIPELINE +OUTCOME +TIME +TURNS +ADVICE\n20")
        .doesNotContain("\u001b");
  }

  @Test
  void liveInAPipeIsOneTextAfterAnother() {
    assertThat(run("monitor-session --stats --live --interval 1 --count 2"))
        .isEqualTo(ExitStatus.FINE);

    assertThat(out.toString().split("THIS HOUR", -1)).hasSize(3);
    assertThat(out.toString()).doesNotContain("\u001b");
  }

  @Test
  void liveGoesOnWhenTheDaemonDoesNotAnswer() {
    String[] arguments = {"live", "--live", "--count=1", "--url", "http://127.0.0.1:9"};

    assertThat(Main.run(arguments, new PrintWriter(out), new PrintWriter(err)))
        .isEqualTo(ExitStatus.FINE);
    assertThat(out.toString()).contains("no answer from http://127.0.0.1:9/");
    assertThat(
            Main.run(
                new String[] {"live", "--url", "http://127.0.0.1:9"},
                new PrintWriter(out),
                new PrintWriter(err)))
        .isEqualTo(ExitStatus.FAULT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "analytics-report --export=csv --output=FILE",
        "analytics-report --export csv --output FILE",
        "export --export csv --by day,pipeline_name --output FILE"
      })
  void csvIsWrittenAsAWhole(String arguments) throws IOException {
    Path folder = Files.createTempDirectory(temp, "out");
    Path file = Files.writeString(folder.resolve("report.csv"), "old");

    assertThat(run(arguments.replace("FILE", file.toString()))).isEqualTo(ExitStatus.FINE);

    assertThat(Files.readString(file)).startsWith("from,to,day,").contains("aht_seconds@v1");
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("Wrote " + file);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aFileThatCannotBeWrittenStaysAsItWas() throws IOException {
    Path folder = Files.createTempDirectory(temp, "out");
    assertThat(run("export --export=json --output " + folder)).isEqualTo(ExitStatus.FAULT);
    assertThat(err.toString()).contains("is a folder");
    assertThat(run("export --export=json --output " + folder.resolve("no/such.json")))
        .isEqualTo(ExitStatus.FAULT);
    assertThat(err.toString()).contains("there is no folder");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void jsonAndTableHaveTheSameNumbers() throws IOException {
    assertThat(run("export --export=json --by=day --from=1d")).isEqualTo(ExitStatus.FINE);
    JsonNode rows = new ObjectMapper().readTree(out.toString()).path("rows");
    long all = 0;
    for (JsonNode row : rows) {
      all += row.path("kpis").path(0).path("value").asLong();
    }
    assertThat(all).isEqualTo(calls);

    assertThat(run("export --by=pipeline_name --from=1d")).isEqualTo(ExitStatus.FINE);
    assertThat(out.toString()).contains("openai_realtime", "Average handle time");
  }

  @Test
  void thresholdAsTypedIsCrossed() {
    assertThat(run("threshold-alert --metric=latency --threshold=500 --interval=60 --once"))
        .isEqualTo(ExitStatus.FOUND);
    assertThat(out.toString())
        .containsPattern("response_latency_p95_seconds@v1 .* BREACH, limit 0.50 s");

    assertThat(run("watch --metric latency --threshold 100s --once")).isEqualTo(ExitStatus.FINE);
    assertThat(out.toString()).contains("ok, limit 100.0 s");
    assertThat(run("watch --metric fcr --threshold 99% --once")).isEqualTo(ExitStatus.FOUND);
    assertThat(run("watch --metric fcr_stated_rate@v1 --threshold 0.01 --once"))
        .isEqualTo(ExitStatus.FINE);
    assertThat(run("watch --metric aht --threshold 1 --below --once")).isEqualTo(ExitStatus.FINE);
  }

  @Test
  void tooFewCallsAreNotJudged() {
    assertThat(run("watch --metric latency --threshold 1 --min-calls 1000000 --once"))
        .isEqualTo(ExitStatus.FINE);
    assertThat(out.toString()).contains("not judged: fewer than --min-calls 1000000");
    assertThat(run("watch --metric latency --threshold 1 --pipeline none --once"))
        .isEqualTo(ExitStatus.FINE);
    assertThat(out.toString()).contains("not judged: no response latency was measured");
  }

  @ParameterizedTest
  @ValueSource(strings = {" --once", ""})
  @Timeout(60)
  void anUnknownIndicatorIsWrongUseThatNamesTheOthers(String once) {
    assertThat(run("watch --metric latncy --threshold 1" + once)).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(err.toString())
        .contains("there is no indicator \"latncy\"; there are: calls, aht_seconds,")
        .contains("; for short: aht, cache, cost,", " latency_p99, mos, wer");
  }

  @Test
  void aBreachIsPostedAndGivenToACommandOnce() throws IOException {
    List<JsonNode> posts = new CopyOnWriteArrayList<>();
    AtomicInteger status = new AtomicInteger(200);
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          posts.add(new ObjectMapper().readTree(exchange.getRequestBody()));
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
        });
    receiver.start();
    try {
      Path note = temp.resolve("note");
      String hook = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
      String[] arguments = {
        "watch",
        "--metric",
        "latency",
        "--threshold",
        "500",
        "--once",
        "--webhook",
        hook,
        "--command",
        "echo \"$ALERT_STATUS $ALERT_KPI $ALERT_N\" > " + note,
        "--url",
        daemonUrl()
      };

      assertThat(Main.run(arguments, new PrintWriter(out), new PrintWriter(err)))
          .isEqualTo(ExitStatus.FOUND);
      assertThat(posts).hasSize(1);
      assertThat(posts.get(0).path("status").asText()).isEqualTo("breach");
      assertThat(posts.get(0).path("threshold").asDouble()).isEqualTo(0.5);
      assertThat(posts.get(0).path("text").asText())
          .contains("Response latency, p95 is ", "above the threshold of 0.50 s");
      assertThat(Files.readString(note)).startsWith("breach response_latency_p95_seconds@v1 ");

      status.set(500);
      assertThat(Main.run(arguments, new PrintWriter(out), new PrintWriter(err)))
          .isEqualTo(ExitStatus.FAULT);
      assertThat(err.toString()).contains("the webhook answered with status 500");
    } finally {
      receiver.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"business-dashboard", "dashboard --days 7"})
  void executiveViewShowsTrendPipelinesAndAdvice(String arguments) {
    assertThat(run(arguments)).isEqualTo(ExitStatus.FINE);

    assertThat(out.toString())
        .containsPattern("Calls +" + calls + " +")
        .containsPattern("Cost per call +[0-9.]+ USD")
        .contains("By pipeline", "local_hybrid", "What is unusual", "What to change first")
        .contains("·");
  }

  @Test
  void executivePageIsOneFileWithoutScriptsThatPrints() throws Exception {
    Path file = temp.resolve("dashboard.html");
    assertThat(run("business-dashboard --html --output " + file)).isEqualTo(ExitStatus.FINE);

    String page = Files.readString(file);
    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .contains("@page { size: A4", "<svg ", "aht_seconds@v1", "By pipeline")
        .doesNotContain("<script", "http-equiv", "src=", "javascript:", "NaN");
    String xml = page.substring(page.indexOf('\n') + 1);
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new org.xml.sax.InputSource(new java.io.StringReader(xml)));
    assertThat(document.getElementsByTagName("svg").getLength()).isGreaterThan(15);
  }

  @Test
  void comparisonSaysWhatItCanTell() {
    int status =
        run("compare --before pipeline_name=local_hybrid --after pipeline_name=openai_realtime");

    assertThat(status).isIn(ExitStatus.FINE, ExitStatus.FOUND);
    assertThat(out.toString())
        .contains("before  pipeline_name=local_hybrid: ", "Note: observational, not randomised")
        .contains("Careful: the mix of pipelines, providers and models differs.")
        .containsPattern("response_latency_ms +[0-9]+ ms +[0-9]+ ms");
  }

  @Test
  void everyAnswerIsTheSameUnderTheShortName() {
    for (String names :
        List.of(
            "orchestrator-log kpi",
            "analytics-report export",
            "threshold-alert watch",
            "monitor-session live",
            "business-dashboard dashboard")) {
      String[] both = names.split(" ", -1);
      assertThat(RootCommand.commandLine().getSubcommands().get(both[0]).getCommand().getClass())
          .isEqualTo(
              RootCommand.commandLine().getSubcommands().get(both[1]).getCommand().getClass());
    }
  }
}
