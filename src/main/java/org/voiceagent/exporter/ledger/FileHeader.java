package org.voiceagent.exporter.ledger;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/** The first frame of every file: by which version it was written. */
final class FileHeader {
  /** Rises with every change of what is written. */
  static final int VERSION = 7;

  /**
   * The first version that this one still reads: 4 added forgotten calls; 5 writes entries with a
   * mark instead of calls, and adds positions and gauges; 6 adds late facts, traits and one
   * projection; 7 gives projections names and traits ids.
   */
  static final int OLDEST = 3;

  /** The first version whose projections have names. */
  static final int NAMED_PROJECTIONS = 7;

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
   * The version that wrote the file.
   *
   * @throws OtherFormatException if this version cannot read it
   */
  static int version(byte[] payload) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload));
    FrameKind.HEADER.expect(in.readByte());
    int version = in.readInt();
    if (version < OLDEST || version > VERSION) {
      throw new OtherFormatException(version);
    }
    return version;
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
