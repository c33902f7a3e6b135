package org.voiceagent.exporter.httpserver;

import java.io.IOException;
import java.net.Socket;

/** The layer between the network and HTTP: none, or TLS. Implementations are thread-safe. */
public interface TransportLayer {
  /** Plain TCP. */
  TransportLayer PLAIN = socket -> socket;

  /**
   * The socket for reading requests and writing responses. Must not wait for the client.
   *
   * @param accepted the accepted connection; closing it also closes the returned socket
   */
  Socket over(Socket accepted) throws IOException;
}
