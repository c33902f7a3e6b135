package org.voiceagent.exporter.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code make install} and {@code make uninstall} into a staging folder. */
@Tag("install")
final class InstallTest {

  private static final String NAME = "voice-agent-exporter";

  @TempDir private Path folder;
  private Path stage;
  private Path layout;

  @BeforeEach
  void buildSomethingToInstall() throws IOException {
    Shell.assumeInstalled("make");
    stage = folder.resolve("stage");
    layout = folder.resolve("layout");
    StandInProgram.pack(layout.resolve(NAME + ".jar"));
    StandInProgram.pack(layout.resolve(NAME + "-demo.jar"));
    Files.createDirectories(layout.resolve("lib"));
    Files.writeString(layout.resolve("lib/library-1.jar"), "a library");
  }

  @Test
  void putsEveryFileInItsPlace() throws Exception {
    make("install", "PREFIX=/usr/local");

    assertThat(installedFiles())
        .contains(
            "usr/local/bin/" + NAME,
            "usr/local/lib/" + NAME + "/" + NAME + ".jar",
            "usr/local/lib/" + NAME + "/" + NAME + "-demo.jar",
            "usr/local/lib/" + NAME + "/lib/library-1.jar",
            "usr/local/lib/" + NAME + "/java.options",
            "usr/local/lib/" + NAME + "/make_class_archive",
            "usr/local/lib/systemd/system/" + NAME + ".service",
            "usr/local/lib/sysusers.d/" + NAME + ".conf",
            "usr/local/lib/tmpfiles.d/" + NAME + ".conf",
            "usr/local/share/doc/" + NAME + "/LICENSE")
        .noneMatch(file -> file.endsWith(".part"));
    assertThat(mode("usr/local/bin/" + NAME)).isEqualTo("rwxr-xr-x");
    assertThat(mode("usr/local/lib/" + NAME + "/" + NAME + ".jar")).isEqualTo("rw-r--r--");
  }

  @Test
  void writesThePathsOfTheInstallationIntoTheUnit() throws Exception {
    make("install", "PREFIX=/usr", "SYSCONFDIR=/etc/opt");

    assertThat(stage.resolve("usr/lib/systemd/system/" + NAME + ".service"))
        .content()
        .contains(
            "ExecStart=/usr/bin/" + NAME + " serve --config /etc/opt/" + NAME + "/exporter.yml")
        .doesNotContain("/usr/local");
  }

  @Test
  void putsTheUnitWhereSystemdLooksWhateverThePrefix() throws Exception {
    make("install", "PREFIX=/opt/exporter");

    assertThat(stage.resolve("etc/systemd/system/" + NAME + ".service"))
        .content()
        .contains("ExecStart=/opt/exporter/bin/" + NAME + " serve");
  }

  @Test
  void installsTheConfigurationAndTheRulesThatTheRepositoryHas() throws Exception {
    make("install");

    for (Path shipped : shippedConfiguration()) {
      Path installed = configured(shipped);
      assertThat(installed).exists().content().doesNotContain("monitoring/call_sessions");
    }
  }

  @Test
  void keepsAnEditedConfigurationAndPutsTheNewOneBesideIt() throws Exception {
    make("install");
    List<Path> shipped = shippedConfiguration();
    for (Path file : shipped) {
      Files.writeString(configured(file), "# edited\n");
    }

    String said = make("install");

    for (Path file : shipped) {
      Path kept = configured(file);
      assertThat(kept).hasContent("# edited\n");
      assertThat(kept.resolveSibling(kept.getFileName() + ".new")).exists();
      assertThat(said).contains("Kept " + kept);
    }
  }

  @Test
  void leavesNoLibraryOfAnOlderVersion() throws Exception {
    make("install", "PREFIX=/usr");
    Files.move(layout.resolve("lib/library-1.jar"), layout.resolve("lib/library-2.jar"));
    make("install", "PREFIX=/usr");

    assertThat(stage.resolve("usr/lib/" + NAME + "/lib"))
        .isDirectoryContaining("glob:**library-2.jar")
        .isDirectoryNotContaining("glob:**library-1.jar");
  }

