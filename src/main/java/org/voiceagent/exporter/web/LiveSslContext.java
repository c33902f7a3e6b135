package org.voiceagent.exporter.web;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * An SSL context that is, for each new connection, whichever is in force. The JDK's server asks for
 * its context once, at start. A session of the context before is not resumed, so a client whose
 * authority is no longer trusted has to show a certificate again.
 */
public final class LiveSslContext extends SSLContext {

  /**
   * @param inForce gives the context for the next connection
   */
  public LiveSslContext(Supplier<SSLContext> inForce) {
    super(new Following(inForce), inForce.get().getProvider(), "TLS");
  }

  private static final class Following extends SSLContextSpi {
    private final Supplier<SSLContext> inForce;

    Following(Supplier<SSLContext> inForce) {
      this.inForce = inForce;
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
        throws KeyManagementException {
      throw new KeyManagementException("follows others and has no keys of its own");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      return inForce.get().getSocketFactory();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      return inForce.get().getServerSocketFactory();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      return inForce.get().createSSLEngine();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      return inForce.get().createSSLEngine(host, port);
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      return inForce.get().getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      return inForce.get().getClientSessionContext();
    }
  }
}
