package org.voiceagent.exporter.httpserver;

import java.io.IOException;
import java.net.Socket;

/** What lies between the network and HTTP: nothing, or TLS. Implementations are thread-safe. */
public interface TransportLayer {
  /** Nothing. */
  TransportLayer PLAIN = socket -> socket;

  /**
   * The socket to read requests from and to write answers to. Must not wait for the client.
   *
   * @param accepted a connection as it came in; closing it ends the one returned as well
   */
  Socket over(Socket accepted) throws IOException;
}
