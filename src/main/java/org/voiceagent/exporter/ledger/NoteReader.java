package org.voiceagent.exporter.ledger;

import java.io.DataInputStream;
import java.io.IOException;

/**
 * Reads what {@link NoteWriter} wrote, value by value in the same order. Every method throws
 * IOException if the note ends before the value does. Not thread-safe.
 */
public final class NoteReader {
  private final DataInputStream in;
  private final Strings.Known strings;

  NoteReader(DataInputStream in, Strings.Known strings) {
    this.in = in;
    this.strings = strings;
  }

  /** Reads what {@link NoteWriter#writeOwn} wrote. */
  public String readOwn() throws IOException {
    return PrefixedText.read(in);
  }

  /** Reads what {@link NoteWriter#writeShared} wrote. */
  public String readShared() throws IOException {
    return strings.read(in);
  }

  /** Reads what {@link NoteWriter#writeInt} wrote. */
  public int readInt() throws IOException {
    return in.readInt();
  }

  /** Reads what {@link NoteWriter#writeLong} wrote. */
  public long readLong() throws IOException {
    return in.readLong();
  }

  /** Reads what {@link NoteWriter#writeDouble} wrote. */
  public double readDouble() throws IOException {
    return in.readDouble();
  }
}
