package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.testing.Tools;

/** What the image of the daemon is made of, and how it is asked whether it is well. */
final class ComposeImageTest {

  @Test
  void copiesOnlyWhatIsThereAndLetIn() throws IOException {
    List<String> sources =
        Files.readAllLines(Path.of("Dockerfile")).stream()
            .filter(line -> line.startsWith("COPY ") && !line.contains("--from="))
            .map(line -> line.split(" ", -1))
            .flatMap(words -> Arrays.stream(words, 1, words.length - 1))
            .filter(source -> !source.equals("."))
            .toList();

    assertThat(sources)
        .contains("scripts/java.options", "monitoring/rules")
        .allSatisfy(
            source -> {
              assertThat(Path.of(source)).exists();
              assertThat(isLetIn(source)).as(source).isTrue();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pom.xml", "mvnw", ".mvn/wrapper/maven-wrapper.properties", "src/main/java"})
  void letsInWhatTheBuildNeeds(String path) throws IOException {
    assertThat(Path.of(path)).exists();
    assertThat(isLetIn(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".env",
        ".git/config",
        "config/ai-agent.yaml",
        "monitoring/call_sessions/1/transcript.jsonl",
        "monitoring/config_snapshots/ai-agent-1.yaml",
        "monitoring/alertmanager/secrets/slack_webhook_url",
        "monitoring/native/data",
        "target/classes"
      })
  void keepsOutWhatNobodyElseMaySee(String path) throws IOException {
    assertThat(isLetIn(path)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"200,0", "503,1"})
  void saysByItsExitStatusWhetherTheDaemonIsReady(int status, int expected) throws Exception {
    Tools.require("bash");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/-/ready",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      assertThat(isReady(server.getAddress().getPort())).isEqualTo(expected);
    } finally {
      server.stop(0);
    }
    assertThat(isReady(server.getAddress().getPort())).as("nobody listens").isEqualTo(1);
  }

  private static int isReady(int port) throws IOException, InterruptedException {
    return SetupRepository.run(
            Path.of("").toAbsolutePath(),
            Map.of(),
            "scripts/monitoring/is_ready",
            String.valueOf(port))
        .status();
  }

  /** As Docker reads the file: the last line that fits the path, or a folder above it, decides. */
  private static boolean isLetIn(String path) throws IOException {
    boolean letIn = true;
    for (String line : Files.readAllLines(Path.of(".dockerignore"))) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      boolean exception = line.startsWith("!");
      String pattern = exception ? line.substring(1) : line;
      for (Path part = Path.of(path); part != null; part = part.getParent()) {
        if (FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(part)) {
          letIn = exception;
        }
      }
    }
    return letIn;
  }
}
