package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.testing.MarkdownPage;
import org.voiceagent.exporter.testing.Tools;

/** What is in the packages. */
final class DebContentsTest {
  private static final String NAME = DebBuild.NAME;

  @TempDir private Path folder;
  private DebBuild build;
  private Path unpacked;

  @BeforeEach
  void buildSomethingToPack() throws IOException {
    List.of("dpkg-deb", "tar", "gzip").forEach(Tools::require);
    build = new DebBuild(folder);
    unpacked = folder.resolve("unpacked");
  }

  @Test
  void debHasEverythingInItsPlace() throws Exception {
    unpack(build.pack("deb", Map.of()));

    assertThat(files(unpacked))
        .contains(
            "usr/bin/" + NAME,
            "usr/lib/" + NAME + "/" + NAME + ".jar",
            "usr/lib/" + NAME + "/" + NAME + "-demo.jar",
            "usr/lib/" + NAME + "/java.options",
            "usr/lib/" + NAME + "/make_class_archive",
            "usr/lib/systemd/system/" + NAME + ".service",
            "usr/lib/sysusers.d/" + NAME + ".conf",
            "usr/lib/tmpfiles.d/" + NAME + ".conf",
            "usr/share/man/man1/" + NAME + ".1.gz",
            "usr/share/bash-completion/completions/" + NAME,
            "usr/share/doc/" + NAME + "/copyright",
            "usr/share/doc/" + NAME + "/changelog.gz",
            "usr/share/doc/" + NAME + "/" + NAME + ".cdx.json",
            "usr/share/doc/" + NAME + "/dropins/purge-other-user.conf",
            "usr/share/doc/" + NAME + "/dropins/read-other-user.conf",
            "etc/" + NAME + "/exporter.yml")
        .containsAll(
            files(build.layout().resolve("lib")).stream()
                .map(library -> "usr/lib/" + NAME + "/lib/" + library)
                .toList())
        .noneMatch(file -> file.contains("local/") || file.endsWith(".jsa"));
  }

  @Test
  void demoRunsFromItsJarAndItsAbsenceIsExplained() throws Exception {
    unpack(build.pack("deb", Map.of()));
    Path program = unpacked.resolve("usr/lib/" + NAME);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String[] demo = {
      java,
      "-jar",
      program.resolve(NAME + ".jar").toString(),
      "demo",
      "--sessions",
      folder.resolve("calls").toString(),
      "--calls",
      "2",
      "--backlog"
    };

    assertThat(DebBuild.said(demo)).contains("Wrote 2 finished calls");
    Files.delete(program.resolve(NAME + "-demo.jar"));

    DebBuild.Outcome without = DebBuild.run(Map.of(), demo);
    assertThat(without.status()).isEqualTo(3);
    assertThat(without.output()).contains("put voice-agent-exporter-demo.jar of the same release");
  }

  @Test
  void debHasBoardsRulesAndTemplatesForTheStack() throws Exception {
    unpack(build.pack("deb", Map.of()));

    String shared = "usr/share/" + NAME + "/monitoring/";
    assertThat(files(unpacked))
        .contains(
            shared + "exporter.yml",
            shared + "rules/jitter.yml",
            shared + "prometheus/prometheus.yml",
            shared + "prometheus/rules/alerts.yml",
            shared + "alertmanager/templates/voice_agent.tmpl",
            shared + "grafana/dashboards/call-overview.json",
            "usr/share/doc/" + NAME + "/docs/runbooks.md",
            "usr/share/doc/" + NAME + "/integrations/pipecat/call_recorder.py",
            "usr/share/doc/" + NAME + "/integrations/livekit/session_report.py",
            "usr/share/doc/" + NAME + "/integrations/asterisk-ava/drop_calls.py",
            "usr/share/doc/" + NAME + "/integrations/events/event_beacon.js",
            "usr/share/doc/" + NAME + "/integrations/events/event_beacon.d.ts",
            "usr/share/doc/" + NAME + "/docs/schema/metrics.schema.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deb", "tar"})
  void everyLinkOfThePackagedPagesLeadsSomewhere(String kind) throws Exception {
    unpackAny(build.pack(kind, Map.of()));
    int links = 0;

    for (Path page : MarkdownPage.below(unpacked)) {
      MarkdownPage read = MarkdownPage.read(page);
      assertThat(read.deadLinks()).as(page.toString()).isEmpty();
      links += read.links().size();
    }
    assertThat(links).isGreaterThan(100);
  }

  /** Whoever packs it may have a webhook's address and targets of their own among these files. */
  @ParameterizedTest
  @ValueSource(strings = {"deb", "tar"})
  void noPackageHoldsSecretsOrTargetsOfWhoPacksIt(String kind) throws Exception {
    unpackAny(build.pack(kind, Map.of()));

    assertThat(files(unpacked))
        .isNotEmpty()
        .noneMatch(file -> file.matches(".*/(secrets|targets|call_sessions|state)/.*"));
  }

  @Test
  void oneVersionIsSaidByPackagesAndFileNames() throws Exception {
    Map<String, String> snapshot = Map.of("PACKAGE_VERSION", "1.2.0-SNAPSHOT");
    String version = "1.2.0~20231114221320";
    Path deb = build.pack("deb", snapshot);

    assertThat(deb).hasFileName(NAME + "_" + version + "_all.deb");
    assertThat(build.pack("tar", snapshot)).hasFileName(NAME + "-" + version + ".tar.gz");
    assertThat(DebBuild.said("dpkg-deb", "--field", deb.toString(), "Version").strip())
        .isEqualTo(version);
  }

