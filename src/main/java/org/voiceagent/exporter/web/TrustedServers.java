package org.voiceagent.exporter.web;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** TLS for our own clients, such as health checks. */
public final class TrustedServers {
  private TrustedServers() {}

  /**
   * Trusts only servers whose certificate is in a PEM file or was issued by one in it.
   *
   * @throws PemException if the file cannot be used; the message says why
   */
  public static SSLContext of(Path file) throws PemException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManager[] trust = {TlsReader.trusting(Pem.certificates(file))};
      context.init(null, trust, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new PemException("Java cannot use " + file + ": " + e.getMessage());
    }
  }
}
