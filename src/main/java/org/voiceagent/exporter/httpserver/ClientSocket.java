package org.voiceagent.exporter.httpserver;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import org.voiceagent.exporter.httpserver.ReadAheadStream.Presence;

/**
 * An accepted connection that can be checked for a vanished client while its request is processed.
 */
final class ClientSocket extends Socket {
  private Optional<ReadAheadStream> bytes = Optional.empty();

  @Override
  public synchronized InputStream getInputStream() throws IOException {
    if (bytes.isEmpty()) {
      bytes = Optional.of(new ReadAheadStream(this, super.getInputStream()));
    }
    return bytes.get();
  }

  /** Whether the client is still there; see {@link ReadAheadStream#presence}. */
  Presence presence() {
    Optional<ReadAheadStream> stream;
    synchronized (this) {
      stream = bytes;
    }
    return stream.map(ReadAheadStream::presence).orElse(Presence.THERE);
  }

  /** A server socket that accepts such connections. */
  static final class Acceptor extends ServerSocket {

    /** Creates an unbound socket. */
    Acceptor() throws IOException {}

    @Override
    public ClientSocket accept() throws IOException {
      ClientSocket socket = new ClientSocket();
      implAccept(socket);
      return socket;
    }
  }
}
