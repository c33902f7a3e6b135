package org.voiceagent.exporter.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.HostileFolders;
import org.voiceagent.exporter.testing.MetricsPage;
import org.voiceagent.exporter.testing.Tools;

/** Files that the daemon may not read, or that are no files. */
@Tag("faults")
final class PermissionFaultsTest {
  private static final String REDACTION_FAILURES = "voice_agent_exporter_redaction_failures_total";

  @TempDir Path temp;
  private Path calls;

  @BeforeEach
  void oneGoodCall() throws IOException {
    calls = Files.createDirectory(temp.resolve("calls"));
    good("good");
  }

  @Test
  void fileThatMayNotBeReadIsRefusedAndTriedAgainUntilItMay() throws Exception {
    Path summary = good("hidden").resolve("metrics.json");
    Files.setPosixFilePermissions(summary, PosixFilePermissions.fromString("---------"));
    Path closed = good("closed");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    Path config = Files.writeString(temp.resolve("exporter.yml"), "intake: {rescan: 100ms}\n");
    try (RunningExporter exporter =
        asSomebodyWithoutPrivilege().with("--config", config.toString()).start()) {
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> rejected(exporter.scrape(), "unreadable") == 2);
      assertThat(exporter.log())
          .contains("it belongs to user ", "with mode ---------", "usermod -aG ")
          .doesNotContain("max_user_watches");
      counts(1, exporter);

      Files.setPosixFilePermissions(summary, PosixFilePermissions.fromString("rw-r--r--"));
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));

      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> exporter.scrape().sum("ai_agent_calls_total") == 3);
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void folderThatMayNotBeWrittenToIsCountedNotRedactedAndSaidSo() throws Exception {
    Path folder = good("locked");
    Path transcript = folder.resolve("transcript.jsonl");
    Files.writeString(transcript, "{\"role\":\"user\",\"text\":\"4111 1111 1111 1111\"}\n");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    Path config =
        Files.writeString(temp.resolve("exporter.yml"), "redaction: {redact: on_ingest}\n");
    try (RunningExporter exporter =
        asSomebodyWithoutPrivilege().with("--config", config.toString()).start()) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> exporter.scrape().sum(REDACTION_FAILURES) >= 1);
      counts(2, exporter);
      assertThat(exporter.log())
          .contains("call locked is counted but cannot be redacted on disk: this user cannot")
          .contains("chmod g+w")
          .doesNotContain("4111");
      assertThat(transcript).content().contains("4111 1111 1111 1111");

      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.writeString(folder.resolve("feedback.json"), "{\"csat\":4}\n");

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(transcript).content().doesNotContain("4111"));
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void deviceInPlaceOfAFileIsRefusedUnopened() throws Exception {
    Path folder = good("device");
    Files.delete(folder.resolve("metrics.json"));
    Tools.require("mknod");
    Process made =
        new ProcessBuilder("mknod", folder.resolve("metrics.json").toString(), "c", "1", "3")
            .redirectErrorStream(true)
            .start();
    assumeTrue(made.waitFor() == 0, "only root may make a device, so this was not checked");
    try (RunningExporter exporter = new RunningExporter.Command(temp).start()) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> rejected(exporter.scrape(), "not_regular") == 1);
      counts(1, exporter);
    }
  }

  /** A refused folder says nothing about whether the good ones are counted yet. */
  private static void counts(int calls, RunningExporter exporter) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(exporter.scrape().sum("ai_agent_calls_total")).isEqualTo(calls));
  }

  private Path good(String name) throws IOException {
    Path folder = calls.resolve(name);
    HostileFolders.good(folder);
    return folder;
  }

  private static double rejected(MetricsPage page, String reason) {
    String series = "voice_agent_exporter_sessions_rejected_total{reason=\"" + reason + "\"}";
    return page.value(series).orElse(0);
  }

  /** Root reads everything unless it gives that up; others need not. */
  private RunningExporter.Command asSomebodyWithoutPrivilege() {
    RunningExporter.Command command = new RunningExporter.Command(temp);
    if (!"root".equals(System.getProperty("user.name"))) {
      return command;
    }
    Tools.require("setpriv");
    String without = "-dac_override,-dac_read_search";
    List<String> wrapper = List.of("setpriv", "--inh-caps", without, "--bounding-set", without);
    return command.under(wrapper.toArray(String[]::new));
  }
}
