package org.voiceagent.exporter.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.control.ControlAnswer;
import org.voiceagent.exporter.control.ControlChannel;
import org.voiceagent.exporter.control.ControlRequest;
import org.voiceagent.exporter.forget.Grep;
import org.voiceagent.exporter.forget.Receipts;

/**
 * {@code kill -9} at random instants while calls arrive, are redacted on disk, and are forgotten.
 * At every moment each file is the one before or the one after, whole; in the end nothing planted
 * is left, what was forgotten is gone for good with receipts that hold, and the totals are exact.
 */
@Tag("faults")
final class RedactionKillTest {
  private static final int ROUNDS = Integer.getInteger("faults.rounds", 5);
  private static final long SEED = Long.getLong("faults.seed", System.nanoTime());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LINES = 12;
  private static final String CARD = "4111 1111 1111 1111";
  private static final String MAIL = "jane.planted@example.com";
  private static final String CALLER = "+4930901820";
  private static final Duration LONG = Duration.ofSeconds(90);

  @TempDir Path temp;
  private final Set<String> toForget = new LinkedHashSet<>();
  private Path calls;
  private int dropped;
  private int whole;
  private int redacted;

  @Test
  void killsLeaveEveryFileWholeAndNothingUndone() throws Exception {
    Random random = new Random(SEED);
    calls = Files.createDirectories(temp.resolve("calls"));
    RunningExporter.Command command = command();
    for (int round = 0; round < ROUNDS; round++) {
      int countedBefore = dropped;
      try (RunningExporter exporter = command.start()) {
        await().atMost(LONG).until(() -> exporter.status("/-/ready") == 200);
        long killAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300 + random.nextInt(1500));
        while (System.nanoTime() < killAt) {
          drop();
          if (countedBefore > 0 && dropped % 25 == 0) {
            leaveRequest(id(random.nextInt(countedBefore)));
          }
          LockSupport.parkNanos(random.nextInt(8_000_000));
        }
        exporter.kill();
      }
      everyFileIsWhole("seed " + SEED + ", round " + round);
    }
    assertThat(redacted).as("some were redacted before a kill").isPositive();
    assertThat(whole).as("some were not").isPositive();
    try (RunningExporter exporter = command.start()) {
      await().atMost(LONG).until(() -> exporter.status("/-/ready") == 200);
      for (String call : toForget) {
        assertThat(ask(call).status()).as(call).isIn(0, 1);
      }
      await()
          .atMost(LONG)
          .pollInterval(Duration.ofMillis(200))
          .untilAsserted(() -> nothingIsLeftOf(calls, CARD, MAIL, CALLER));
      everyFileIsWhole("seed " + SEED + ", in the end");
      assertThat(exporter.scrape().sum("ai_agent_calls_total")).isEqualTo(dropped);
      assertThat(exporter.scrape().sum("ai_agent_call_turns_total")).isEqualTo(dropped * 7.0);
      assertThat(exporter.scrape().sum("voice_agent_exporter_redaction_failures_total")).isZero();
      assertThat(exporter.terminate()).as("128 + SIGTERM").isEqualTo(143);
    }
    for (String call : toForget) {
      assertThat(calls.resolve(call)).as(call).doesNotExist();
      nothingIsLeftOf(temp.resolve("state"), call);
    }
    nothingIsLeftOf(temp.resolve("state"), CARD, MAIL, CALLER);
    Receipts receipts = Receipts.open(temp.resolve("state"), new SecureRandom());
    assertThat(receipts.problems()).isEmpty();
    assertThat(receipts.size()).isGreaterThanOrEqualTo(toForget.size());
  }

  /** A file that is being written beside another one may be of any length. */
  private void everyFileIsWhole(String when) throws IOException {
    try (Stream<Path> files = Files.walk(calls)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        boolean hidden = calls.relativize(file).toString().startsWith(".");
        if (hidden || name.startsWith(".")) {
          continue;
        }
        String text = Files.readString(file);
        assertThat(text).as(when).endsWith("\n");
        List<String> lines = text.lines().toList();
        assertThat(lines).as(when).hasSize(name.equals("metrics.json") ? 1 : LINES);
        for (String line : lines) {
          assertThat(JSON.readTree(line).isObject()).as(when).isTrue();
        }
        if (name.equals("transcript.jsonl")) {
          boolean card = text.contains(CARD);
          assertThat(text.contains(MAIL)).as("%s: all of a file or nothing", when).isEqualTo(card);
          whole += card ? 1 : 0;
          redacted += card ? 0 : 1;
        }
      }
    }
  }

  private static void nothingIsLeftOf(Path folder, String... texts) throws IOException {
    for (String text : texts) {
      assertThat(Grep.filesWith(folder, text)).as(text).isEmpty();
    }
  }

  private void drop() throws IOException {
    Path aside = Files.createDirectories(temp.resolve("aside").resolve(id(dropped)));
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      String text = i == 0 ? "my card is " + CARD : i == LINES - 1 ? "write to " + MAIL : "yes";
      lines.append("{\"role\":\"user\",\"text\":\"").append(text).append("\"}\n");
    }
    Files.writeString(aside.resolve("transcript.jsonl"), lines);
    Files.writeString(
        aside.resolve("metrics.json"), "{\"turns\":7,\"caller_id\":\"" + CALLER + "\"}\n");
    Files.move(aside, calls.resolve(id(dropped)), StandardCopyOption.ATOMIC_MOVE);
    dropped++;
  }

  private static String id(int number) {
    return String.format(Locale.ROOT, "call-%06d", number);
  }

  /** Nobody waits for the answer, as where the one who asked is killed, too. */
  private void leaveRequest(String call) throws Exception {
    toForget.add(call);
    Thread asking =
        new Thread(
            () -> {
              try {
                ask(call);
              } catch (Exception killed) {
                // It is asked again in the end.
              }
            });
    asking.setDaemon(true);
    asking.start();
  }

  private ControlAnswer ask(String call) throws Exception {
    ControlChannel.Patience patience = new ControlChannel.Patience(LONG, LONG);
    return new ControlChannel(temp.resolve("state"))
        .ask(new ControlRequest.ForgetCall(call), patience, new SecureRandom());
  }

  private RunningExporter.Command command() throws IOException {
    Path config =
        Files.writeString(
            temp.resolve("exporter.yml"),
            """
            intake: {settle: 100ms}
            ledger: {compact_bytes: 20000}
            redaction: {redact: on_ingest}
            """);
    return new RunningExporter.Command(temp).with("--config", config.toString());
  }
}
