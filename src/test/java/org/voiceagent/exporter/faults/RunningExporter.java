package org.voiceagent.exporter.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceagent.exporter.testing.MetricsPage;

/** The real program in a process of its own, started again as often as a test likes. */
final class RunningExporter implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("answering on (http://[0-9.:]+)");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final Path log;
  private final Process process;
  private final String address;

  private RunningExporter(Path log, Process process, String address) {
    this.log = log;
    this.process = process;
    this.address = address;
  }

  /** How to start it. */
  static final class Command {
    private final Path folder;
    private final List<String> wrapper = new ArrayList<>();
    private final List<String> jvm =
        new ArrayList<>(
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx96m", "-XX:-UsePerfData"));
    private final List<String> options = new ArrayList<>();

    /**
     * @param folder gets {@code calls}, {@code state} and the log
     */
    Command(Path folder) {
      this.folder = folder;
    }

    /** Runs the JVM under another command, such as {@code unshare -Ur}. */
    Command under(String... command) {
      wrapper.addAll(List.of(command));
      return this;
    }

    /** Options of the JVM; later ones win. */
    Command jvm(String... more) {
      jvm.addAll(List.of(more));
      return this;
    }

    /** Options of {@code serve}. */
    Command with(String... more) {
      options.addAll(List.of(more));
      return this;
    }

    /** Starts it and waits until it answers. */
    RunningExporter start() throws IOException {
      Path log = Files.createTempFile(folder, "log", ".txt");
      Process process = launch(log);
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(10))
          .until(() -> !process.isAlive() || ADDRESS.matcher(Files.readString(log)).find());
      Matcher address = ADDRESS.matcher(Files.readString(log));
      if (!address.find()) {
        throw new IllegalStateException("it ended:\n" + Files.readString(log));
      }
      return new RunningExporter(log, process, address.group(1));
    }

    /** Starts it and waits for nothing. */
    Process launch(Path log) throws IOException {
      List<String> command = new ArrayList<>(wrapper);
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(jvm);
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(List.of("org.voiceagent.exporter.cli.Main", "serve"));
      List<String> all = new ArrayList<>(options);
      addUnlessThere(all, "--sessions", folder.resolve("calls").toString());
      addUnlessThere(all, "--state", folder.resolve("state").toString());
      addUnlessThere(all, "--listen", "127.0.0.1:0");
      command.addAll(all);
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    }

    private static void addUnlessThere(List<String> all, String option, String value) {
      if (!all.contains(option)) {
        all.addAll(List.of(option, value));
      }
    }
  }

  Process process() {
    return process;
  }

  String address() {
    return address;
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page now. */
  MetricsPage scrape() {
    return tryToScrape().orElseThrow(() -> new IllegalStateException("no answer:\n" + log()));
  }

  /** The page now; empty if nobody answers, as right after a kill. */
  Optional<MetricsPage> tryToScrape() {
    return get("/metrics")
        .filter(answer -> answer.statusCode() == 200)
        .map(answer -> MetricsPage.of(answer.body()));
  }

  /** The text of a page. */
  String text(String path) {
    return get(path)
        .filter(answer -> answer.statusCode() == 200)
        .map(answer -> new String(answer.body(), StandardCharsets.UTF_8))
        .orElseThrow(() -> new IllegalStateException("no answer for " + path + ":\n" + log()));
  }

  /** The status of a path, or 0 if nobody answers. */
  int status(String path) {
    return get(path).map(HttpResponse::statusCode).orElse(0);
  }

  /** Kills it at once, as the kernel does when memory runs out. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Sends SIGTERM and returns the exit status. */
  int terminate() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("it does not end:\n" + log());
    }
    return process.exitValue();
  }

  /** Resident memory in KiB. */
  long residentKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private Optional<HttpResponse<byte[]>> get(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(20)).build();
    try {
      return Optional.of(CLIENT.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException gone) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
