package org.voiceagent.exporter.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.artifact.CallerHashing;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.control.ControlAnswer;
import org.voiceagent.exporter.control.ControlRequest;
import org.voiceagent.exporter.daemon.ColdCallsAtRest;
import org.voiceagent.exporter.daemon.Daemon;
import org.voiceagent.exporter.daemon.ForgettingAtRest;
import org.voiceagent.exporter.forget.Receipts;
import org.voiceagent.exporter.lake.LakeExport;
import org.voiceagent.exporter.lake.LakeQuery;
import org.voiceagent.exporter.lake.LakeVerification;
import org.voiceagent.exporter.lake.archive.ArchiveVerification;
import org.voiceagent.exporter.ledger.StateSecret;
import org.voiceagent.exporter.testing.Daemons;
import org.voiceagent.exporter.testing.MetricsPage;

/**
 * Forgets a caller with calls in all tiers, and then looks for them in every byte: of state,
 * sessions and journal as they are, of Parquet by value, and of archives decompressed.
 */
@Tag("faults")
@Timeout(3_600)
final class ForgetEverywhereTest {
  private static final int CALLS = Integer.getInteger("forget.calls", 300);
  private static final int OTHERS = CALLS / 10;
  private static final String NUMBER = "+442079460958";
  private static final String ID = "gone-";
  private static final String OTHER_ID = "kept-";

  @TempDir Path temp;
  private int dropped;

  @Test
  void aCallerWithCallsInAllTiersIsForgottenToTheLastByte() throws Exception {
    Files.createDirectory(temp.resolve("calls"));
    ExporterConfig config =
        Daemons.config(
            temp,
            "intake: {settle: 100ms, rescan: 1s}\nlake: {enabled: true, host: a, folder: %s,"
                    .formatted(temp.resolve("lake"))
                + " archive: {enabled: true}}\n");
    drop(CALLS / 2, OTHERS / 2);
    count(config);
    assertThat(new LakeExport(config.lake()).run(Instant.now())).isNotEmpty();
    InstantSource later = () -> Instant.now().plus(Duration.ofDays(20));
    ControlAnswer archived =
        ColdCallsAtRest.answer(config, new ControlRequest.Archive(false), later);
    assertThat(archived.status()).as(archived.text()).isZero();
    assertThat(temp.resolve("calls")).isEmptyDirectory();
    drop(CALLS - CALLS / 2, OTHERS - OTHERS / 2);
    count(config);
    String hash = hash(config);
    assertThat(found(config, hash)).as("before").contains("parquet", "zip", "jsonl", "json");

    long began = System.nanoTime();
    ControlAnswer answer =
        ForgettingAtRest.answer(
            config, new ControlRequest.ForgetCaller(hash), "1.2.3", InstantSource.system());
    double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1e3;

    assertThat(answer.status()).as(answer.text().lines().limit(5).toList().toString()).isZero();
    Receipts receipts = Receipts.existing(config.state()).orElseThrow();
    assertThat(receipts.size()).isEqualTo(CALLS);
    assertThat(receipts.problems()).isEmpty();
    assertThat(found(config, hash)).as("after").isEmpty();
    assertThat(rows(config)).hasSize(OTHERS);
    assertThat(LakeVerification.of(config.lake()).problems()).isEmpty();
    assertThat(ArchiveVerification.of(config.archive()).problems()).isEmpty();
    System.out.printf(
        Locale.ROOT,
        "forgot %d calls of a caller in sessions, state, journal, Parquet and archives: %.1f s,"
            + " %d receipts; nothing of them is left in any byte%n",
        CALLS,
        seconds,
        receipts.size());
  }

  private void drop(int calls, int others) throws IOException {
    for (int i = 0; i < calls; i++) {
      drop(ID, NUMBER);
    }
    for (int i = 0; i < others; i++) {
      drop(OTHER_ID, "+442079460000");
    }
  }

  private void drop(String id, String number) throws IOException {
    int call = dropped++;
    Instant end =
        Instant.now().minus(1 + call % 5, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    Path folder = Files.createDirectory(temp.resolve("calls").resolve(id + call));
    Files.writeString(
        folder.resolve("transcript.jsonl"),
        "{\"role\":\"user\",\"text\":\"I am the caller of %s%d\"}%n".formatted(id, call));
    Files.writeString(
        folder.resolve("metrics.json"),
        "{\"ended_at\":\"%s\",\"caller_number\":\"%s\",\"duration_seconds\":7}"
            .formatted(end, number));
  }

  private void count(ExporterConfig config) throws Exception {
    try (Daemon daemon = Daemons.start(config)) {
      await()
          .atMost(Duration.ofMinutes(5))
          .pollInterval(Duration.ofMillis(100))
          .until(() -> page(daemon).sum("ai_agent_calls_total") == dropped);
    }
  }

  private static MetricsPage page(Daemon daemon) throws IOException {
    try (InputStream in =
        URI.create("http://127.0.0.1:" + daemon.port() + "/metrics").toURL().openStream()) {
      return MetricsPage.of(in.readAllBytes());
    }
  }

  private static String hash(ExporterConfig config) throws IOException {
    return CallerHashing.with(StateSecret.read(config.state(), Daemon.CALLER_SALT))
        .of(NUMBER)
        .orElseThrow();
  }

  private List<String> rows(ExporterConfig config) throws IOException {
    try (LakeQuery lake = LakeQuery.open(config.lake(), 256)) {
      return lake
          .ask("SELECT * FROM calls", new LakeQuery.Limits(Duration.ofMinutes(1), 1_000_000))
          .rows()
          .stream()
          .map(List::toString)
          .toList();
    }
  }

  /** The kinds of files in which anything of the caller or of a call is found. */
  private List<String> found(ExporterConfig config, String hash) throws IOException {
    List<String> wanted = List.of(ID, NUMBER, hash);
    List<String> kinds = new ArrayList<>();
    try (Stream<Path> files = Files.walk(temp)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        kind(name, isIn(name, wanted)).ifPresent(kinds::add);
        if (Files.isRegularFile(file)) {
          byte[] bytes = Files.readAllBytes(file);
          kind(name, isIn(new String(bytes, StandardCharsets.ISO_8859_1), wanted))
              .ifPresent(kinds::add);
          if (name.endsWith(".zip")) {
            kind(name, isIn(decompressed(file), wanted)).ifPresent(kinds::add);
          }
        }
      }
    }
    for (String row : rows(config)) {
      kind("rows.parquet", isIn(row, wanted)).ifPresent(kinds::add);
    }
    return kinds.stream().distinct().toList();
  }

  private static String decompressed(Path archive) throws IOException {
    StringBuilder text = new StringBuilder();
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          text.append(entry.getName())
              .append(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        }
      }
    }
    return text.toString();
  }

  private static Optional<String> kind(String name, boolean found) {
    return found ? Optional.of(name.substring(name.lastIndexOf('.') + 1)) : Optional.empty();
  }

  private static boolean isIn(String text, List<String> wanted) {
    return wanted.stream().anyMatch(text::contains);
  }
}
