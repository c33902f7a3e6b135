package org.voiceagent.exporter.page;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * A page ready to be sent.
 *
 * @param chunks its bytes, one array after the other; must not be changed
 * @param gzip whether they are compressed
 */
public record Page(List<byte[]> chunks, boolean gzip) {

  /** Copies the list, not the bytes. */
  public Page {
    chunks = List.copyOf(chunks);
  }

  /** How many bytes there are. */
  public long length() {
    return chunks.stream().mapToLong(chunk -> chunk.length).sum();
  }

  /** All bytes in one array of their own. */
  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    chunks.forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }
}
