package org.voiceagent.exporter.ledger;

/** Writes one note into a frame, all of whose notes share a table of strings. Not thread-safe. */
public final class NoteWriter {
  private final FrameBuffer out;
  private final Strings strings;

  NoteWriter(FrameBuffer out, Strings strings) {
    this.out = out;
    this.strings = strings;
  }

  /** Writes a string that other notes seldom have, such as an id. */
  public void writeOwn(String text) {
    out.writeText(text);
  }

  /** Writes a string that many notes have, such as the name of a setting: kept once a frame. */
  public void writeShared(String text) {
    strings.write(out, text);
  }

  /** Writes a whole number in 4 bytes. */
  public void writeInt(int value) {
    out.writeInt(value);
  }

  /** Writes a whole number in 8 bytes. */
  public void writeLong(long value) {
    out.writeLong(value);
  }

  /** Writes a number in 8 bytes. */
  public void writeDouble(double value) {
    out.writeDouble(value);
  }
}
