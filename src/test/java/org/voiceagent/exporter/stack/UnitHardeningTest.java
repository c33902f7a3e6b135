package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.testing.Tools;

/** What systemd says of the unit and of the drop-ins that are offered with it. */
final class UnitHardeningTest {
  private static final String UNIT_NAME = "voice-agent-exporter.service";
  private static final Path SHIPPED = Path.of("systemd", UNIT_NAME);

  @TempDir private Path folder;
  private Path unit;

  @BeforeEach
  void putTheUnitWhereItsProgramIs() throws IOException {
    Tools.require("systemd-analyze");
    unit = folder.resolve(UNIT_NAME);
    Files.writeString(
        unit, Files.readString(SHIPPED).replaceAll("(?m)^ExecStart=\\S+", "ExecStart=/bin/true"));
  }

  @Test
  void exposureIsAtMostOne() throws Exception {
    DebBuild.Outcome rating = rating(1.0);

    assertThat(rating.status()).as(rating.output()).isZero();
    assertThat(rating.output()).contains("Overall exposure level");
  }

  @Test
  void documentedExposureIsTheRealOne() throws Exception {
    Matcher documented =
        Pattern.compile("rates its exposure at (\\d\\.\\d) of 10")
            .matcher(Files.readString(Path.of("docs/installation.md")));

    assertThat(documented.find()).isTrue();
    assertThat(rating(1.0).output()).contains("service: " + documented.group(1) + " ");
  }

  @Test
  void ratingFallsWithTheHardening() throws Exception {
    Files.writeString(unit, Files.readString(unit).replaceAll("(?m)^SystemCallFilter=.*\n", ""));

    assertThat(rating(1.0).status()).isNotZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "read-other-user.conf",
        "purge-other-user.conf",
        "listen-beyond-loopback.conf"
      })
  void hasNothingToSay(String dropin) throws Exception {
    addDropin(dropin);

    assertThat(verify()).isEqualTo(new DebBuild.Outcome(0, ""));
  }

  @Test
  void mistypedKeyIsNamed() throws Exception {
    Path dropins = Files.createDirectories(folder.resolve(UNIT_NAME + ".d"));
    Files.writeString(dropins.resolve("typo.conf"), "[Service]\nProtectSytem=strict\n");

    assertThat(verify().output()).contains("ProtectSytem");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"read-other-user.conf", "purge-other-user.conf", "listen-beyond-loopback.conf"})
  void dropinOpensLittle(String dropin) throws Exception {
    addDropin(dropin);

    assertThat(rating(1.3).status()).isZero();
  }

  @Test
  void leavesOutWhatBreaksAJvm() throws IOException {
    assertThat(Files.readAllLines(SHIPPED))
        .noneMatch(line -> line.startsWith("MemoryDenyWriteExecute="))
        .noneMatch(line -> line.startsWith("ProcSubset="));
  }

  @Test
  void memoryIsEnoughForTheFixedHeap() throws IOException {
    long heap = number(Path.of("scripts/java.options"), "^-Xmx(\\d+)m$");
    long limit = number(SHIPPED, "^MemoryMax=(\\d+)M$");

    assertThat(limit).isBetween(heap * 2, heap * 4);
  }

  @Test
  void tasksAreEnoughForTheDefaultConnections() throws IOException {
    long connections = number(Path.of("monitoring/exporter.yml"), "^  max_connections: (\\d+)$");
    long limit = number(SHIPPED, "^TasksMax=(\\d+)$");

    // Readings that hang, and some 40 threads of the JVM and the daemon.
    assertThat(limit).isGreaterThanOrEqualTo(connections + 32 + 40);
  }

  private void addDropin(String name) throws IOException {
    if (!name.equals("none")) {
      Path dropins = Files.createDirectories(folder.resolve(UNIT_NAME + ".d"));
      Files.copy(Path.of("systemd/dropins", name), dropins.resolve(name));
    }
  }

  private DebBuild.Outcome verify() throws Exception {
    return DebBuild.run(environment(), "systemd-analyze", "verify", unit.toString());
  }

  private DebBuild.Outcome rating(double limit) throws Exception {
    return DebBuild.run(
        environment(),
        "systemd-analyze",
        "security",
        "--offline=true",
        "--no-pager",
        "--threshold=" + Math.round(limit * 10),
        unit.toString());
  }

  private Map<String, String> environment() {
    // Only here and where systemd keeps its own: not what this machine has below /etc.
    return Map.of("SYSTEMD_UNIT_PATH", folder + ":/usr/lib/systemd/system:/lib/systemd/system");
  }

  private static long number(Path file, String pattern) throws IOException {
    List<Long> found =
        Files.readAllLines(file).stream()
            .map(Pattern.compile(pattern)::matcher)
            .filter(Matcher::matches)
            .map(match -> Long.parseLong(match.group(1)))
            .toList();
    assertThat(found).as("%s in %s", pattern, file).hasSize(1);
    return found.get(0);
  }
}
