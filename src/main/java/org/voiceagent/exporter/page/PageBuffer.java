package org.voiceagent.exporter.page;

import io.prometheus.client.Collector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * A page while it is written, in chunks, so that a large page needs no large array. Each chunk is
 * compressed as soon as it is full. Not thread-safe; may hold memory outside the heap until it is
 * closed.
 */
final class PageBuffer implements AutoCloseable {
  /** Level 1 takes a quarter of the default level's time for a third more bytes. */
  private static final int GZIP_LEVEL = 1;

  private static final int CHUNK = 1 << 16;
  private static final int SMALL_CHUNK = 1 << 12;
  private static final int LONGEST_INTEGER = 20;

  /** From here on {@link Double#toString} writes an exponent. */
  private static final long PLAIN_BELOW = 10_000_000;

  private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
  private final Optional<GZIPOutputStream> gzip;
  private final List<byte[]> full = new ArrayList<>();
  private byte[] chunk;
  private int size;

  private PageBuffer(boolean gzip, int chunkSize) {
    this.chunk = new byte[chunkSize];
    this.gzip = gzip ? Optional.of(fast(packed)) : Optional.empty();
  }

  /** A page that is sent as it is. */
  static PageBuffer plain() {
    return new PageBuffer(false, CHUNK);
  }

  /** A page of a few lines that is sent as it is. */
  static PageBuffer small() {
    return new PageBuffer(false, SMALL_CHUNK);
  }

  /** A page that is compressed to one gzip member (RFC 1952). */
  static PageBuffer gzip() {
    return new PageBuffer(true, CHUNK);
  }

  /** Adds bytes. */
  PageBuffer add(byte[] more) {
    int from = 0;
    while (more.length - from > chunk.length - size) {
      int length = chunk.length - size;
      System.arraycopy(more, from, chunk, size, length);
      from += length;
      size += length;
      nextChunk();
    }
    System.arraycopy(more, from, chunk, size, more.length - from);
    size += more.length - from;
    return this;
  }

  /** Adds three runs of bytes: faster than one by one, which matters for each line of a page. */
  PageBuffer add(byte[] first, byte[] second, byte[] third) {
    if (first.length + second.length + third.length > chunk.length - size) {
      return add(first).add(second).add(third);
    }
    byte[] to = chunk;
    int at = size;
    System.arraycopy(first, 0, to, at, first.length);
    at += first.length;
    System.arraycopy(second, 0, to, at, second.length);
    at += second.length;
    System.arraycopy(third, 0, to, at, third.length);
    size = at + third.length;
    return this;
  }

  /** Adds one character of ASCII. */
  PageBuffer add(char ascii) {
    if (size == chunk.length) {
      nextChunk();
    }
    chunk[size++] = (byte) ascii;
    return this;
  }

  /** Adds a text. */
  PageBuffer add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a number in the form of {@link Collector#doubleToGoString}. */
  PageBuffer number(double value) {
    long whole = (long) value;
    boolean plain = whole == value && whole > -PLAIN_BELOW && whole < PLAIN_BELOW;
    if (plain && (whole != 0 || Double.doubleToRawLongBits(value) == 0)) {
      return integer(whole).add('.').add('0');
    }
    return add(Collector.doubleToGoString(value));
  }

  /** Adds a moment in seconds since 1970, to the millisecond. */
  PageBuffer seconds(long millis) {
    integer(millis / 1_000).add('.');
    int rest = (int) (millis % 1_000);
    return add((char) ('0' + rest / 100))
        .add((char) ('0' + rest / 10 % 10))
        .add((char) ('0' + rest % 10));
  }

  /** The page with all that was added. */
  Page finish() {
    if (gzip.isEmpty()) {
      full.add(Arrays.copyOf(chunk, size));
      return new Page(full, false);
    }
    nextChunk();
    close();
    return new Page(List.of(packed.toByteArray()), true);
  }

  @Override
  public void close() {
    if (gzip.isPresent()) {
      try {
        gzip.get().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private PageBuffer integer(long value) {
    if (value < 0) {
      return add('-').integer(-value);
    }
    if (chunk.length - size < LONGEST_INTEGER) {
      return add(Long.toString(value));
    }
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    long rest = value;
    for (int at = size + digits - 1; at >= size; at--) {
      chunk[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
    return this;
  }

  private void nextChunk() {
    if (gzip.isPresent()) {
      try {
        gzip.get().write(chunk, 0, size);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    } else {
      full.add(chunk);
      chunk = new byte[Math.min(CHUNK, 2 * chunk.length)];
    }
    size = 0;
  }

  private static GZIPOutputStream fast(OutputStream out) {
    try {
      return new FastGzip(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, CHUNK / 4);
      def.setLevel(GZIP_LEVEL);
    }
  }
}
