package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.Tools;

/**
 * The packages in a machine that systemd runs, booted from this machine's own root and thrown away:
 * installed, upgraded, removed, purged, and the hardened service really at work.
 */
@Tag("faults")
final class DebMachineTest {
  private static final int IMPOSSIBLE_HERE = 77;

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> inAThrowAwayMachine() throws Exception {
    List.of("dpkg-deb", "systemd-nspawn", "curl").forEach(Tools::require);
    DebBuild build = new DebBuild(folder);
    Path packages = Files.createDirectories(folder.resolve("packages"));
    Path out = Files.createDirectories(folder.resolve("out"));
    Files.move(
        build.pack("deb", Map.of("PACKAGE_VERSION", "1.0.0")), packages.resolve("first.deb"));
    Files.move(
        build.pack("deb", Map.of("PACKAGE_VERSION", "1.1.0")), packages.resolve("second.deb"));
    Files.move(build.pack("tar", Map.of()), packages.resolve("release.tar.gz"));

    DebBuild.Outcome outcome =
        DebBuild.run(Map.of(), "packaging/test/machine", packages.toString(), out.toString());

    List<String> said = outcome.output().lines().toList();
    System.out.println(outcome.output());
    assumeTrue(outcome.status() != IMPOSSIBLE_HERE, () -> said.get(said.size() - 1));
    assertThat(outcome.status()).as(outcome.output()).isZero();
    // Without its last line the machine ended before that.
    assertThat(said).last().isEqualTo("all of it was tried");
    List<String> results = said.subList(0, said.size() - 1);
    assertThat(results).hasSizeGreaterThan(60).allMatch(line -> line.matches("(not )?ok - .*"));
    return results.stream().map(DebMachineTest::tried);
  }

  private static DynamicTest tried(String line) {
    String what = line.replaceFirst("^(not )?ok - ", "");
    return DynamicTest.dynamicTest(
        what.split(":", 2)[0],
        () -> {
          if (!line.startsWith("ok - ")) {
            fail(what);
          }
        });
  }
}
