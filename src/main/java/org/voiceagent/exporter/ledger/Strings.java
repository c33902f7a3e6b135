package org.voiceagent.exporter.ledger;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The strings of one frame, each written once and referred to by its number. The table fills while
 * the rest of the frame is written to another buffer, and is written before it.
 */
final class Strings {
  private static final int FIRST_SLOTS = 128;
  private static final int MOST_KEPT = 1 << 16;

  /** All strings so far, as they are written. */
  private final FrameBuffer written = new FrameBuffer();

  private String[] texts = new String[FIRST_SLOTS / 2];

  /** For each hash, modulo the length, 1 + the number of a string; 0 is free. */
  private int[] slots = new int[FIRST_SLOTS];

  private int size;

  /** Begins another frame. */
  void clear() {
    if (size > 0) {
      Arrays.fill(texts, 0, size, null);
      Arrays.fill(slots, 0);
    }
    size = 0;
    written.clear(MOST_KEPT);
  }

  /** Writes the number of a string, and adds the string if it is new. */
  void write(FrameBuffer out, String text) {
    out.writeInt(number(text));
  }

  /** Writes all strings in the order of their numbers. */
  void writeAll(FrameBuffer out) {
    out.writeInt(size);
    out.append(written);
  }

  private int number(String text) {
    int slot = slot(text);
    while (slots[slot] != 0) {
      int number = slots[slot] - 1;
      if (texts[number].equals(text)) {
        return number;
      }
      slot = slot + 1 & slots.length - 1;
    }
    if (size == texts.length) {
      grow();
      slot = slot(text);
      while (slots[slot] != 0) {
        slot = slot + 1 & slots.length - 1;
      }
    }
    texts[size] = text;
    slots[slot] = size + 1;
    written.writeText(text);
    return size++;
  }

  private int slot(String text) {
    int hash = text.hashCode();
    return (hash ^ hash >>> 16) & slots.length - 1;
  }

  private void grow() {
    texts = Arrays.copyOf(texts, 2 * texts.length);
    slots = new int[2 * texts.length];
    for (int number = 0; number < size; number++) {
      int slot = slot(texts[number]);
      while (slots[slot] != 0) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = number + 1;
    }
  }

  /** The strings of a frame that is read. */
  static final class Known {
    private final String[] texts;

    private Known(String[] texts) {
      this.texts = texts;
    }

    /**
     * Reads what {@link #writeAll} wrote.
     *
     * @throws IOException if the frame ends before
     */
    static Known readAll(DataInputStream in) throws IOException {
      int count = in.readInt();
      if (count < 0 || count > in.available()) {
        throw new IOException(count + " strings in a frame that ends before");
      }
      String[] texts = new String[count];
      for (int i = 0; i < count; i++) {
        texts[i] = PrefixedText.read(in);
      }
      return new Known(texts);
    }

    /**
     * The string whose number comes next.
     *
     * @throws IOException if there is none of this number
     */
    String read(DataInputStream in) throws IOException {
      int number = in.readInt();
      if (number < 0 || number >= texts.length) {
        throw new IOException("no string number " + number);
      }
      return texts[number];
    }
  }
}
