package org.voiceagent.exporter.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.config.ListenAddress;
import org.voiceagent.exporter.testing.Browser;
import org.voiceagent.exporter.testing.Daemons;
import org.voiceagent.exporter.testing.HostileCalls;
import org.voiceagent.exporter.yaml.Problems;

/** What a browser makes of the pages when every word on them was written by an attacker. */
final class BrowserTest {
  private static final String HOSTILE_ID = HostileCalls.ID;
  private static final String PLAIN_ID = "1761449250.2163";
  private static final Path PICTURES = Path.of("target", "browser");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> OUR_TAGS =
      Set.of(
          "html",
          "head",
          "meta",
          "title",
          "link",
          "body",
          "nav",
          "main",
          "h1",
          "h2",
          "p",
          "a",
          "table",
          "caption",
          "thead",
          "tbody",
          "tr",
          "th",
          "td",
          "ul",
          "ol",
          "li",
          "dl",
          "dt",
          "dd",
          "small",
          "span",
          "code",
          "pre",
          "article",
          "header",
          "footer",
          "section",
          "aside",
          "div",
          "h3",
          "form",
          "label",
          "input",
          "select",
          "option",
          "button",
          "textarea",
          "details",
          "summary",
          "time",
          "figure",
          "figcaption",
          "script",
          "svg",
          "g",
          "path",
          "line",
          "rect",
          "circle",
          "text",
          "tspan",
          "polyline",
          "polygon",
          "desc",
          "strong",
          "wbr",
          "em");

  @TempDir(cleanup = CleanupMode.ALWAYS)
  static Path temp;

