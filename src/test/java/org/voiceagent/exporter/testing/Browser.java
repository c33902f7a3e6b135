package org.voiceagent.exporter.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Chromium without a window, spoken to through chromedriver in the protocol of W3C WebDriver. Not
 * thread-safe.
 */
public final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FLAGS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--disable-dev-shm-usage",
          "--no-first-run",
          "--no-proxy-server",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          // A bar at the edge would take width from the page, and cut the picture there.
          "--hide-scrollbars");

  private final Process driver;
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI session;

  private Browser(Process driver, int port, Path profile) throws IOException {
    this.driver = driver;
    URI sessions = URI.create("http://127.0.0.1:" + port + "/session");
    String id = send("POST", sessions, capabilities(profile)).path("sessionId").asText();
    this.session = URI.create(sessions + "/" + id);
  }

  /**
   * Starts a browser that nobody has used yet; a test that asks for one is skipped where Chromium
   * and chromedriver are not installed, and fails with {@code CI=true}.
   *
   * @param profile an empty folder for what browsers keep
   */
  public static Browser start(Path profile) throws IOException {
    String chromedriver = Tools.require("chromedriver").toString();
    Tools.require("chromium");
    Process driver = new ProcessBuilder(chromedriver, "--port=0").redirectErrorStream(true).start();
    try {
      Browser browser = new Browser(driver, port(driver), profile);
      browser.open("about:blank");
      browser.requests();
      return browser;
    } catch (IOException | RuntimeException e) {
      driver.descendants().forEach(ProcessHandle::destroyForcibly);
      driver.destroyForcibly();
      throw e;
    }
  }

  /** Opens a page and waits until it is loaded. */
  public void open(String url) throws IOException {
    command("POST", "/url", JSON.createObjectNode().put("url", url));
  }

  /** Runs a function's body in the page and returns what it returns. */
  public JsonNode run(String script) throws IOException {
    ObjectNode body = JSON.createObjectNode().put("script", script);
    body.putArray("args");
    return command("POST", "/execute/sync", body);
  }

  /**
   * Runs a function's body in the page, whose last argument is a function to call with the result,
   * and returns that.
   */
  public JsonNode runAsync(String script) throws IOException {
    ObjectNode body = JSON.createObjectNode().put("script", script);
    body.putArray("args");
    return command("POST", "/execute/async", body);
  }

  /** What axe finds that keeps people from using the page (WCAG 2.2 AA), one line each. */
  public List<String> barriers() throws IOException {
    String axe;
    try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    JsonNode found =
        runAsync(
            axe
                + """
                ;const done = arguments[arguments.length - 1];
                const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
                axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(
                    result => done(result.violations.flatMap(one => one.nodes.map(
                        node => one.id + ': ' + one.help + ': ' + node.html.slice(0, 200)))),
                    error => done(['axe failed: ' + error]));
                """);
    List<String> barriers = new ArrayList<>();
    found.forEach(one -> barriers.add(one.asText()));
    return barriers;
  }

  /** Keeps a picture of the whole page, not only of what fits the window, as PNG. */
  public void photographWhole(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    ObjectNode body = JSON.createObjectNode().put("cmd", "Page.captureScreenshot");
    body.putObject("params").put("captureBeyondViewport", true);
    String picture = command("POST", "/goog/cdp/execute", body).path("data").asText();
    Files.write(file, Base64.getDecoder().decode(picture));
  }

  /** Shows pages as on a screen this wide, in CSS pixels, to people who like it dark or light. */
  public void show(int width, boolean dark) throws IOException {
    ObjectNode size = JSON.createObjectNode().put("width", width).put("height", 800);
    devtools(
        "Emulation.setDeviceMetricsOverride",
        size.put("deviceScaleFactor", 1).put("mobile", false));
    ObjectNode media = JSON.createObjectNode();
    media
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", dark ? "dark" : "light");
    devtools("Emulation.setEmulatedMedia", media);
  }

  /** Keeps a picture of what is shown, as PNG. */
  public void photograph(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    String picture = command("GET", "/screenshot", JSON.createObjectNode()).asText();
    Files.write(file, Base64.getDecoder().decode(picture));
  }

  /** What the browser had to say since it was last asked, such as what it blocked. */
  public List<String> complaints() throws IOException {
    List<String> complaints = new ArrayList<>();
    log("browser").forEach(entry -> complaints.add(entry.path("message").asText()));
    return complaints;
  }

  /** The addresses that were asked for since it was last asked. */
  public List<String> requests() throws IOException {
    List<String> requests = new ArrayList<>();
    for (JsonNode entry : log("performance")) {
      JsonNode event = JSON.readTree(entry.path("message").asText()).path("message");
      if (event.path("method").asText().equals("Network.requestWillBeSent")) {
        requests.add(event.at("/params/request/url").asText());
      }
    }
    return requests;
  }

  @Override
  public void close() throws IOException {
    try {
      send("DELETE", session, JSON.createObjectNode());
    } finally {
      List<ProcessHandle> left;
      try (Stream<ProcessHandle> all = driver.descendants()) {
        left = all.toList();
      }
      driver.destroy();
      left.forEach(ProcessHandle::destroyForcibly);
      driver.onExit().join();
    }
  }

  private static ObjectNode capabilities(Path profile) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode wanted = body.putObject("capabilities").putObject("alwaysMatch");
    ObjectNode options = wanted.putObject("goog:chromeOptions");
    options.put("binary", Tools.require("chromium").toString());
    var arguments = options.putArray("args");
    FLAGS.forEach(arguments::add);
    arguments.add("--user-data-dir=" + profile);
    wanted.putObject("goog:loggingPrefs").put("browser", "ALL").put("performance", "ALL");
    return body;
  }

  private static int port(Process driver) throws IOException {
    BufferedReader said = driver.inputReader(StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>();
    Optional<String> line = Optional.ofNullable(said.readLine());
    while (line.isPresent()) {
      Matcher started = STARTED.matcher(line.get());
      if (started.find()) {
        return Integer.parseInt(started.group(1));
      }
      lines.add(line.get());
      line = Optional.ofNullable(said.readLine());
    }
    throw new IOException("chromedriver did not start: " + lines);
  }

  private void devtools(String method, ObjectNode parameters) throws IOException {
    ObjectNode body = JSON.createObjectNode().put("cmd", method);
    body.set("params", parameters);
    command("POST", "/goog/cdp/execute", body);
  }

  private JsonNode log(String type) throws IOException {
    return command("POST", "/se/log", JSON.createObjectNode().put("type", type));
  }

  private JsonNode command(String method, String path, ObjectNode body) throws IOException {
    return send(method, URI.create(session + path), body);
  }

  private JsonNode send(String method, URI to, ObjectNode body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .timeout(PATIENCE)
            .method(
                method,
                method.equals("POST")
                    ? BodyPublishers.ofString(body.toString())
                    : BodyPublishers.noBody())
            .build();
    try {
      var answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(to + " answers " + answer.body());
      }
      return JSON.readTree(answer.body()).path("value");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
