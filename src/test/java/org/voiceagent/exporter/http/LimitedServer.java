package org.voiceagent.exporter.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.feedback.ReportStore;
import org.voiceagent.exporter.intake.Progress;
import org.voiceagent.exporter.metrics.Page;
import org.voiceagent.exporter.redaction.Redactor;

/**
 * A server in a JVM of its own, because the limits hold for a whole JVM and are read once: one
 * second for a request and for an answer, 20 connections. Ends when its input ends.
 */
final class LimitedServer implements AutoCloseable {
  static final int MOST_CONNECTIONS = 20;
  static final int LARGE_PAGE = 64 * 1024 * 1024;

  private final Process process;
  private final int port;

  private LimitedServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one; options are for the JVM. */
  static LimitedServer start(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(options));
    command.add(LimitedServer.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String port = process.inputReader().readLine();
    if (port == null) {
      throw new IOException("the server did not start: exit status of " + process);
    }
    return new LimitedServer(process, Integer.parseInt(port));
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroy();
  }

  /** Serves until standard input ends, which it does when the test's JVM ends. */
  public static void main(String[] args) throws IOException {
    HttpSettings settings =
        new HttpSettings(
            "127.0.0.1", 0, MOST_CONNECTIONS, Duration.ofSeconds(1), Duration.ofSeconds(1), false);
    HttpLimits.applyBeforeStart(settings);
    WebContent content =
        new WebContent(
            "0",
            (format, names, gzip) ->
                new Page(List.of(new byte[names.isEmpty() ? 10 : LARGE_PAGE]), false),
            new ReportStore(1),
            new SampleConclusions(),
            new MemoryArchive(),
            Redactor.off(),
            () -> new Progress(0, 0, true),
            List::of);
    try (WebServer server = WebServer.start(settings, content)) {
      System.out.println(server.port());
      while (System.in.read() >= 0) {
        // Nobody writes; the end of the input is what is waited for.
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
