package org.voiceagent.exporter.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.testing.Certificates;
import org.voiceagent.exporter.testing.Tools;
import org.voiceagent.exporter.web.TrustedServers;

/** Weaker encryption than is offered, none at all, and certificates that change under a client. */
final class TlsAttacksTest {
  @TempDir Path temp;
  private ProtectedDaemon daemon;

  @BeforeEach
  void start() {
    daemon = ProtectedDaemon.encrypted(temp);
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  @Test
  void goodClientsAreAnswered() throws IOException {
    assertThat(daemon.get("/-/healthy")).startsWith("HTTP/1.1 200 ");
    try (SSLSocket socket = (SSLSocket) daemon.connect()) {
      socket.startHandshake();
      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
    }
  }

  /** By openssl, because Java has the old versions switched off on its own side too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-tls1",
        "-tls1_1",
        "-tls1_2 -cipher AES128-SHA",
        "-tls1_2 -cipher AES256-GCM-SHA384",
        "-tls1_2 -cipher ECDHE-ECDSA-AES128-SHA",
        "-tls1_2 -cipher aNULL:eNULL",
        "-tls1_2 -cipher DHE:3DES:RC4",
      })
  void downgrade(String offer) throws Exception {
    assertThat(handshake(offer + ":@SECLEVEL=0")).isNotZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_3", "-tls1_2", "-tls1_2 -cipher ECDHE-ECDSA-AES128-GCM-SHA256"})
  void whatIsGoodIsTaken(String offer) throws Exception {
    assertThat(handshake(offer)).isZero();
  }

  private int handshake(String offer) throws Exception {
    List<String> command = new ArrayList<>(List.of(Tools.require("openssl").toString()));
    command.addAll(List.of("s_client", "-connect", "127.0.0.1:" + daemon.port()));
    command.addAll(
        offer.contains("-cipher")
            ? List.of(offer.split(" "))
            : List.of(offer.replace(":@SECLEVEL=0", ""), "-cipher", "DEFAULT:@SECLEVEL=0"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    process.getInputStream().readAllBytes();
    return process.waitFor();
  }

  @Test
  void plainHttpOnTheEncryptedPort() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), daemon.port())) {
      socket.setSoTimeout(20_000);
      String get = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(get.getBytes(ISO_8859_1));
      byte[] answer = socket.getInputStream().readAllBytes();
      assertThat(new String(answer, ISO_8859_1)).doesNotContain("HTTP/1.1", "ai_agent");
    } catch (SocketException cutOff) {
      assertThat(cutOff).hasMessageContaining("reset");
    }
    assertThat(daemon.get("/-/healthy")).startsWith("HTTP/1.1 200 ");
  }

  /** Certificate first, key a moment later, as most tools do it: no connection fails in between. */
  @Test
  void renewalInTwoStepsTakesThePortDownAtNoTime() throws Exception {
    Path next = Files.createDirectory(temp.resolve("next"));
    Certificates.selfSigned("rsa:2048", next.resolve("tls.key"), next.resolve("tls.crt"));
    Certificate before = shown();

    replace(next, "tls.crt");
    await().until(() -> daemon.get("/metrics").contains("last_reload_successful 0.0"));
    assertThat(shown()).isEqualTo(before);

    replace(next, "tls.key");
    SSLContext renewed = TrustedServers.of(next.resolve("tls.crt"));
    await().until(() -> isTrustedBy(renewed));
    assertThatThrownBy(this::shown).isInstanceOf(SSLHandshakeException.class);
  }

  private void replace(Path from, String name) throws IOException {
    Files.copy(from.resolve(name), temp.resolve("staged"), StandardCopyOption.REPLACE_EXISTING);
    Files.move(temp.resolve("staged"), temp.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private Certificate shown() throws IOException {
    try (SSLSocket socket = (SSLSocket) daemon.connect()) {
      socket.startHandshake();
      return socket.getSession().getPeerCertificates()[0];
    }
  }

  private boolean isTrustedBy(SSLContext context) throws IOException {
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", daemon.port())) {
      socket.startHandshake();
      return true;
    } catch (SSLException another) {
      return false;
    }
  }
}