  @Test
  void addOnsThatWereBuiltAreInstalledAndStayWhenTheProgramIsInstalledAgain() throws Exception {
    Path built = Files.createDirectories(folder.resolve("built"));
    Files.writeString(built.resolve("duckdb_jdbc.jar"), "a database");
    make("install", "PREFIX=/usr", "ADDONS=" + built);

    make("install", "PREFIX=/usr", "ADDONS=");

    assertThat(stage.resolve("usr/lib/" + NAME + "/addons/duckdb_jdbc.jar"))
        .hasContent("a database");
    assertThat(stage.resolve("usr/lib/" + NAME + "/lib/library-1.jar")).exists();
  }

  @Test
  void archiveThatIsOlderThanTheAddOnsIsNotUsed() throws Exception {
    make("install", "PREFIX=/usr", "ADDONS=");
    Path lib = stage.resolve("usr/lib/" + NAME);
    Files.writeString(lib.resolve("classes.jsa"), "not an archive");
    Files.setLastModifiedTime(
        Files.createDirectories(lib.resolve("addons")),
        FileTime.from(Instant.now().plusSeconds(60)));
    Map<String, String> strict = Map.of("JAVA_OPTS", "-Xshare:on -Xlog:all=warning:stdout");

    Shell.Outcome newer = Shell.inRepository().with(strict).run(launcher());
    Files.setLastModifiedTime(lib.resolve("addons"), FileTime.fromMillis(0));
    Shell.Outcome older = Shell.inRepository().with(strict).run(launcher());

    assertThat(newer.output()).startsWith("called with:");
    assertThat(older.output()).doesNotContain("called with:");
  }

  private String launcher() {
    return stage.resolve("usr/bin/" + NAME).toString();
  }

  @Test
  void installedLauncherPassesArgumentsOnUnharmedAndFollowsLinks() throws Exception {
    make("install", "PREFIX=/usr");
    Path link = Files.createSymbolicLink(folder.resolve("link"), stage.resolve("usr/bin/" + NAME));

    Shell.Outcome outcome = Shell.inRepository().run(link.toString(), "check", "two words", "a*");

    assertThat(outcome.output()).isEqualTo("called with:\ncheck\ntwo words\na*\n");
    assertThat(outcome.status()).isZero();
  }

  @Test
  void uninstallLeavesNothingButTheConfiguration() throws Exception {
    make("install", "PREFIX=/usr/local");
    String said = make("uninstall", "PREFIX=/usr/local");

    assertThat(installedFiles()).allMatch(file -> file.startsWith("etc/" + NAME + "/"));
    assertThat(said).contains("Kept");
  }

  @Test
  void refusesAPrefixThatIsNoAbsolutePath() throws Exception {
    Shell.Outcome outcome =
        Shell.inRepository()
            .with(Map.of("PREFIX", "usr", "DESTDIR", stage.toString()))
            .run("scripts/install", "install");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.output()).contains("PREFIX is 'usr'");
    assertThat(stage).doesNotExist();
  }

  private String make(String verb, String... settings) throws Exception {
    // -o: the jar of the build that runs this test is not to be made again
    List<String> command =
        Stream.concat(
                Stream.of(
                    "make",
                    "--no-print-directory",
                    "-o",
                    "target/" + NAME + ".jar",
                    verb,
                    "DESTDIR=" + stage,
                    "LAYOUT=" + layout),
                Stream.of(settings))
            .toList();
    Shell.Outcome outcome = Shell.inRepository().run(command.toArray(String[]::new));
    assertThat(outcome.status()).as(outcome.output()).isZero();
    return outcome.output();
  }

  private Path configured(Path shipped) {
    return stage.resolve("etc/" + NAME).resolve(Path.of("monitoring").relativize(shipped));
  }

  private static List<Path> shippedConfiguration() throws IOException {
    try (Stream<Path> files = Files.find(Path.of("monitoring"), 2, (p, a) -> a.isRegularFile())) {
      List<Path> shipped =
          files
              .filter(p -> p.endsWith("exporter.yml") || p.getParent().endsWith(Path.of("rules")))
              .filter(p -> p.toString().endsWith(".yml"))
              .toList();
      assertThat(shipped).isNotEmpty();
      return shipped;
    }
  }

  private List<String> installedFiles() throws IOException {
    try (Stream<Path> files = Files.walk(stage)) {
      return files.filter(Files::isRegularFile).map(p -> stage.relativize(p).toString()).toList();
    }
  }

  private String mode(String file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(stage.resolve(file)));
  }
}
