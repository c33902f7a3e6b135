package org.voiceagent.exporter.ledger;

import java.util.Arrays;

/** Frames as the ledger writes them, of any content. */
final class TestFrames {
  private TestFrames() {}

  /** A payload in its envelope. */
  static byte[] of(byte[] payload) {
    FrameBuffer frame = new FrameBuffer();
    frame.beginFrame();
    for (byte one : payload) {
      frame.writeByte(one);
    }
    frame.endFrame();
    return frame.toByteArray();
  }

  /** The payload that a file of the ledger begins with. */
  static byte[] header() {
    FrameBuffer frame = new FrameBuffer();
    FileHeader.write(frame, 0);
    return payload(frame);
  }

  /** The payload of an entry's record. */
  static byte[] record(PlacedEntry entry) {
    FrameBuffer frame = new FrameBuffer();
    new EntryCodec().encode(entry, frame);
    return payload(frame);
  }

  private static byte[] payload(FrameBuffer frame) {
    return Arrays.copyOfRange(frame.toByteArray(), Frame.HEADER_BYTES, frame.size());
  }
}
