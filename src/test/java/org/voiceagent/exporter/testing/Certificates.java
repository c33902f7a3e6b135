package org.voiceagent.exporter.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keys and certificates as an operator makes them, with {@code openssl}. */
public final class Certificates {
  private Certificates() {}

  /**
   * A certificate for localhost that signs itself, and its key in PKCS #8.
   *
   * @param key what to pass to {@code -newkey}, such as {@code ec} or {@code rsa:2048}
   */
  public static void selfSigned(String key, Path keyFile, Path certificate) {
    List<String> command = new ArrayList<>(List.of("req", "-x509", "-newkey", key));
    if (key.equals("ec")) {
      command.addAll(List.of("-pkeyopt", "ec_paramgen_curve:prime256v1"));
    }
    command.addAll(
        List.of("-nodes", "-keyout", "" + keyFile, "-out", "" + certificate, "-days", "30"));
    command.addAll(List.of("-subj", "/CN=localhost"));
    command.addAll(List.of("-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"));
    openssl(command.toArray(String[]::new));
  }

  /** Runs openssl, which must succeed. */
  public static void openssl(String... arguments) {
    List<String> command = new ArrayList<>(List.of(Tools.require("openssl").toString()));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + ": " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
