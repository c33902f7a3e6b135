package org.voiceagent.exporter.stack;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the stack in a process of its own, answering on loopback. */
final class AlertProgram implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String address;
  private final Path log;
  private final Process process;

  private AlertProgram(String address, Path log, Process process) {
    this.address = address;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param listen host:port it was told to answer on
   */
  static AlertProgram start(String listen, Path directory, Path log, List<String> command)
      throws IOException {
    AlertProgram program = launch(listen, directory, log, command);
    try {
      await()
          .atMost(PATIENCE)
          .until(() -> !program.process.isAlive() || program.status("/-/ready") == 200);
      if (!program.process.isAlive()) {
        throw new IllegalStateException("it ended:\n" + program.log());
      }
    } catch (RuntimeException e) {
      program.close();
      throw e;
    }
    return program;
  }

  /** Starts it and waits for nothing. */
  static AlertProgram launch(String listen, Path directory, Path log, List<String> command)
      throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new AlertProgram("http://" + listen, log, process);
  }

  static String freeAddress() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + socket.getLocalPort();
    }
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** What a path answers as JSON. */
  JsonNode json(String path) throws IOException, InterruptedException {
    return MAPPER.readTree(text(path));
  }

  /** What a path answers. */
  String text(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address + path)).build()).body();
  }

  /** The result of a query of Prometheus. */
  JsonNode query(String promql) throws IOException, InterruptedException {
    return json("/api/v1/query?query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8));
  }

  /** Posts JSON and returns the status. */
  int post(String path, String json) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build())
        .statusCode();
  }

  /** The status of a path, or 0 if nobody answers. */
  int status(String path) throws InterruptedException {
    try {
      return send(HttpRequest.newBuilder(URI.create(address + path)).build()).statusCode();
    } catch (IOException nobody) {
      return 0;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return CLIENT.send(request, BodyHandlers.ofString());
  }
}
