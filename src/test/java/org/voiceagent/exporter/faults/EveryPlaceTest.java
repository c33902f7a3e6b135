package org.voiceagent.exporter.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.testing.Places;
import org.voiceagent.exporter.testing.Places.Place;

/**
 * The places of {@code inplace/places.txt}, and folders that are named by a person, through the
 * whole program: nothing of them comes out by a page, the log, the state or a receipt, and with
 * {@code on_ingest} nothing of them stays on disk.
 */
@Tag("faults")
final class EveryPlaceTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final List<String> MEDIA =
      List.of("application/json", "text/html", "application/openmetrics-text; version=1.0.0");
  private static final Map<String, String> PERSONAL_FOLDERS =
      Map.of(
          "+12025550190", "2025550190",
          "jane.roe950@example.org", "jane.roe950",
          "sip:+12025550191@example.org", "2025550191",
          "call-4915112345678", "4915112345678",
          "00:1b:63:84:45:e6", "84:45:e6");

  /**
   * What may lead to a place without being it: pages redact text, and leave what it does not say.
   */
  private static final Pattern CALL_LINK = Pattern.compile("\"call_uuid\":\"([^\"]+)\"");

  @TempDir Path temp;
  private final Map<String, String> emitted = new TreeMap<>();

  @ParameterizedTest
  @ValueSource(strings = {"on_read", "on_ingest"})
  void nothingOfAPlaceComesOutOrStays(String mode) throws Exception {
    Path calls = Files.createDirectories(temp.resolve("calls"));
    List<Place> places = Places.all();
    for (int i = 0; i < places.size(); i++) {
      places.get(i).drop(calls.resolve("place-" + i));
    }
    for (String name : PERSONAL_FOLDERS.keySet()) {
      Path folder = Files.createDirectory(calls.resolve(name));
      Files.writeString(
          folder.resolve("transcript.jsonl"), "{\"role\":\"user\",\"text\":\"hello\"}\n");
      Files.writeString(
          folder.resolve("metrics.json"),
          "{\"call_uuid\":\"" + name + "\",\"duration_seconds\":10,\"fallback_count\":1}");
    }
    Files.createDirectory(calls.resolve("tel:+1 202 555 0192"));
    age(calls);
    int counted = places.size() + PERSONAL_FOLDERS.size();
    Path config =
        Files.writeString(temp.resolve("exporter.yml"), "redaction: {redact: " + mode + "}\n");
    try (RunningExporter exporter =
        new RunningExporter.Command(temp).with("--config", config.toString()).start()) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  exporter.status("/-/ready") == 200
                      && get(exporter, "/calls?limit=500", MEDIA.get(0)).split("call_uuid").length
                          > counted);
      if (mode.equals("on_ingest")) {
        await().atMost(Duration.ofSeconds(60)).until(() -> marked(calls) >= counted);
      }
      ask(exporter);
      exporter.terminate();
      emitted.put("log", exporter.log());
    }
    keep("state", temp.resolve("state"));
    List<String> leaks = new ArrayList<>();
    PERSONAL_FOLDERS.values().forEach(value -> leaks.addAll(where(value, emitted)));
    leaks.addAll(where("555 0192", emitted));
    for (Place place : places) {
      for (String value : place.gone()) {
        // Words of the language stand on pages by themselves; what is peculiar may not.
        if (value.chars().filter(Character::isDigit).count() > 5 || value.contains("jane.roe")) {
          leaks.addAll(where(value, emitted));
        }
      }
    }
    if (mode.equals("on_ingest")) {
      for (int i = 0; i < places.size(); i++) {
        Map<String, String> left = new TreeMap<>();
        read(calls.resolve("place-" + i), left);
        Map<String, String> written = new TreeMap<>(left);
        written.keySet().removeIf(file -> file.endsWith("/.redacted"));
        for (String value : places.get(i).gone()) {
          // The mark holds digests, in which three digits stand by chance.
          leaks.addAll(where(value, value.length() > 5 ? left : written));
        }
      }
      for (Map.Entry<String, String> personal : PERSONAL_FOLDERS.entrySet()) {
        Map<String, String> left = new TreeMap<>();
        read(calls.resolve(personal.getKey()), left);
        leaks.addAll(where(personal.getValue(), left));
      }
    }
    assertThat(emitted).hasSizeGreaterThan(100);
    assertThat(leaks).isEmpty();
  }

  /** A file that is no YAML may still be being written if it is young. */
  private static void age(Path calls) throws IOException {
    try (Stream<Path> files = Files.walk(calls)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofMinutes(10))));
      }
    }
  }

  private void ask(RunningExporter exporter) throws Exception {
    List<String> paths =
        new ArrayList<>(
            List.of(
                "/",
                "/metrics",
                "/calls?limit=500",
                "/feedback/latest?limit=100",
                "/feedback/open",
                "/feedback/summary",
                "/feedback/effects"));
    Matcher call = CALL_LINK.matcher(get(exporter, "/calls?limit=500", MEDIA.get(0)));
    while (call.find()) {
      paths.add("/calls/" + call.group(1));
      paths.add("/calls/" + call.group(1) + "/transcript");
      paths.add("/feedback/calls/" + call.group(1));
    }
    for (String path : paths) {
      for (String media : MEDIA) {
        emitted.put("GET " + path + " as " + media, get(exporter, path, media));
      }
    }
  }

  private static String get(RunningExporter exporter, String path, String media) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(exporter.address() + path))
            .header("Accept", media)
            .build();
    return CLIENT.send(request, BodyHandlers.ofString()).body();
  }

  private static long marked(Path calls) throws IOException {
    try (Stream<Path> folders = Files.list(calls)) {
      return folders.filter(folder -> Files.exists(folder.resolve(".redacted"))).count();
    }
  }

  private void keep(String what, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        emitted.put(what + " " + file, new String(Files.readAllBytes(file), UTF_8));
      }
    }
  }

  private static void read(Path folder, Map<String, String> into) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        into.put(file.toString(), new String(Files.readAllBytes(file), UTF_8));
      }
    }
  }

  private static List<String> where(String value, Map<String, String> texts) {
    List<String> found = new ArrayList<>();
    texts.forEach(
        (where, text) -> {
          if (text.contains(value)) {
            found.add(value + " in " + where);
          }
        });
    return found;
  }
}
