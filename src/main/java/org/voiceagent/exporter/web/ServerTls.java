package org.voiceagent.exporter.web;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * TLS settings that are ready for use: the files are read, and key and certificate belong together.
 *
 * @param context holds key, certificate chain and trusted authorities
 * @param protocols such as {@code TLSv1.3}
 * @param ciphers in order of preference
 * @param serverChooses whether that order takes precedence over the client's
 * @param clients whether clients present a certificate
 * @param certificate the server's own
 */
public record ServerTls(
    SSLContext context,
    List<String> protocols,
    List<String> ciphers,
    boolean serverChooses,
    Clients clients,
    X509Certificate certificate) {

  /** Whether clients present a certificate. */
  public enum Clients {
    /** They are not asked for one. */
    UNASKED,
    /** They may; if they do, it must be valid. */
    MAY,
    /** They must. */
    MUST
  }

  /** The parameters of a connection; a new object each time, because it is mutable. */
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
   * The suites with ephemeral key exchange and authenticated encryption: recorded traffic stays
   * secret even if the key is stolen later, and tampering is detected.
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

  /** Whether a suite belongs to TLS 1.3, whose names contain no key exchange. */
  static boolean isOfTls13(String suite) {
    return Set.of(
            "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256")
        .contains(suite);
  }
}
