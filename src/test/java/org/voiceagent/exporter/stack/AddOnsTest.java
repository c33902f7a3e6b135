package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.testing.Tools;

/** Libraries that the program uses only if they lie beside it. */
final class AddOnsTest {
  private static final Path BUILD = Path.of("packaging/addons/pom.xml");
  private static final String NAME = DebBuild.NAME;

  @TempDir private Path folder;

  @Test
  void bothFormsOfTheProgramLookForTheAddOnsThatAreBuilt() throws IOException {
    String program = Files.readString(Path.of("pom.xml"));

    assertThat(program)
        .contains(
            "<optional.jars>${demo.jar} addons/voice-agent-exporter-otlp.jar"
                + " addons/duckdb_jdbc.jar</optional.jars>");
    assertThat(program.split("<Class-Path>\\$\\{optional\\.jars}</Class-Path>", -1)).hasSize(3);
    assertThat(Files.readString(BUILD))
        .contains("target/addons/voice-agent-exporter-otlp.jar<", ">duckdb_jdbc.jar<");
  }

  @ParameterizedTest
  @ValueSource(strings = {"otlp", "duckdb"})
  void eachIsADebianPackageOfItsOwnThatLintianAccepts(String addOn) throws Exception {
    List.of("dpkg-deb", "lintian").forEach(Tools::require);

    Path packed = packages().get(addOn.equals("otlp") ? 0 : 1);

    assertThat(packed.getFileName().toString()).startsWith(NAME + "-" + addOn + "_");
    Path unpacked = folder.resolve("unpacked");
    DebBuild.said("dpkg-deb", "--raw-extract", packed.toString(), unpacked.toString());
    String jar = addOn.equals("otlp") ? "voice-agent-exporter-otlp.jar" : "duckdb_jdbc.jar";
    assertThat(unpacked.resolve("usr/lib/" + NAME + "/addons/" + jar)).exists();
    assertThat(unpacked.resolve("DEBIAN/control"))
        .content()
        .contains("Package: " + NAME + "-" + addOn + "\n", "Depends: " + NAME + "\n")
        .doesNotContain("@VERSION@", "@SIZE@");
    assertThat(DebBuild.run(Map.of(), "lintian", "--fail-on", "error", packed.toString()))
        .satisfies(outcome -> assertThat(outcome.status()).as(outcome.output()).isZero());
  }

  @Test
  void programWithoutAddOnsIsPackedEvenIfTheyWereBuilt() throws Exception {
    List.of("dpkg-deb").forEach(Tools::require);
    Map<String, String> built = Map.of("ADDONS", addOns().toString());

    Path packed = new DebBuild(folder.resolve("build")).pack("deb", built);

    assertThat(DebBuild.said("dpkg-deb", "--contents", packed.toString()))
        .doesNotContain("/addons");
  }

  @Test
  void addOnHasTheVersionThatTheProgramWasCompiledAgainst() throws IOException {
    assertThat(version(BUILD)).isEqualTo(version(Path.of("pom.xml")));
  }

  private static String version(Path build) throws IOException {
    Matcher version =
        Pattern.compile("<opentelemetry.version>([0-9.]+)<").matcher(Files.readString(build));
    assertThat(version.find()).isTrue();
    return version.group(1);
  }

  @Test
  void mainPackageMakesItsArchiveAgainWhenAnAddOnComesOrGoes() throws IOException {
    assertThat(Files.readString(Path.of("packaging/debian/triggers")))
        .contains("interest-noawait /usr/lib/voice-agent-exporter/addons\n");
  }

  private List<Path> packages() throws Exception {
    Files.createDirectories(folder.resolve("build"));
    DebBuild build = new DebBuild(folder.resolve("build"));
    Map<String, String> settings =
        Map.of(
            "LAYOUT", build.layout().toString(),
            "MATERIALS", folder.resolve("build/" + NAME + ".cdx.json").toString(),
            "ADDONS", addOns().toString(),
            "PACKAGE_DIR", folder.resolve("out").toString(),
            "SOURCE_DATE_EPOCH", Long.toString(DebBuild.COMMITTED_AT));
    DebBuild.Outcome outcome = DebBuild.run(settings, "scripts/package", "addons");
    assertThat(outcome.status()).as(outcome.output()).isZero();
    return outcome.output().lines().map(Path::of).toList();
  }

  private Path addOns() throws IOException {
    Path addOns = Files.createDirectories(folder.resolve("addons"));
    // An empty archive of the ZIP format.
    byte[] empty = ("PK\5\6" + "\0".repeat(18)).getBytes(StandardCharsets.ISO_8859_1);
    for (String jar : List.of("voice-agent-exporter-otlp.jar", "duckdb_jdbc.jar")) {
      Files.write(addOns.resolve(jar), empty);
    }
    return addOns;
  }
}
