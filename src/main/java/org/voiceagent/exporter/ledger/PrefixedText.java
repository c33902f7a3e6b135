package org.voiceagent.exporter.ledger;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads strings of any length from the files of the ledger: the number of bytes, then UTF-8, as
 * {@link FrameBuffer#writeText} writes them.
 */
final class PrefixedText {
  private PrefixedText() {}

  /**
   * Reads the next string.
   *
   * @throws IOException if the bytes end before the text does
   */
  static String read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a text of " + length + " bytes in a frame that ends before");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
