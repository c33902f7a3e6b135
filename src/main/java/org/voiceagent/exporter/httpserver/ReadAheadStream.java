package org.voiceagent.exporter.httpserver;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The input of a connection, which can be read ahead to find out whether the client is still there.
 * One thread reads, another checks.
 */
final class ReadAheadStream extends InputStream {
  /** In bytes. A client that has sent more without waiting for its response counts as present. */
  private static final int AHEAD = 4_096;

  private static final byte[] NOTHING = {};

  /** What is known about a client. */
  enum Presence {
    /** It may still be there. */
    THERE,
    /** It sends nothing more; it may have gone, or may still be reading. */
    HALF_CLOSED,
    /** It has gone. */
    GONE
  }

  private final Socket socket;
  private final InputStream in;
  private final ReentrantLock reading = new ReentrantLock();
  private byte[] ahead = NOTHING;
  private int start;
  private int end;
  private boolean ended;

  /**
   * @param socket the socket, whose read timeout this stream may change
   * @param in the input of the socket
   */
  ReadAheadStream(Socket socket, InputStream in) {
    this.socket = socket;
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    reading.lock();
    try {
      if (start < end) {
        int count = Math.min(length, end - start);
        System.arraycopy(ahead, start, bytes, offset, count);
        start += count;
        return count;
      }
      return ended ? -1 : in.read(bytes, offset, length);
    } finally {
      reading.unlock();
    }
  }

  @Override
  public int available() throws IOException {
    reading.lock();
    try {
      return start < end ? end - start : in.available();
    } finally {
      reading.unlock();
    }
  }

  /**
   * Checks the client within a millisecond. While another thread reads, the client counts as
   * present, because that thread notices the end itself.
   */
  Presence presence() {
    if (!reading.tryLock()) {
      return Presence.THERE;
    }
    try {
      if (ended) {
        return Presence.HALF_CLOSED;
      }
      if (start == end) {
        ahead = new byte[AHEAD];
        start = 0;
        end = 0;
      }
      if (end == ahead.length) {
        return Presence.THERE;
      }
      return readAhead() < 0 ? Presence.HALF_CLOSED : Presence.THERE;
    } catch (SocketTimeoutException silent) {
      return Presence.THERE;
    } catch (IOException reset) {
      return Presence.GONE;
    } finally {
      reading.unlock();
    }
  }

  private int readAhead() throws IOException {
    socket.setSoTimeout(1);
    try {
      int read = in.read(ahead, end, ahead.length - end);
      ended = read < 0;
      end += Math.max(read, 0);
      return read;
    } finally {
      socket.setSoTimeout(0);
    }
  }
}
