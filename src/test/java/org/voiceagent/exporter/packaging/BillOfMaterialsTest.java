package org.voiceagent.exporter.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bill of materials says what is shipped, and NOTICE says under which licences. */
final class BillOfMaterialsTest {
  private static final Path BILL = Path.of("target", "voice-agent-exporter.cdx.json");
  private static final Pattern LICENCE = Pattern.compile("  ([A-Z][A-Za-z0-9. -]+)");
  private static final Pattern COMPONENT = Pattern.compile("    ([a-z0-9.-]+:[A-Za-z0-9._-]+)");

  private static JsonNode bill;

  @BeforeAll
  static void read() throws IOException {
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(
          Files.exists(BILL), "Maven writes no bill of materials where it is told --offline");
    }
    assertThat(BILL).as("what `./mvnw process-test-classes` makes").isRegularFile();
    bill = new ObjectMapper().readTree(BILL.toFile());
  }

  @Test
  void noticeNamesEachComponentWithItsLicenceAndNoOther() throws IOException {
    Map<String, String> licences = new TreeMap<>();
    for (JsonNode component : bill.path("components")) {
      assertThat(component.path("licenses")).as(name(component)).hasSize(1);
      JsonNode licence = component.at("/licenses/0/license");
      licences.put(name(component), licence.path("id").asText(licence.path("name").asText()));
    }
    assertThat(licences).isNotEmpty();
    assertThat(inNotice()).containsExactlyInAnyOrderEntriesOf(licences);
  }

  @Test
  void eachComponentIsTheLibraryThatTheProgramRunsWith() throws Exception {
    for (JsonNode component : bill.path("components")) {
      String file = component.path("name").asText() + "-" + component.path("version").asText();
      assertThat(hash(component, "SHA-256"))
          .as(name(component))
          .contains(sha256(library(file + ".jar")));
      assertThat(component.path("purl").asText()).startsWith("pkg:maven/");
    }
  }

  @Test
  void nothingForTestsIsShipped() {
    assertThat(bill.path("components"))
        .extracting(BillOfMaterialsTest::name)
        .noneMatch(name -> name.matches("(org[.]junit|org[.]assertj|com[.]code-intelligence).*"));
  }

  @Test
  void sameBuildGivesTheSameBill() {
    assertThat(bill.has("serialNumber")).isFalse();
    assertThat(bill.path("metadata").has("timestamp")).isFalse();
  }

  private static Map<String, String> inNotice() throws IOException {
    Map<String, String> found = new TreeMap<>();
    String licence = "";
    boolean within = false;
    for (String line : Files.readAllLines(Path.of("NOTICE"))) {
      if (!line.startsWith(" ")) {
        within = line.startsWith("Components, by licence");
      }
      Matcher heading = LICENCE.matcher(line);
      Matcher component = COMPONENT.matcher(line);
      if (within && heading.matches()) {
        licence = heading.group(1);
      } else if (within && component.matches()) {
        found.put(component.group(1), licence);
      }
    }
    return found;
  }

  private static String name(JsonNode component) {
    return component.path("group").asText() + ":" + component.path("name").asText();
  }

  private static Optional<String> hash(JsonNode component, String algorithm) {
    for (JsonNode hash : component.path("hashes")) {
      if (hash.path("alg").asText().equals(algorithm)) {
        return Optional.of(hash.path("content").asText());
      }
    }
    return Optional.empty();
  }

  private static Path library(String file) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(Path::of)
        .filter(path -> path.getFileName().toString().equals(file))
        .findFirst()
        .orElseThrow(() -> new AssertionError(file + " is not in the class path"));
  }

  private static String sha256(Path file) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }
}
