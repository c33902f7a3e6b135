package org.voiceagent.exporter.metrics;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * A page ready to be sent. Its pieces are shared with other pages, so that many slow readers hold
 * little more than one.
 *
 * @param pieces the bytes, one array after the other; not to be changed
 * @param gzip whether they are compressed
 */
public record Page(List<byte[]> pieces, boolean gzip) {

  /** Copies the list, not the bytes. */
  public Page {
    pieces = List.copyOf(pieces);
  }

  /** How many bytes there are. */
  public long length() {
    return pieces.stream().mapToLong(piece -> piece.length).sum();
  }

  /** All bytes in one array of their own. */
  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    pieces.forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }
}