  @Test
  void debKeepsWhatAnAdministratorMayEdit() throws Exception {
    unpack(build.pack("deb", Map.of()));

    assertThat(Files.readAllLines(unpacked.resolve("DEBIAN/conffiles")))
        .containsExactlyInAnyOrderElementsOf(
            files(unpacked.resolve("etc")).stream().map(file -> "/etc/" + file).toList())
        .contains("/etc/" + NAME + "/exporter.yml", "/etc/" + NAME + "/rules/jitter.yml");
  }

  @Test
  void debConfigurationNamesFoldersOfTheSystem() throws Exception {
    unpack(build.pack("deb", Map.of()));

    assertThat(unpacked.resolve("etc/" + NAME + "/exporter.yml"))
        .content()
        .contains("sessions: /var/lib/" + NAME + "/call_sessions\n")
        .contains("state: /var/lib/" + NAME + "\n")
        .contains("rules: /etc/" + NAME + "/rules\n")
        .contains("events: /var/lib/" + NAME + "/event_files\n")
        .contains("folder: /etc/" + NAME + "/catalog\n");
    assertThat(unpacked.resolve("etc/" + NAME + "/catalog/llm.yml")).exists();
  }

  @Test
  void debBelongsToRootAndNobodyElseMayWriteIt() throws Exception {
    String listing =
        DebBuild.said("dpkg-deb", "--contents", build.pack("deb", Map.of()).toString());

    assertThat(listing.lines()).isNotEmpty().allMatch(line -> line.contains(" root/root "));
    assertThat(listing.lines())
        .allMatch(line -> line.matches("(drwxr-xr-x|lrwxrwxrwx|-rw[x-]r-[x-]r-[x-]) .*"));
  }

  @Test
  void debSumsAreRight() throws Exception {
    unpack(build.pack("deb", Map.of()));

    String check = "cd \"$1\" && md5sum --check --quiet --strict DEBIAN/md5sums";
    assertThat(DebBuild.said("sh", "-c", check, "sh", unpacked.toString())).isEmpty();
    assertThat(Files.readAllLines(unpacked.resolve("DEBIAN/md5sums")))
        .hasSameSizeAs(files(unpacked.resolve("usr")));
  }

  @Test
  void debVersionOfASnapshotComesBeforeItsRelease() throws Exception {
    Path snapshot = build.pack("deb", Map.of("PACKAGE_VERSION", "1.2.0-SNAPSHOT"));
    String version = DebBuild.said("dpkg-deb", "--field", snapshot.toString(), "Version").strip();

    assertThat(version).isEqualTo("1.2.0~20231114221320");
    DebBuild.said("dpkg", "--compare-versions", version, "lt", "1.2.0");
    DebBuild.said("dpkg", "--compare-versions", version, "lt", "1.2.0~20231114221321");
  }

  @Test
  void debManualSaysNeitherNameNorTimeOfItsFile() throws Exception {
    unpack(build.pack("deb", Map.of()));
    Path manual = unpacked.resolve("usr/share/man/man1/" + NAME + ".1.gz");
    byte[] packed = Files.readAllBytes(manual);

    // RFC 1952: flags without a name, no time, the slowest and smallest compression.
    assertThat(List.of(packed[3], packed[4], packed[5], packed[6], packed[7], packed[8]))
        .containsExactly((byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 2);
    try (var text = new GZIPInputStream(Files.newInputStream(manual))) {
      assertThat(new String(text.readAllBytes(), StandardCharsets.UTF_8)).startsWith(".TH ");
    }
  }

  @Test
  void linterFindsNoErrorInDeb() throws Exception {
    Path lintian = Tools.require("lintian");
    Path deb = build.pack("deb", Map.of());

    DebBuild.Outcome outcome =
        DebBuild.run(
            Map.of("LC_ALL", "C.UTF-8"),
            lintian.toString(),
            "--allow-root",
            "--fail-on",
            "error",
            "--display-level",
            "error",
            deb.toString());
    assertThat(outcome).isEqualTo(new DebBuild.Outcome(0, ""));
  }

  @Test
  void tarballHasOneFolderThatRunsAndInstalls() throws Exception {
    Path tarball = build.pack("tar", Map.of("PACKAGE_VERSION", "1.2.0"));
    Files.createDirectories(unpacked);
    DebBuild.said("tar", "-xzf", tarball.toString(), "-C", unpacked.toString());
    Path release = unpacked.resolve(NAME + "-1.2.0");
    assertThat(unpacked).isDirectoryContaining(release::equals);
    assertThat(files(unpacked)).allMatch(file -> file.startsWith(NAME + "-1.2.0/"));

    assertThat(DebBuild.said(release.resolve("bin/" + NAME).toString(), "--version"))
        .contains(NAME);
    Path stage = folder.resolve("stage");
    DebBuild.Outcome installed =
        DebBuild.run(
            Map.of("DESTDIR", stage.toString(), "PREFIX", "/usr"),
            release.resolve("scripts/install").toString(),
            "install");
    assertThat(installed.status()).as(installed.output()).isZero();
    assertThat(DebBuild.said(stage.resolve("usr/bin/" + NAME).toString(), "--version"))
        .contains(NAME);
    assertThat(files(release.resolve("docs"))).isNotEmpty();
  }

  private void unpack(Path deb) throws Exception {
    DebBuild.said("dpkg-deb", "--raw-extract", deb.toString(), unpacked.toString());
  }

  private void unpackAny(Path archive) throws Exception {
    if (archive.toString().endsWith(".deb")) {
      unpack(archive);
    } else {
      Files.createDirectories(unpacked);
      DebBuild.said("tar", "-xzf", archive.toString(), "-C", unpacked.toString());
    }
  }

  private static List<String> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).map(p -> root.relativize(p).toString()).toList();
    }
  }
}
