package org.voiceagent.exporter.ledger;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/** The first frame of every file: by which version it was written. */
final class FileHeader {
  /** Rises with every change of what is written. */
  static final int VERSION = 6;

  /**
   * The first version that this one still reads: 4 added forgotten calls; 5 writes entries with a
   * mark instead of calls, and adds positions and gauges; 6 adds late facts, traits and
   * projections.
   */
  static final int OLDEST = 3;

  private FileHeader() {}

  /** Writes the frame a file of the ledger begins with. */
  static void write(FrameBuffer out, long generation) {
    out.beginFrame();
    out.writeByte(FrameKind.HEADER.code());
    out.writeInt(VERSION);
    out.writeLong(generation);
    out.endFrame();
  }

  /**
   * @throws OtherFormatException if another version of the program wrote the file
   */
  static void check(byte[] payload) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload));
    FrameKind.HEADER.expect(in.readByte());
    int version = in.readInt();
    if (version < OLDEST || version > VERSION) {
      throw new OtherFormatException(version);
    }
  }

  /** The state was written by another version, so this one must not touch it. */
  static final class OtherFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    OtherFormatException(int version) {
      super(
          "the state has format "
              + version
              + " and this version reads only "
              + OLDEST
              + " to "
              + VERSION
              + "; run the version that wrote it, or name another folder with --state");
    }
  }
}
