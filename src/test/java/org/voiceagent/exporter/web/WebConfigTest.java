package org.voiceagent.exporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.testing.Certificates;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;

final class WebConfigTest {
  private static final String HASH = "$2y$10$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG";

  @TempDir Path temp;

  @Test
  void everythingOfTheFormatThatIsPossibleIsRead() throws IOException {
    Certificates.selfSigned("ec", temp.resolve("tls.key"), temp.resolve("tls.crt"));
    WebConfig web =
        read(
            """
            tls_server_config:
              cert_file: tls.crt
              key_file: tls.key
              client_auth_type: RequireAndVerifyClientCert
              client_ca_file: tls.crt
              client_allowed_sans: [scraper.example.org]
              min_version: TLS12
              max_version: TLS13
              cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256]
              prefer_server_cipher_suites: false
            http_server_config:
              http2: false
              headers:
                X-Frame-Options: sameorigin
                Strict-Transport-Security: max-age=31536000
                X-XSS-Protection: ""
            basic_auth_users:
              anna: %s
              ben: %s
            """
                .formatted(HASH, HASH));

    ServerTls tls = web.tls().orElseThrow();
    assertThat(tls.protocols()).containsExactly("TLSv1.2", "TLSv1.3");
    assertThat(tls.ciphers())
        .startsWith("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")
        .contains("TLS_AES_128_GCM_SHA256")
        .doesNotContain("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    assertThat(tls.parameters().getNeedClientAuth()).isTrue();
    assertThat(web.users()).containsOnlyKeys("anna", "ben");
    assertThat(web.headers()).containsOnlyKeys("X-Frame-Options", "Strict-Transport-Security");
    assertThat(web.files())
        .extracting(file -> file.getFileName().toString())
        .contains("web.yml", "tls.crt", "tls.key");
  }

  @Test
  void withoutSayingAnythingOnlyGoodCiphersAreTaken() throws IOException {
    Certificates.selfSigned("ec", temp.resolve("tls.key"), temp.resolve("tls.crt"));
    WebConfig web = read("tls_server_config: {cert_file: tls.crt, key_file: tls.key}");

    assertThat(web.tls().orElseThrow().ciphers())
        .isNotEmpty()
        .noneMatch(suite -> suite.contains("_CBC_") || suite.startsWith("TLS_RSA_"))
        .noneMatch(suite -> suite.contains("_DHE_") || suite.contains("3DES"));
  }

  @ParameterizedTest
  @CsvSource({
    "rsa:2048, pkey, -traditional",
    "rsa:2048, pkey, ''",
    "ec, pkey, -traditional",
    "ec, pkey, ''",
    "ed25519, pkey, ''",
  })
  void keysOfEveryFormAreRead(String kind, String command, String form) throws IOException {
    Certificates.selfSigned(kind, temp.resolve("made.key"), temp.resolve("tls.crt"));
    List<String> convert =
        form.isEmpty()
            ? List.of(command, "-in", "" + temp.resolve("made.key"))
            : List.of(command, form, "-in", "" + temp.resolve("made.key"));
    Certificates.openssl(
        java.util.stream.Stream.concat(
                convert.stream(), java.util.stream.Stream.of("-out", "" + temp.resolve("tls.key")))
            .toArray(String[]::new));
    String label = Files.readString(temp.resolve("tls.key")).lines().findFirst().orElseThrow();

    read("tls_server_config: {cert_file: tls.crt, key_file: tls.key}");

    assertThat(label)
        .contains(form.isEmpty() ? "BEGIN PRIVATE" : kind.startsWith("rsa") ? "RSA" : "EC");
  }

  @Test
  void keyOfAnotherCertificateIsRefused() throws IOException {
    Certificates.selfSigned("ec", temp.resolve("tls.key"), temp.resolve("other.crt"));
    Certificates.selfSigned("ec", temp.resolve("other.key"), temp.resolve("tls.crt"));
    Certificates.selfSigned("rsa:2048", temp.resolve("rsa.key"), temp.resolve("rsa.crt"));

    assertThat(problems("tls_server_config: {cert_file: tls.crt, key_file: tls.key}"))
        .singleElement()
        .asString()
        .startsWith("web.yml:1: tls_server_config.key_file: ")
        .endsWith("tls.key belongs to another certificate");
    assertThat(problems("tls_server_config: {cert_file: tls.crt, key_file: rsa.key}"))
        .singleElement()
        .asString()
        .endsWith("rsa.key has no EC key, which the certificate requires");
  }

  /** The older form has header lines before the Base64, with hyphens in them. */
  @ParameterizedTest
  @ValueSource(strings = {"pkcs8 -topk8", "ec -aes128"})
  void encryptedKeyIsRefusedWithWhatToDo(String form) throws IOException {
    Certificates.selfSigned("ec", temp.resolve("tls.key"), temp.resolve("tls.crt"));
    String key = "" + temp.resolve("tls.key");
    List<String> command = new ArrayList<>(List.of(form.split(" ", -1)));
    command.addAll(List.of("-in", key, "-out", "" + temp.resolve("e.key"), "-passout", "pass:x"));
    Certificates.openssl(command.toArray(String[]::new));

    assertThat(problems("tls_server_config: {cert_file: tls.crt, key_file: e.key}"))
        .singleElement()
        .asString()
        .contains("is encrypted; decrypt it with: openssl");
  }

  @Test
  void everyMistakeIsSaidAtOnceAndNoSecretWithIt() throws IOException {
    Files.writeString(temp.resolve("empty.crt"), "nothing\n");
    List<String> said =
        problems(
            """
            tls_server_config:
              cert_file: empty.crt
              key_file: missing.key
              min_version: TLS10
              max_version: SSL3
              client_auth_type: RequestClientCert
              curve_preferences: [X25519]
              key: "-----BEGIN"
              certfile: tls.crt
            http_server_config:
              headers:
                X-Frame-Options: allow
                X-Content-Type-Options: "no\\r\\nSet-Cookie: a"
                Set-Cookie: a
            basic_auth_users:
              anna: hunter2
              "b:c": %s
              dora: $2y$17$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG
            rate_limit: {interval: 1s}
            basic_auth: {}
            """
                .formatted(HASH));

    assertThat(said)
        .allMatch(line -> line.matches("web\\.yml:\\d+: [a-zA-Z_.:-]+: .+"))
        .noneMatch(line -> line.contains("hunter2") || line.contains("X0h1gDsPsz"));
    assertThat(String.join("\n", said))
        .contains("web.yml:2: tls_server_config.cert_file: ", "has no PEM block")
        .contains(
            "web.yml:4: tls_server_config.min_version: TLS10 is insecure and disabled in Java")
        .contains("web.yml:5: tls_server_config.max_version: must be TLS12 or TLS13")
        .contains("web.yml:6: tls_server_config.client_auth_type: RequestClientCert accepts any")
        .contains("web.yml:7: tls_server_config.curve_preferences: is not supported")
        .contains("web.yml:8: tls_server_config.key: is not supported; put it into a file")
        .contains("web.yml:9: tls_server_config.certfile: unknown key; did you mean \"cert_file\"?")
        .contains("web.yml:12: http_server_config.headers.X-Frame-Options: must be deny or same")
        .contains("web.yml:13: http_server_config.headers.X-Content-Type-Options: must be one line")
        .contains("web.yml:14: http_server_config.headers.Set-Cookie: unknown key")
        .contains("web.yml:16: basic_auth_users.anna: expected a bcrypt hash")
        .contains("web.yml:17: basic_auth_users.b:c: a user name must have")
        .contains("web.yml:18: basic_auth_users.dora: the cost must be from 4 to 15, not 17")
        .contains("web.yml:19: rate_limit: is not supported")
        .contains("web.yml:20: basic_auth: unknown key");
  }

  private WebConfig read(String text) throws IOException {
    Problems problems = new Problems();
    WebConfig web = WebConfig.load(Files.writeString(temp.resolve("web.yml"), text), problems);
    assertThat(problems.list()).isEmpty();
    return web;
  }

  private List<String> problems(String text) throws IOException {
    Problems problems = new Problems();
    WebConfig.load(Files.writeString(temp.resolve("web.yml"), text), problems);
    return problems.list().stream()
        .map(Problem::toString)
        .map(line -> line.replaceFirst("^" + temp + "/", ""))
        .toList();
  }
}
