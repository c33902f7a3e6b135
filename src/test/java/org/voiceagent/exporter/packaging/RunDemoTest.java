package org.voiceagent.exporter.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/run_demo}, with a stand-in for the program. */
final class RunDemoTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @BeforeEach
  void copyScripts() throws IOException {
    Path scripts = Files.createDirectories(folder.resolve("scripts"));
    for (String script : new String[] {"run_demo", "find_java", "java.options"}) {
      Files.copy(
          Path.of("scripts", script), scripts.resolve(script), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  @Test
  void startsDaemonAndEngineAndStopsBoth() throws Exception {
    StandInProgram.pack(folder.resolve("target/voice-agent-exporter.jar"));
    String listen = "127.0.0.1:" + freePort();
    Path output = folder.resolve("output");
    Process script = shell(Map.of("LISTEN", listen)).start(output, "scripts/run_demo");
    try {
      await().atMost(PATIENCE).until(() -> said(output).contains("demo is process"));

      assertThat(said(output))
          .containsSubsequence("demo\n--sessions\n", "--history\n7\n", "serve\n")
          .contains("serve\n--sessions\nmonitoring/call_sessions\n--listen\n" + listen)
          .contains("http://" + listen + "/metrics");
    } finally {
      script.destroy();
    }
    await().atMost(PATIENCE).until(() -> !script.isAlive());
    assertThat(script.exitValue()).isZero();
    assertThat(isAlive("serve", said(output))).isFalse();
    assertThat(isAlive("demo", said(output))).isFalse();
  }

  @Test
  void saysWhatToDoWhenThePortIsTaken() throws Exception {
    StandInProgram.pack(folder.resolve("target/voice-agent-exporter.jar"));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      Shell.Outcome outcome = shell(Map.of("LISTEN", "127.0.0.1:" + port)).run("scripts/run_demo");

      assertThat(outcome.status()).isEqualTo(2);
      assertThat(outcome.output())
          .contains("Something already listens on 127.0.0.1:" + port)
          .contains("make run LISTEN=127.0.0.1:" + (port + 1));
    }
  }

  @Test
  void saysWhatToDoWhenJavaIsTooOld() throws Exception {
    Path java = folder.resolve("old/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"1.8.0_412\"' >&2\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();

    Shell.Outcome outcome =
        shell(Map.of("JAVA_HOME", folder.resolve("old").toString())).run("scripts/run_demo");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.output())
        .contains("is version 1.8.0_412, which is too old")
        .contains("Install a JDK 17 or newer");
  }

  @Test
  void saysWhatToDoWhenThereIsNoJar() throws Exception {
    Shell.Outcome outcome = shell(Map.of()).run("scripts/run_demo");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.output()).contains("run 'make build' first");
  }

  private Shell shell(Map<String, String> environment) {
    return new Shell(folder, environment);
  }

  private static String said(Path output) throws IOException {
    return Files.readString(output);
  }

  private static boolean isAlive(String part, String output) {
    Matcher process = Pattern.compile(part + " is process (\\d+)").matcher(output);
    assertThat(process.find()).as(output).isTrue();
    return ProcessHandle.of(Long.parseLong(process.group(1)))
        .map(ProcessHandle::isAlive)
        .orElse(false);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
