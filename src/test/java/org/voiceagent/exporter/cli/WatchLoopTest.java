package org.voiceagent.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code threshold-alert} that goes on: what the webhook and the command get as calls come. */
@Timeout(120)
final class WatchLoopTest {
  @TempDir Path temp;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** What the webhook was asked to take, and what it took. */
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private final List<String> posted = new CopyOnWriteArrayList<>();
  private final AtomicBoolean webhookFails = new AtomicBoolean();
  private HttpServer webhook;
  private Thread watching;

  @BeforeEach
  void watch() throws IOException {
    webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    webhook.createContext(
        "/",
        exchange -> {
          String status =
              new ObjectMapper().readTree(exchange.getRequestBody()).path("status").asText();
          boolean fails = webhookFails.get();
          asked.add(status);
          if (!fails) {
            posted.add(status);
          }
          exchange.sendResponseHeaders(fails ? 503 : 204, -1);
          exchange.close();
        });
    webhook.start();
    call("calls/quick", 10);
    String command =
        "cd '%s' && echo x >> tried && test ! -e fail && echo \"$ALERT_STATUS\" >> done";
    String[] arguments = {
      "threshold-alert",
      "--metric=aht_seconds",
      "--threshold=100",
      "--interval=100ms",
      "--sessions=" + temp.resolve("calls"),
      "--webhook=http://127.0.0.1:" + webhook.getAddress().getPort() + "/",
      "--command=" + command.formatted(temp)
    };
    watching =
        new Thread(() -> Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err)));
    watching.start();
    await().atMost(Duration.ofSeconds(30)).until(() -> looks() > 1);
  }

  @AfterEach
  void stop() throws InterruptedException {
    watching.interrupt();
    watching.join();
    webhook.stop(0);
  }

  @Test
  void eachBreachAndEachRecoveryIsGivenOnce() throws Exception {
    staysAt(List.of(), List.of());

    becomesSlow();
    until(() -> done().size() == 1);
    staysAt(List.of("breach"), List.of("breach"));

    becomesQuick();
    until(() -> done().size() == 2);
    staysAt(List.of("breach", "recovered"), List.of("breach", "recovered"));

    becomesSlow();
    until(() -> done().size() == 3);
    List<String> all = List.of("breach", "recovered", "breach");
    staysAt(all, all);
    assertThat(asked).isEqualTo(all);
    assertThat(tried()).isEqualTo(3);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aCommandThatFailsIsTriedAgainAndTheWebhookIsNot() throws Exception {
    Files.createFile(temp.resolve("fail"));
    becomesSlow();
    until(() -> tried() > 2);
    assertThat(err.toString()).contains("the command ended with status 1");
    assertThat(asked).containsExactly("breach");
    assertThat(done()).isEmpty();

    Files.delete(temp.resolve("fail"));
    until(() -> done().size() == 1);
    staysAt(List.of("breach"), List.of("breach"));
    assertThat(asked).containsExactly("breach");
  }

  @Test
  void aWebhookThatFailsIsTriedAgainAndTheCommandIsNot() throws Exception {
    webhookFails.set(true);
    becomesSlow();
    until(() -> asked.size() > 2);
    assertThat(err.toString()).contains("the webhook answered with status 503");
    assertThat(done()).containsExactly("breach");
    assertThat(tried()).isEqualTo(1);

    webhookFails.set(false);
    until(() -> !posted.isEmpty());
    staysAt(List.of("breach"), List.of("breach"));
  }

  @Test
  void whoNeverHeardOfABreachDoesNotHearOfItsEnd() throws Exception {
    webhookFails.set(true);
    becomesSlow();
    until(() -> done().size() == 1 && !asked.isEmpty());
    becomesQuick();
    until(() -> done().size() == 2);

    webhookFails.set(false);
    staysAt(List.of(), List.of("breach", "recovered"));
    assertThat(asked).containsOnly("breach");
  }

  /** Looks some more times, at which nothing may change. */
  private void staysAt(List<String> ofWebhook, List<String> ofCommand) throws IOException {
    int before = looks();
    until(() -> looks() > before + 3);
    assertThat(posted).isEqualTo(ofWebhook);
    assertThat(done()).isEqualTo(ofCommand);
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20)).until(condition);
  }

  private int looks() {
    return (int) out.toString().lines().count();
  }

  private List<String> done() throws IOException {
    Path file = temp.resolve("done");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private int tried() throws IOException {
    Path file = temp.resolve("tried");
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  private void becomesSlow() throws IOException {
    call("slow", 1_000);
    Files.move(temp.resolve("slow"), temp.resolve("calls/slow"), StandardCopyOption.ATOMIC_MOVE);
  }

  private void becomesQuick() throws IOException {
    Path away = Files.createTempDirectory(temp, "away").resolve("slow");
    Files.move(temp.resolve("calls/slow"), away, StandardCopyOption.ATOMIC_MOVE);
  }

  private void call(String folder, int seconds) throws IOException {
    Path call = Files.createDirectories(temp.resolve(folder));
    Files.writeString(
        call.resolve("metrics.json"),
        "{\"outcome\":\"completed\",\"duration_seconds\":" + seconds + "}");
  }
}
