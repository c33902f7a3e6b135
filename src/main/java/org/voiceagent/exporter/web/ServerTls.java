package org.voiceagent.exporter.web;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * TLS that is ready to be used: files read, key and certificate found to belong together.
 *
 * @param context holds key, chain and whom to trust
 * @param protocols such as {@code TLSv1.3}
 * @param ciphers in the order of preference
 * @param serverChooses whether that order wins over the client's
 * @param clients whether clients show a certificate
 * @param certificate the server's own
 */
public record ServerTls(
    SSLContext context,
    List<String> protocols,
    List<String> ciphers,
    boolean serverChooses,
    Clients clients,
    X509Certificate certificate) {

  /** Whether clients show a certificate. */
  public enum Clients {
    /** They need not and are not asked. */
    UNASKED,
    /** They may; if they do, it must be good. */
    MAY,
    /** They must. */
    MUST
  }

  /** What a connection is made with; a new object, because it can be changed. */
  public SSLParameters parameters() {
    SSLParameters parameters =
        new SSLParameters(ciphers.toArray(String[]::new), protocols.toArray(String[]::new));
    parameters.setUseCipherSuitesOrder(serverChooses);
    if (clients == Clients.MUST) {
      parameters.setNeedClientAuth(true);
    } else if (clients == Clients.MAY) {
      parameters.setWantClientAuth(true);
    }
    return parameters;
  }

  /**
   * The suites that keep what was said secret even if the key is stolen later, and that nobody can
   * tamper with: ephemeral key exchange and authenticated encryption.
   */
  static List<String> goodCiphers(SSLContext context) {
    return List.of(context.getDefaultSSLParameters().getCipherSuites()).stream()
        .filter(ServerTls::isGood)
        .toList();
  }

  private static boolean isGood(String suite) {
    boolean ephemeral =
        suite.startsWith("TLS_AES_")
            || suite.startsWith("TLS_CHACHA20_")
            || suite.startsWith("TLS_ECDHE_");
    return ephemeral && (suite.contains("_GCM_") || suite.contains("CHACHA20"));
  }

  /** Whether a suite is one of TLS 1.3, which name no key exchange. */
  static boolean isOfTls13(String suite) {
    return Set.of(
            "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256")
        .contains(suite);
  }
}
