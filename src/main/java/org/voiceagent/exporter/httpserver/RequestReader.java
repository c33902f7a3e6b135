package org.voiceagent.exporter.httpserver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads requests from a connection one after the other, and stops at the first that another server
 * could read differently. Not thread-safe.
 */
final class RequestReader {
  /** Empty lines before a request, which old clients send after a body (RFC 9112, section 2.2). */
  private static final int MOST_EMPTY_LINES = 4;

  private static final int FIRST_BUFFER = 2_048;

  private final InputStream in;
  private final RequestLimits limits;
  private byte[] buffer = new byte[FIRST_BUFFER];
  private int start;
  private int end;
  private int taken;

  RequestReader(InputStream in, RequestLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  /**
   * Waits for the first byte of the next request.
   *
   * @return false if the client has closed the connection
   */
  boolean waitForFirstByte() throws IOException {
    return start < end || fill();
  }

  /**
   * Reads the next request up to the empty line after its headers.
   *
   * @return empty if the connection ends before that
   * @throws MalformedRequestException if the request must be refused
   */
  Optional<RequestHead> next() throws IOException, MalformedRequestException {
    taken = 0;
    if (start < end && !canBegin(buffer[start])) {
      throw new MalformedRequestException(400, "this is not HTTP");
    }
    Optional<String> first = line(limits.lineBytes(), RequestReader::lineTooLong);
    for (int empty = 0; first.isPresent() && first.get().isEmpty(); empty++) {
      if (empty == MOST_EMPTY_LINES) {
        throw new MalformedRequestException(400, "a request line is required");
      }
      first = line(limits.lineBytes(), RequestReader::lineTooLong);
    }
    if (first.isEmpty()) {
      return Optional.empty();
    }
    RequestLine line = RequestLine.parse(first.get());
    if (line.targetLength() > limits.targetCharacters()) {
      throw lineTooLong();
    }
    HeaderFields.Builder headers = new HeaderFields.Builder();
    int count = 0;
    while (true) {
      Optional<String> field = line(limits.headBytes(), RequestReader::headTooLarge);
      if (field.isEmpty()) {
        return Optional.empty();
      }
      if (field.get().isEmpty()) {
        return Optional.of(line.with(headers.build()));
      }
      if (++count > limits.headers()) {
        throw headTooLarge();
      }
      HeaderLine.addTo(headers, field.get());
    }
  }

  /**
   * Reads the body after the head that {@link #next} returned last. Memory grows with the bytes
   * that arrive, not with the length that the client announced.
   *
   * @throws EOFException if the connection ends before that
   */
  byte[] body(int length) throws IOException {
    int buffered = Math.min(length, end - start);
    ByteArrayOutputStream body = new ByteArrayOutputStream(buffered);
    body.write(buffer, start, buffered);
    start += buffered;
    body.writeBytes(in.readNBytes(length - buffered));
    if (body.size() < length) {
      throw new EOFException("the connection ended within a body");
    }
    return body.toByteArray();
  }

  /**
   * Opens the body after the head that {@link #next} returned last; the next head follows once it
   * is read to its end. A body that the connection ends early is an {@link EOFException}.
   */
  InputStream bodyStream(long length, Runnable atEnd) {
    return new BodyStream(length, atEnd);
  }

  /** The bytes of one body: first those that arrived with the head. */
  private final class BodyStream extends InputStream {
    private final Runnable atEnd;
    private long left;

    BodyStream(long length, Runnable atEnd) {
      this.left = length;
      this.atEnd = atEnd;
      if (length == 0) {
        atEnd.run();
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int wanted = (int) Math.min(length, left);
      int read;
      if (start < end) {
        read = Math.min(wanted, end - start);
        System.arraycopy(buffer, start, to, offset, read);
        start += read;
      } else {
        read = in.read(to, offset, wanted);
      }
      if (read < 0) {
        throw new EOFException("the connection ended within a body");
      }
      left -= read;
      if (left == 0 && read > 0) {
        atEnd.run();
      }
      return read;
    }
  }

  /** Detects at once a client that uses TLS here, or another protocol. */
  private static boolean canBegin(byte first) {
    return first == '\r' || first == '\n' || (first > ' ' && first < 0x7f);
  }

  /** Reads up to CR LF, which is not included; empty at the end of the connection. */
  private Optional<String> line(int mostBytes, TooLong tooLong)
      throws IOException, MalformedRequestException {
    int at = start;
    while (true) {
      for (; at < end; at++) {
        if (taken + at - start >= mostBytes) {
          throw tooLong.refusal();
        }
        if (buffer[at] == '\n') {
          return Optional.of(endLine(at));
        }
      }
      int read = at - start;
      if (!fill()) {
        return Optional.empty();
      }
      at = start + read;
    }
  }

  private String endLine(int lineFeed) throws MalformedRequestException {
    if (lineFeed == start || buffer[lineFeed - 1] != '\r') {
      throw new MalformedRequestException(400, "each line must end with CR LF");
    }
    String line = new String(buffer, start, lineFeed - 1 - start, ISO_8859_1);
    taken += lineFeed + 1 - start;
    start = lineFeed + 1;
    return line;
  }

  /** Reads the available bytes; false at the end of the connection. */
  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int read = in.read(buffer, end, buffer.length - end);
    end += Math.max(read, 0);
    return read >= 0;
  }

  /** Says what is wrong with a line that is too long. */
  private interface TooLong {
    MalformedRequestException refusal();
  }

  private static MalformedRequestException lineTooLong() {
    return new MalformedRequestException(414, "the address is too long");
  }

  private static MalformedRequestException headTooLarge() {
    return new MalformedRequestException(431, "there are too many headers, or they are too large");
  }
}
