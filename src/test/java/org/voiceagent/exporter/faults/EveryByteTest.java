package org.voiceagent.exporter.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing personal that an engine writes comes out again: not over HTTP, in the log, in the state
 * folder, or from the command line.
 */
@Tag("faults")
final class EveryByteTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final List<String> MEDIA =
      List.of("application/json", "text/html", "application/openmetrics-text; version=1.0.0");

  @TempDir Path temp;
  private final PlantedSecrets planted = new PlantedSecrets();
  private final Map<String, String> emitted = new TreeMap<>();

  @Test
  void nothingThatWasPlantedComesOut() throws Exception {
    Path calls = Files.createDirectories(temp.resolve("calls"));
    planted.drop(calls);
    try (RunningExporter exporter = new RunningExporter.Command(temp).start()) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  exporter.status("/feedback/calls/planted-whole") == 200
                      && exporter.status("/feedback/calls/planted-odd-values") == 200
                      && PlantedReports.counted().stream()
                          .allMatch(call -> exporter.status("/feedback/calls/" + call) == 200)
                      && exporter.log().contains("planted-broken"));
      askForEverything(exporter.address());
      report("--url", exporter.address());
      run("purge", "--dry-run", "--sessions", calls.toString(), "--state", state());
      run("forget", "planted-twice", "--sessions", calls.toString(), "--state", state());
      exporter.terminate();
      emitted.put("log", exporter.log());
    }
    report("--sessions", calls.toString());
    run("purge", "--dry-run", "--sessions", calls.toString(), "--state", state());
    run("forget", "planted-active", "--sessions", calls.toString(), "--state", state());
    run("forget", "--verify", "--state", state());
    for (String call : planted.calls()) {
      if (call.startsWith("planted")) { // the command repeats the path it is given
        run("check", "session", calls.resolve(call).toString());
      }
    }
    keepState();
    assertThat(emitted).as("what was looked through").hasSizeGreaterThan(60);
    assertThat(leaks()).isEmpty();
  }

  private void askForEverything(String address) throws Exception {
    List<String> paths =
        new ArrayList<>(
            List.of(
                "/",
                "/metrics",
                "/calls",
                "/feedback/latest",
                "/feedback/latest?limit=100",
                "/feedback/open",
                "/feedback/summary",
                "/feedback/effects",
                "/-/healthy",
                "/-/ready",
                "/style.css"));
    for (String call : planted.calls()) {
      paths.addAll(
          List.of("/calls/" + call, "/calls/" + call + "/transcript", "/feedback/calls/" + call));
    }
    for (String value : planted.placeByValue().keySet()) {
      String encoded = URLEncoder.encode(value, UTF_8);
      paths.add("/calls/" + encoded);
      paths.add("/feedback/summary?window=" + encoded);
    }
    for (String path : paths) {
      for (String media : MEDIA) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(address + path)).header("Accept", media).build();
        HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
        emitted.put("GET " + path + " as " + media, answer.headers().map() + answer.body());
      }
    }
  }

  private void report(String... source) throws Exception {
    for (String what : List.of("latest", "summary", "effects", "patch")) {
      run("report", what, source[0], source[1], "--format", "json");
      run("report", what, source[0], source[1]);
    }
  }

  private void run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.add("org.voiceagent.exporter.cli.Main");
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said;
    try (InputStream out = process.getInputStream()) {
      said = new String(out.readAllBytes(), UTF_8);
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    emitted.put(String.join(" ", arguments), said);
  }

  private String state() {
    return temp.resolve("state").toString();
  }

  private void keepState() throws IOException {
    try (Stream<Path> files = Files.walk(temp.resolve("state"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        emitted.put("state " + file.getFileName(), new String(Files.readAllBytes(file), UTF_8));
      }
    }
  }

  private List<String> leaks() {
    List<String> leaks = new ArrayList<>();
    planted
        .placeByValue()
        .forEach(
            (value, place) ->
                emitted.forEach(
                    (where, what) -> {
                      if (forms(value).stream().anyMatch(what::contains)) {
                        leaks.add(place + ": " + value + " comes out of " + where);
                      }
                    }));
    return leaks;
  }

  /** As it was written, as an address has it, and as a number is printed. */
  private static List<String> forms(String value) {
    return List.of(value, URLEncoder.encode(value, UTF_8), value.replace("+", ""));
  }
}
