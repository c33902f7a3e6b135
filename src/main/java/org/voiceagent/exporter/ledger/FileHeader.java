package org.voiceagent.exporter.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** The first frame of every file: by which version it was written. */
final class FileHeader {
  /** Rises when an older program could not read what this one writes. */
  static final int VERSION = 2;

  private FileHeader() {}

  static byte[] of(long generation) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(Kind.HEADER.code());
    out.writeInt(VERSION);
    out.writeLong(generation);
    return bytes.toByteArray();
  }

  /**
   * @throws NewerStateException if a later program wrote the file
   */
  static void check(byte[] payload) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload));
    Kind.HEADER.expect(in.readByte());
    int version = in.readInt();
    if (version > VERSION) {
      throw new NewerStateException(version);
    }
  }

  /** The state was written by a later version, so this one must not touch it. */
  static final class NewerStateException extends IOException {
    private static final long serialVersionUID = 1L;

    NewerStateException(int version) {
      super(
          "the state has format "
              + version
              + " and this version knows only up to "
              + VERSION
              + "; run the later version again, or name another folder with --state");
    }
  }
}
