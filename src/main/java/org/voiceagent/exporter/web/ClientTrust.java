package org.voiceagent.exporter.web;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts client certificates of certain authorities and, if names are given, only those with one of
 * them as a subject alternative name (RFC 5280, section 4.2.1.6). Thread-safe.
 */
final class ClientTrust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager authorities;
  private final Set<String> names;

  /**
   * @param authorities checks the chain
   * @param names DNS names, addresses, e-mail addresses or URIs, compared exactly; empty accepts
   *     all clients
   */
  ClientTrust(X509ExtendedTrustManager authorities, Set<String> names) {
    this.authorities = authorities;
    this.names = Set.copyOf(names);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    authorities.checkClientTrusted(chain, type);
    checkName(chain[0]);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    authorities.checkClientTrusted(chain, type, socket);
    checkName(chain[0]);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    authorities.checkClientTrusted(chain, type, engine);
    checkName(chain[0]);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw onlyServes();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw onlyServes();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw onlyServes();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authorities.getAcceptedIssuers();
  }

  private void checkName(X509Certificate client) throws CertificateException {
    if (names.isEmpty()) {
      return;
    }
    Collection<List<?>> carried =
        Optional.ofNullable(client.getSubjectAlternativeNames()).orElse(List.of());
    // Each entry is the number of its kind, followed by the name.
    if (carried.stream().map(name -> name.get(1)).noneMatch(names::contains)) {
      throw new CertificateException("the client's certificate has none of the allowed names");
    }
  }

  private static CertificateException onlyServes() {
    return new CertificateException("only clients are checked here");
  }
}
