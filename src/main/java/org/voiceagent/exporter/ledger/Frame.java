package org.voiceagent.exporter.ledger;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The envelope of everything in the state folder: a mark, the length, a CRC32C over length and
 * payload, and the payload. The mark lets a reader continue after a damaged place.
 */
final class Frame {
  /** "vae1". */
  static final int MARK = 0x7661_6531;

  static final int HEADER_BYTES = 3 * Integer.BYTES;

  /** Nothing that is written comes near; a larger length is damage. */
  static final int MOST_BYTES = 32 << 20;

  private Frame() {}

  /** The checksum of a payload of this length. */
  static int checksum(byte[] payload) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, payload.length));
    crc.update(payload);
    return (int) crc.getValue();
  }
}