  private static Browser browser;
  private static Daemon daemon;
  private static String home;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.start(temp.resolve("profile"));
    Path sessions = Files.createDirectory(temp.resolve("calls"));
    drop(sessions, PLAIN_ID, List.of("Hello, how can I help?".split(" ")));
    drop(sessions, HOSTILE_ID, HostileCalls.WORDS);
    Path showsIds = Files.writeString(temp.resolve("exporter.yml"), "series: {call_id: shown}\n");
    ExporterConfig config =
        ExporterConfig.load(showsIds, new Problems())
            .at(sessions, temp.resolve("state"), new ListenAddress("127.0.0.1", 0));
    daemon = Daemons.start(config);
    home = "http://127.0.0.1:" + daemon.port();
    await().until(() -> answer("/calls/" + HOSTILE_ID).statusCode() == 200);
    await().until(() -> answer("/calls/" + PLAIN_ID).statusCode() == 200);
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (daemon != null) {
      daemon.close();
    }
  }

  @Test
  void whateverIsSaidAndWrittenIsTextOnEveryPage() throws Exception {
    for (String path :
        List.of("/", "/calls", "/calls/" + HOSTILE_ID, "/calls/" + HOSTILE_ID + "/transcript")) {
      String name = path.replace(HOSTILE_ID, "hostile").replace('/', '-');
      assertThat(answer(path).headers().firstValue("Content-Security-Policy"))
          .as(path)
          .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
      browser.open(home + path);
      isOnlyOurs(path);
      for (int width : List.of(1_200, 360)) {
        for (boolean dark : List.of(false, true)) {
          browser.show(width, dark);
          browser.photograph(
              PICTURES.resolve("page" + name + "-" + width + (dark ? "-dark" : "") + ".png"));
          fitsAndCanBeRead(path + " at " + width, dark);
        }
      }
      assertThat(browser.complaints()).as("blocked or reported on %s", path).isEmpty();
      assertThat(browser.requests())
          .as("asked for by %s", path)
          .isNotEmpty()
          .allMatch(url -> url.startsWith(home + "/"));
    }
  }

  @Test
  void anAttackAddsNoElementToATranscript() throws Exception {
    browser.open(home + "/calls/" + PLAIN_ID + "/transcript");
    int turns = browser.run("return document.querySelectorAll('ol.dialogue > li').length").asInt();
    int plain = browser.run("return document.querySelectorAll('*').length").asInt();
    browser.open(home + "/calls/" + HOSTILE_ID + "/transcript");
    int attacks =
        browser.run("return document.querySelectorAll('ol.dialogue > li').length").asInt();

    assertThat(attacks).isEqualTo(HostileCalls.WORDS.size());
    assertThat(browser.run("return document.querySelectorAll('*').length").asInt())
        .as("a turn is three elements, whatever is said in it")
        .isEqualTo(plain + 3 * (attacks - turns));
    assertThat(browser.run("return document.body.innerText").asText())
        .contains("<script>window.ran=1</script>")
        .contains("&lt;script&gt;window.ran=1&lt;/script&gt;")
        .doesNotContain("\u202e");
  }

  private static void isOnlyOurs(String path) throws IOException {
    assertThat(browser.run("return window.ran === undefined").asBoolean()).as(path).isTrue();
    assertThat(texts("[...new Set([...document.querySelectorAll('*')].map(e => e.localName))]"))
        .as("elements of %s", path)
        .isSubsetOf(OUR_TAGS);
    assertThat(texts("[...document.scripts].map(e => e.getAttribute('src') + e.textContent)"))
        .as("scripts of %s", path)
        .containsExactly("/page.js");
    assertThat(
            texts(
                "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())"
                    + ".filter(n => n.startsWith('on') || n == 'style' || n == 'http-equiv')"))
        .as("attributes of %s", path)
        .isEmpty();
    assertThat(texts("[...document.links].map(a => a.href)"))
        .as("links of %s", path)
        .isNotEmpty()
        .allMatch(link -> link.startsWith(home + "/"));
  }

  private static void fitsAndCanBeRead(String page, boolean dark) throws IOException {
    JsonNode look =
        browser.run(
            """
            const root = document.documentElement;
            const brightness = c => c.match(/[0-9.]+/g).slice(0, 3).reduce((a, b) => +a + +b) / 3;
            const body = getComputedStyle(document.body);
            return {over: root.scrollWidth - root.clientWidth,
                    paper: brightness(body.backgroundColor), ink: brightness(body.color)};
            """);
    assertThat(look.path("over").asInt()).as("pixels beyond the edge of %s", page).isZero();
    double darker = dark ? look.path("paper").asDouble() : look.path("ink").asDouble();
    double brighter = dark ? look.path("ink").asDouble() : look.path("paper").asDouble();
    assertThat(brighter - darker).as("contrast of %s", page).isGreaterThan(150);
  }

  private static List<String> texts(String expression) throws IOException {
    JsonNode list = browser.run("return " + expression);
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static HttpResponse<String> answer(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(home + path)).header("Accept", "text/html").build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  /** A call in which all that can be a text is one of these words. */
  private static void drop(Path sessions, String id, List<String> words) throws IOException {
    Path folder = Files.createDirectory(sessions.resolve(id));
    StringBuilder transcript = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      ObjectNode line = JSON.createObjectNode().put("role", i % 2 == 0 ? "agent" : "user");
      line.put("text", words.get(i)).put("event", words.get(i)).put("latency_ms", words.get(i));
      transcript.append(line).append('\n');
    }
    Files.writeString(folder.resolve("transcript.jsonl"), transcript);
    Files.writeString(
        folder.resolve("config_snapshot.yaml"),
        """
        streaming: {low_watermark_ms: 80, min_start_ms: 120, jitter_buffer_ms: 950}
        "<b>_ms": "<img src=x onerror=ran=1>"
        """);
    ObjectNode summary =
        JSON.createObjectNode().put("duration_seconds", 60).put("turns", words.get(0));
    summary.put("pipeline_name", words.get(0)).put("provider_id", words.get(1 % words.size()));
    summary.put("model_variant", words.get(2 % words.size())).put("engine_version", words.get(0));
    summary.put("outcome", words.get(3 % words.size())).put("end_reason", String.join(" ", words));
    summary.put("error_message", String.join(" ", words)).put("call_uuid", words.get(0));
    summary.putObject("streaming").put("jitter_low_watermark_hits", 60);
    summary.putObject("audio").put("codec", words.get(0)).put("transport", words.get(1));
    Files.writeString(folder.resolve("metrics.json"), summary.toString());
  }
}
