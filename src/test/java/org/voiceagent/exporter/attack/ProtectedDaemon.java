package org.voiceagent.exporter.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.daemon.Daemon;
import org.voiceagent.exporter.daemon.WebAccess;
import org.voiceagent.exporter.testing.Certificates;
import org.voiceagent.exporter.testing.Daemons;
import org.voiceagent.exporter.web.PemException;
import org.voiceagent.exporter.web.TrustedServers;
import org.voiceagent.exporter.web.WebConfig;
import org.voiceagent.exporter.yaml.Problems;

/**
 * The whole daemon with users, with TLS if wanted, and a call in which somebody says what nobody
 * else is to read. Anna may read everything, Ben transcripts with redaction, Cleo no transcripts.
 */
final class ProtectedDaemon implements AutoCloseable {
  static final String CALL = "1761449250.2163";
  static final String SAID = "my card is 4111 1111 1111 1111";
  static final String ANNA = "anna:" + "correct horse";
  static final String BEN = "ben:battery";
  static final String CLEO = "cleo:staple";
  private static final int PATIENCE_MS = 20_000;

  private final Daemon daemon;
  private final Path folder;
  private final Optional<SSLContext> trust;

  private ProtectedDaemon(Path folder, boolean tls, int cost, List<String> more) {
    this(folder, tls, webConfig(tls, cost), config(folder, more));
  }

  private ProtectedDaemon(Path folder, boolean tls, String webConfig, String config) {
    this.folder = folder;
    try {
      if (tls) {
        Certificates.selfSigned("ec", folder.resolve("tls.key"), folder.resolve("tls.crt"));
        trust = Optional.of(TrustedServers.of(folder.resolve("tls.crt")));
      } else {
        trust = Optional.empty();
      }
      drop(CALL, "{\"turns\":2}", "{\"role\":\"user\",\"text\":\"" + SAID + "\"}");
      Files.writeString(folder.resolve("web.yml"), webConfig);
      Files.writeString(folder.resolve("exporter.yml"), config);
      daemon = start();
    } catch (IOException | PemException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Over plain HTTP, with passwords. */
  static ProtectedDaemon plain(Path folder, String... more) {
    return new ProtectedDaemon(folder, false, 4, List.of(more));
  }

  /** Over plain HTTP, without passwords, on all addresses of the machine, as in a container. */
  static ProtectedDaemon everywhere(Path folder) {
    String config =
        "sessions: %s/calls\nstate: %s/state\nlisten: 0.0.0.0:0\n".formatted(folder, folder);
    return new ProtectedDaemon(folder, false, "", config);
  }

  /** Over TLS, with passwords. */
  static ProtectedDaemon encrypted(Path folder, String... more) {
    return new ProtectedDaemon(folder, true, 4, List.of(more));
  }

  /** Over plain HTTP, with passwords whose hashes are as slow as those of an operator. */
  static ProtectedDaemon slow(Path folder) {
    return new ProtectedDaemon(folder, false, 10, List.of());
  }

  private static String webConfig(boolean tls, int cost) {
    StringBuilder text = new StringBuilder();
    if (tls) {
      text.append("tls_server_config: {cert_file: tls.crt, key_file: tls.key}\n");
    }
    text.append("basic_auth_users:\n");
    for (String login : List.of(ANNA, BEN, CLEO)) {
      int colon = login.indexOf(':');
      char[] password = login.substring(colon + 1).toCharArray();
      text.append("  ").append(login, 0, colon).append(": ");
      text.append(BCrypt.withDefaults().hashToString(cost, password)).append('\n');
    }
    return text.toString();
  }

  private static String config(Path folder, List<String> more) {
    return """
    sessions: %s/calls
    state: %s/state
    listen: 127.0.0.1:0
    http:
      reload: true
      web_config: %s/web.yml
      access:
        metrics: open
        transcripts: {users: [anna, ben], unredacted: [anna]}
      %s
    """
        .formatted(folder, folder, folder, String.join("\n  ", more));
  }

  private Daemon start() throws IOException {
    Problems problems = new Problems();
    ExporterConfig config = ExporterConfig.load(folder.resolve("exporter.yml"), problems);
    WebConfig web = WebAccess.load(config, problems);
    assertThat(problems.list()).isEmpty();
    Daemon started =
        Daemons.start(
            config, web, again -> ExporterConfig.load(folder.resolve("exporter.yml"), again));
    return started;
  }

  /** Puts a finished call there and does not wait for it. */
  void drop(String id, String summary, String transcript) throws IOException {
    Path call = Files.createDirectories(folder.resolve("calls").resolve(id));
    Files.writeString(call.resolve("transcript.jsonl"), transcript + "\n");
    Files.writeString(call.resolve("metrics.json.tmp"), summary);
    Files.move(call.resolve("metrics.json.tmp"), call.resolve("metrics.json"));
  }

  /** Waits until all calls that are there are counted. */
  ProtectedDaemon ready() {
    await().until(() -> get("/-/ready").startsWith("HTTP/1.1 200"));
    return this;
  }

  int port() {
    return daemon.port();
  }

  Path folder() {
    return folder;
  }

  Optional<SSLContext> trust() {
    return trust;
  }

  /** A connection; over TLS its handshake is still to come. */
  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout(PATIENCE_MS);
    if (trust.isEmpty()) {
      return socket;
    }
    SSLSocket encrypted =
        (SSLSocket) trust.get().getSocketFactory().createSocket(socket, "localhost", port(), true);
    return encrypted;
  }

  /** The whole answer to {@code GET}, as nobody. */
  String get(String path) {
    return get(path, "");
  }

  /** The whole answer to {@code GET}, as somebody such as {@link #ANNA}, or nobody for "". */
  String get(String path, String login) {
    return send("GET " + path + " HTTP/1.1\r\n" + head(login) + "Connection: close\r\n\r\n");
  }

  /** The lines a well-behaved client sends, with a login unless it is "". */
  static String head(String login) {
    String encoded = Base64.getEncoder().encodeToString(login.getBytes(ISO_8859_1));
    return "Host: localhost\r\n"
        + (login.isEmpty() ? "" : "Authorization: Basic " + encoded + "\r\n");
  }

  /** Everything that comes back for these bytes until the connection ends. */
  String send(String bytes) {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      if (trust.isEmpty()) {
        // Nothing more comes, so that nobody waits for the rest of what is malformed.
        socket.shutdownOutput();
      }
      return untilEnd(socket.getInputStream());
    } catch (SocketException cutOff) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String untilEnd(InputStream in) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] block = new byte[8_192];
    try {
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        read.write(block, 0, n);
      }
    } catch (SocketException reset) {
      // Closed while bytes of ours were still unread there.
    }
    return read.toString(ISO_8859_1);
  }

  @Override
  public void close() {
    daemon.close();
  }
}
